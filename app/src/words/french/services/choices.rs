use crate::{
    domain::{Service, service::Field},
    words::Choices,
};

pub(super) const fn of(service: Service, field: Field) -> Choices {
    match (field, service) {
        (Field::BusinessType, Service::TollFree) => TOLL_FREE_TYPES,
        (Field::BusinessType, _) => TYPES,
        (Field::Industry, _) => INDUSTRIES,
        (Field::RegistrationAuthority, Service::TollFree) => TOLL_FREE_AUTHORITIES,
        (Field::RegistrationAuthority, Service::Cnam) => CNAM_AUTHORITIES,
        (Field::RegistrationAuthority, _) => AUTHORITIES,
        (Field::Regions, _) => REGIONS,
        (Field::JobPosition, _) => POSITIONS,
        (Field::CompanyType, _) => COMPANIES,
        (Field::StockExchange, _) => EXCHANGES,
        (Field::UseCases, _) => USE_CASES,
        (Field::OptInType, _) => OPT_INS,
        (Field::Volume, _) => VOLUMES,
        _ => &[],
    }
}

const TYPES: Choices = &[
    ("sole_proprietorship", "Entreprise individuelle"),
    ("partnership", "Société de personnes"),
    ("limited_liability", "Société à responsabilité limitée (LLC)"),
    ("corporation", "Société par actions"),
    ("co_operative", "Coopérative"),
    ("non_profit", "Sans but lucratif ou gouvernement"),
];

const TOLL_FREE_TYPES: Choices = &[
    ("private_profit", "À but lucratif, à capital fermé"),
    ("public_profit", "À but lucratif, cotée en bourse"),
    ("sole_proprietor", "Entreprise individuelle"),
    ("non_profit", "Sans but lucratif"),
    ("government", "Gouvernement"),
];

const INDUSTRIES: Choices = &[
    ("agriculture", "Agriculture"),
    ("automotive", "Automobile"),
    ("banking", "Banques"),
    ("consumer", "Consommation"),
    ("education", "Éducation"),
    ("electronics", "Électronique"),
    ("energy", "Énergie"),
    ("engineering", "Génie"),
    ("fast_moving_consumer_goods", "Produits de grande consommation"),
    ("financial", "Finance"),
    ("fintech", "Technologie financière"),
    ("food_and_beverage", "Aliments et boissons"),
    ("government", "Gouvernement"),
    ("healthcare", "Santé"),
    ("hospitality", "Hôtellerie et restauration"),
    ("insurance", "Assurance"),
    ("jewelry", "Bijouterie"),
    ("legal", "Droit"),
    ("manufacturing", "Fabrication"),
    ("media", "Médias"),
    ("not_for_profit", "Sans but lucratif"),
    ("oil_and_gas", "Pétrole et gaz"),
    ("online", "En ligne"),
    ("raw_materials", "Matières premières"),
    ("real_estate", "Immobilier"),
    ("religion", "Religion"),
    ("retail", "Commerce de détail"),
    ("technology", "Technologie"),
    ("telecommunications", "Télécommunications"),
    ("transportation", "Transport"),
    ("travel", "Voyage"),
];

const AUTHORITIES: Choices = &[
    ("ein", "États-Unis : EIN"),
    ("duns", "Numéro D-U-N-S"),
    ("cbn", "Canada : numéro d'entreprise"),
    ("cn", "Royaume-Uni : Company Number"),
    ("acn", "Australie : Company Number"),
    ("cin", "Inde : Corporate Identity Number"),
    ("vat", "Union européenne : numéro de TVA"),
];

const CNAM_AUTHORITIES: Choices = &[("ein", "États-Unis : EIN"), ("duns", "Numéro D-U-N-S")];

const TOLL_FREE_AUTHORITIES: Choices = &[
    ("ein", "États-Unis : EIN"),
    ("cbn", "Canada : numéro d'entreprise"),
    ("provincial_number", "Canada : numéro d'une province"),
    ("crn", "Registre des sociétés"),
    ("brn", "Registre des entreprises"),
    ("vat", "Numéro de TVA"),
    ("other", "Un autre"),
];

