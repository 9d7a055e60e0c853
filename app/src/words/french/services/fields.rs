use crate::{
    domain::{Service, service::Field},
    words::Group,
};

pub(super) fn group(service: Service, group: Group) -> (&'static str, &'static str) {
    match group {
        Group::Name => (
            "Nom sur le téléphone",
            "Ce que les gens voient quand vous appelez. Les réseaux affichent au plus 15 caractères.",
        ),
        Group::Numbers if service == Service::TollFree => ("Numéro", "Choisissez le numéro sans frais à vérifier."),
        Group::Numbers => ("Numéros", "Cochez ceux que cela concerne."),
        Group::Business => {
            ("Entreprise", "Telle qu'elle est immatriculée ; les examinateurs comparent chaque lettre au registre.")
        }
        Group::Registration => ("Immatriculation", "Le numéro sous lequel une autorité connaît l'entreprise."),
        Group::Address => ("Adresse", "Où se trouve l'entreprise. Une case postale n'est pas acceptée."),
        Group::Person if service == Service::TollFree => ("Contact", "À qui un examinateur peut poser des questions."),
        Group::Person => ("Représentant", "Quelqu'un qui peut parler pour l'entreprise, et être interrogé."),
        Group::Messages => ("Messages", "Ce que vous envoyez, combien et dans quel but."),
        Group::OptIn => ("Consentement", "Personne ne peut recevoir de messages sans y avoir consenti."),
    }
}

pub(super) fn field(service: Service, field: Field) -> &'static str {
    match field {
        Field::BusinessName => "Nom légal",
        Field::BusinessType => "Type d'entreprise",
        Field::Industry => "Secteur d'activité",
        Field::RegistrationAuthority => "Sorte de numéro",
        Field::RegistrationNumber => "Numéro d'immatriculation",
        Field::RegistrationCountry => "Pays d'immatriculation",
        Field::Regions => "Où l'entreprise exerce",
        Field::Website => "Site Web",
        Field::Street => "Numéro et rue",
        Field::StreetLine2 => "Bureau ou étage",
        Field::City => "Ville",
        Field::State => "État ou province",
        Field::PostalCode => "Code postal",
        Field::Country => "Pays",
        Field::FirstName => "Prénom",
        Field::LastName => "Nom de famille",
        Field::Email => "Courriel",
        Field::Phone => "Téléphone",
        Field::JobTitle => "Titre du poste",
        Field::JobPosition => "Fonction",
        Field::CompanyType => "Propriété",
        Field::StockExchange => "Bourse",
        Field::StockTicker => "Symbole boursier",
        Field::BrandEmail => "Courriel pour le registre",
        Field::DisplayName => "Nom à afficher",
        Field::Numbers if service == Service::TollFree => "Numéro sans frais",
        Field::Numbers => "Vos numéros",
        Field::UseCases => "Sujet des messages",
        Field::Summary => "La même chose en phrases",
        Field::Sample => "Un message tel que vous l'envoyez",
        Field::OptInType => "Comment les gens consentent",
        Field::OptInImages => "Images qui le montrent",
        Field::PrivacyPolicy => "Politique de confidentialité",
        Field::Terms => "Conditions d'utilisation",
        Field::Volume => "Messages par mois, au plus",
        Field::NotificationEmail => "Courriel pour le résultat",
        Field::Additional => "Toute autre chose qu'un examinateur devrait savoir",
    }
}

pub(super) const fn hint(service: Service, field: Field) -> &'static str {
    match field {
        Field::RegistrationNumber => match service {
            Service::TollFree => "Une entreprise individuelle peut laisser les trois vides.",
            Service::A2pBrand => {
                "Un EIN a neuf chiffres, comme 12-3456789. Les entreprises américaines sont immatriculées sous lui."
            }
            Service::Cnam => "Neuf chiffres, comme 12-3456789.",
            Service::ShakenStir => "Un EIN a neuf chiffres, comme 12-3456789.",
        },
        Field::Website => "L'adresse entière, comme https://example.com.",
        Field::PrivacyPolicy | Field::Terms => "Son adresse Web. Les examinateurs la cherchent aussi sur le site.",
        Field::Phone => "Avec l'indicatif de pays, comme +1 202 555 0123.",
        Field::State => "Comme CA.",
        Field::StockExchange | Field::StockTicker | Field::BrandEmail => "Seulement si ses actions sont cotées.",
        Field::DisplayName => "D'abord une lettre, puis lettres, chiffres, points, virgules et espaces.",
        Field::UseCases => "Cochez tout ce qui convient.",
        Field::Summary => "Au plus 500 caractères.",
        Field::Sample => "Avec le nom de l'entreprise, et comment faire cesser les messages.",
        Field::OptInImages => "Jusqu'à cinq adresses publiques, chacune sur sa propre ligne.",
        _ => "",
    }
}