const REGIONS: Choices = &[
    ("usa_and_canada", "États-Unis et Canada"),
    ("latin_america", "Amérique latine"),
    ("europe", "Europe"),
    ("africa", "Afrique"),
    ("asia", "Asie"),
];

const POSITIONS: Choices = &[
    ("chief_executive", "Chef de la direction (CEO)"),
    ("chief_financial", "Chef des finances (CFO)"),
    ("director", "Directeur"),
    ("general_counsel", "Chef du contentieux"),
    ("general_manager", "Directeur général"),
    ("vice_president", "Vice-président"),
];

const COMPANIES: Choices = &[
    ("private", "À capital fermé"),
    ("public", "Cotée en bourse"),
    ("non_profit", "Sans but lucratif"),
    ("government", "Gouvernement"),
];

const EXCHANGES: Choices = &[
    ("nasdaq", "NASDAQ"),
    ("nyse", "NYSE"),
    ("amex", "AMEX"),
    ("amx", "AMX"),
    ("asx", "ASX"),
    ("b3", "B3"),
    ("bme", "BME"),
    ("bse", "BSE"),
    ("fra", "FRA"),
    ("icex", "ICEX"),
    ("jpx", "JPX"),
    ("jse", "JSE"),
    ("krx", "KRX"),
    ("lon", "LON"),
    ("nse", "NSE"),
    ("omx", "OMX"),
    ("sehk", "SEHK"),
    ("sse", "SSE"),
    ("sto", "STO"),
    ("swx", "SWX"),
    ("szse", "SZSE"),
    ("tsx", "TSX"),
    ("twse", "TWSE"),
    ("vse", "VSE"),
];

const USE_CASES: Choices = &[
    ("account_notifications", "Nouvelles d'un compte"),
    ("charity_nonprofit", "Bienfaisance"),
    ("customer_care", "Service à la clientèle"),
    ("delivery_notifications", "Livraisons"),
    ("events", "Événements"),
    ("fraud_alert_messaging", "Alertes de fraude"),
    ("higher_education", "Enseignement supérieur"),
    ("k12", "Écoles (K-12)"),
    ("marketing", "Marketing"),
    ("polling_and_voting_non_political", "Sondages, non politiques"),
    ("public_service_announcement", "Service public"),
    ("security_alert", "Alertes de sécurité"),
    ("two_factor_authentication", "Codes de connexion"),
];

const OPT_INS: Choices = &[
    ("web_form", "Sur un site Web"),
    ("via_text", "Par message texte"),
    ("paper_form", "Sur papier"),
    ("verbal", "De vive voix"),
    ("mobile_qr_code", "Par un code QR"),
];

const VOLUMES: Choices = &[
    ("10", "10"),
    ("100", "100"),
    ("1,000", "1 000"),
    ("10,000", "10 000"),
    ("100,000", "100 000"),
    ("250,000", "250 000"),
    ("500,000", "500 000"),
    ("750,000", "750 000"),
    ("1,000,000", "1 000 000"),
    ("5,000,000", "5 000 000"),
    ("10,000,000+", "10 000 000 ou plus"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::service::SERVICES, words::english};

    #[test]
    fn the_values_are_those_of_the_reference() {
        let fields = [
            Field::BusinessType,
            Field::Industry,
            Field::RegistrationAuthority,
            Field::Regions,
            Field::JobPosition,
            Field::CompanyType,
            Field::StockExchange,
            Field::UseCases,
            Field::OptInType,
            Field::Volume,
        ];
        let values = |choices: Choices| choices.iter().map(|(value, _)| *value).collect::<Vec<_>>();
        for service in SERVICES {
            for field in fields {
                let reference = (english::WORDS.services.choices)(service, field);
                assert_eq!(values(of(service, field)), values(reference), "{service} {field}");
            }
        }
    }
}
