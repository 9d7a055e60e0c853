use std::{collections::BTreeSet, time::Duration};

use super::{account, document, frame, gate, order, outcome, selfie};
use crate::{
    desk::HelpView,
    domain::{CountryCode, id_document},
    words::{FeedbackWords, HelpWords, Shot, Shown},
};

pub(super) const WORDS: HelpWords = HelpWords {
    way: "Comment se fait la vérification d'identité",
    title: "Vérification d'identité",
    lead: "Certains numéros ne vont qu'aux comptes dont l'identité a été vérifiée. Cela se fait une seule fois pour \
           tout le compte et prend environ deux minutes ; ce qui est gardé pour vous entre-temps est ensuite acheté \
           automatiquement.",
    when: "Quand nous la demandons",
    when_lead: "Quand votre compte est géré par LC Phone (ses numéros sont chez notre propre opérateur) et n'a pas \
                encore été vérifié, nous la demandons dès qu'une de ces conditions est remplie :",
    asked,
    never_lead: "Nous ne la demandons jamais",
    never: [
        "à un compte qui a son propre opérateur : celui-ci sait qui il est",
        "à un compte vérifié, peu importe qui y achète et combien de numéros",
        "pour chercher, pour voir les prix ou pour des numéros d'autres pays à eux seuls",
    ],
    journey: "Le parcours en images",
    shot,
    at_vendor: (
        "Montrez-la à Persona",
        "La page de Persona demande une image de votre pièce d'identité et un égoportrait, après votre accord ici. \
         Puis elle vous renvoie ici.",
    ),
    why: "Pourquoi c'est important",
    why_text: [
        "Les opérateurs demandent qui achète des numéros +1. Les numéros dont personne ne répond servent à la fraude \
         et aux appels indésirables ; une personne derrière chaque compte rend cela plus difficile et préserve la \
         confiance en vos appels et vos messages.",
        "Persona, une entreprise qui vérifie les identités, compare votre égoportrait à votre pièce d'identité. Ce \
         que PlusOne garde, c'est le verdict.",
    ],
    data: "Ce que deviennent vos données",
    data_points,
    account: "La page de votre compte",
    questions: "Questions et réponses",
    answers,
};

pub(super) const FEEDBACK: FeedbackWords = FeedbackWords {
    title: "Cela vous a-t-il aidé ?",
    yes: "Oui",
    no: "Non",
    comment: "Que manquait-il, ou qu'est-ce qui est faux ? (facultatif)",
    hint: |most| {
        let most = frame::thousands(u64::try_from(most).unwrap_or(u64::MAX));
        format!("Au plus {most} caractères. Veuillez omettre les noms et autres renseignements personnels.")
    },
    submit: "Envoyer",
    thanks: "Merci. Nous lisons ce qui est envoyé ici.",
};

fn asked(help: &HelpView) -> Vec<String> {
    let regions = list(help.regions.iter().map(|region| of_place(*region)), "ou");
    vec![
        format!("Vous achetez un numéro {regions}."),
        "Vous achetez un numéro +1 qui n'appartient à aucun lieu, comme un numéro sans frais.".to_owned(),
        "Vous achetez un groupe qui contient au moins un numéro +1.".to_owned(),
    ]
}

fn shot(shot: Shot, help: &HelpView) -> Shown {
    let (title, text, picture) = match shot {
        Shot::Confirm => (
            "Confirmez l'achat",
            "Le prix que vous voyez est maintenu. Vous choisissez dès maintenant ce qui se passe si le numéro n'est \
             plus disponible le moment venu."
                .to_owned(),
            "La boîte de dialogue Confirmer l'achat : un numéro, son prix par mois et un choix nommé Si un numéro \
             n'est plus disponible.",
        ),
        Shot::Held => (
            "Nous le gardons pour vous",
            format!(
                "Pendant {}. Jusqu'à {} numéros de notre propre stock sont gardés pour vous entre-temps ; un numéro \
                 de l'opérateur lui est demandé de nouveau quand votre identité est vérifiée.",
                span(help.hold),
                help.reserved
            ),
            "La boîte de dialogue Vérifiez votre identité : le numéro, jusqu'à quand il est gardé, trois étapes et un \
             bouton Commencer la vérification.",
        ),
        Shot::Id => (
            "Téléversez votre pièce d'identité",
            document::WORDS.lead.to_owned(),
            "La page Téléversez votre pièce d'identité : un choix du pays de délivrance, des types de pièces et un \
             champ pour le recto.",
        ),
        Shot::Selfie => (
            "Prenez un égoportrait",
            "Vous acceptez d'abord la façon dont votre visage est utilisé. Puis la caméra le prend, ou vous en \
             téléversez un."
                .to_owned(),
            "La page Prenez un égoportrait : ce que devient l'image de votre visage, point par point.",
        ),
        Shot::Verified => (
            "Votre identité est vérifiée",
            "D'habitude en quelques secondes, parfois quelques minutes. Vous pouvez partir ; cela continue sans vous."
                .to_owned(),
            "La page Identité vérifiée : le numéro est maintenant à vous, et aucune autre vérification ne sera \
             demandée à ce compte.",
        ),
        Shot::Bought => (
            "Le numéro est acheté",
            "Automatiquement, et une seule fois. Vous n'avez rien d'autre à faire.".to_owned(),
            "La page de la commande : Achetée, le numéro, et dessous ce qui s'est passé et quand.",
        ),
    };
    Shown { title, text, picture }
}

fn data_points(help: &HelpView) -> Vec<String> {
    let mut points = if help.at_vendor {
        vec![super::vendor::WORDS.comes_back.to_owned()]
    } else {
        vec![
            "À l'arrivée, chaque image est refaite, pour que disparaisse ce qu'un appareil photo y inscrit (comme le \
             lieu), puis chiffrée avant d'être stockée."
                .to_owned(),
            format!(
                "Dès que Persona a les images, les nôtres sont supprimées, en quelques minutes. Si vous n'allez pas \
                 jusqu'au bout, elles sont supprimées après {}. Les sauvegardes de la boutique ne les contiennent pas.",
                span(help.pictures_kept)
            ),
        ]
    };
    let [compared, _, kept, result] = gate::WORDS.data_points;
    let identity = account::WORDS.identity_data;
    points.extend([compared, kept].map(str::to_owned));
    points.push(format!(
        "Dans la page de votre compte, sous « {} », vous pouvez faire supprimer par Persona ce qu'elle a, sauf si une \
         vérification est en cours. {}",
        identity.title, identity.ask_then
    ));
    points.push(format!("{result} Le fait que vous avez accepté, quand et quel texte, reste consigné."));
    points
}

fn answers(help: &HelpView) -> Vec<(&'static str, String)> {
    let hold = span(help.hold);
    vec![
        (
            "Combien de temps cela prend-il ?",
            format!(
                "Environ deux minutes du vôtre. {} Quand une personne doit regarder, cela peut être plus long ; ce \
                 qui est gardé n'expire plus à partir du moment où vous avez tout envoyé.",
                outcome::WORDS.checking_text
            ),
        ),
        ("Quelles pièces puis-je utiliser ?", documents(help)),
        (
            "Et si les images ne sont pas assez bonnes ?",
            format!(
                "Nous vous disons ce qui n'allait pas et comment y remédier, et ce qui est gardé le reste. Vous avez \
                 {}.",
                count(u64::from(help.attempts), "essai", "essais")
            ),
        ),
        (
            "Et si ma vérification est refusée ?",
            format!(
                "Les commandes qui l'attendaient prennent fin, et rien n'est facturé. Vous ne pouvez pas commencer un \
                 autre essai de vous-même. {}",
                outcome::WORDS.declined_next
            ),
        ),
        ("Combien de temps mon visage est-il conservé ?", selfie::WORDS.consent_points[3].1.to_owned()),
        ("Puis-je utiliser mon téléphone au lieu d'une caméra Web ?", phone(help).to_owned()),
        ("Est-ce que cela fonctionne sans JavaScript ?", without_script(help).to_owned()),
        (
            "Puis-je annuler ?",
            format!(
                "Oui. La page de la commande offre « {} » tant que rien n'a été demandé à l'opérateur, et rien n'est \
                 facturé. Si vous ne faites rien, une commande en attente prend fin d'elle-même après {hold}.",
                order::WORDS.cancel
            ),
        ),
        (
            "Puis-je continuer à acheter entre-temps ?",
            format!(
                "Oui. Jusqu'à {} à la fois peuvent être en attente, et une seule vérification les complète toutes. Ce \
                 qui n'exige aucune vérification est acheté tout de suite.",
                count(u64::try_from(help.held_orders).unwrap_or(u64::MAX), "commande", "commandes")
            ),
        ),
        (
            "Et si j'achète plusieurs numéros ensemble ?",
            "Un seul numéro qui exige une identité vérifiée met en attente toute sa commande. La boîte de dialogue \
             qui confirme l'achat le dit, et propose d'acheter les autres tout de suite."
                .to_owned(),
        ),
        (
            "Faut-il la refaire pour l'inscription d'une marque A2P, la vérification d'un numéro sans frais, CNAM ou \
             SHAKEN/STIR ?",
            "Non. La vérification appartient à votre compte et vaut aussi pour cela : personne n'a à montrer de \
             nouveau une pièce d'identité."
                .to_owned(),
        ),
        (
            "Une vérification peut-elle être retirée ?",
            "Seulement par Persona. Les numéros que vous avez restent alors à vous ; en acheter d'autres qui \
             l'exigent la demande de nouveau."
                .to_owned(),
        ),
    ]
}

fn documents(help: &HelpView) -> String {
    if help.at_vendor {
        return "La page de Persona les énumère : un passeport, un permis de conduire ou une carte d'identité, selon \
                le pays."
            .to_owned();
    }
    let kind = document::WORDS.kind;
    let mut seen = BTreeSet::new();
    let kinds = id_document::issuers().flat_map(|(_, kinds)| kinds).map(|one| kind(*one).to_lowercase());
    let kinds: Vec<String> = kinds.filter(|name| seen.insert(name.clone())).collect();
    format!(
        "Une de celles-ci : {}. Lesquelles, cela dépend du pays qui l'a délivrée ; il y en a {} au choix. Les images \
         sont en {}.",
        list(kinds.into_iter(), "ou"),
        id_document::issuers().count(),
        document::WORDS.formats
    )
}

const fn phone(help: &HelpView) -> &'static str {
    if help.at_vendor {
        "Oui. Connectez-vous ici sur votre téléphone, et allez de là à la page de Persona."
    } else {
        "Oui. Appuyez sur « Continuer sur votre téléphone » et balayez le code ; il n'y a pas à s'y connecter, et \
         votre ordinateur suit. Ou téléversez un égoportrait que vous avez pris avec lui."
    }
}

const fn without_script(help: &HelpView) -> &'static str {
    if help.at_vendor {
        "Nos propres pages, oui. Pour la page de Persona, cela dépend de Persona."
    } else {
        "Oui. Chaque étape est un simple formulaire : vous téléversez les deux images, et revenez voir le résultat."
    }
}

/// The place with what joins it to what is of it; a name that is not known here is the country's code.
fn of_place(code: CountryCode) -> String {
    let name = (frame::WORDS.country)(code.as_str()).unwrap_or(code.as_str());
    match code.as_str() {
        "US" => format!("des {name}"),
        "CA" | "GB" => format!("du {name}"),
        "JM" => format!("de la {name}"),
        _ => format!("de {name}"),
    }
}

/// 'un', 'un ou deux', 'un, deux ou trois'.
fn list(items: impl Iterator<Item = String>, last: &str) -> String {
    let items: Vec<String> = items.collect();
    match items.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

/// A time that is set in whole days, hours, minutes or seconds.
fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    let units = [(86_400, "jour", "jours"), (3_600, "heure", "heures"), (60, "minute", "minutes")];
    let whole = units.into_iter().find(|(unit, ..)| seconds >= *unit && seconds.is_multiple_of(*unit));
    let (unit, one, many) = whole.unwrap_or((1, "seconde", "secondes"));
    count(seconds / unit, one, many)
}

/// None is singular too: '0 essai'.
fn count(many: u64, one: &str, several: &str) -> String {
    format!("{many} {}", if many < 2 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help() -> HelpView {
        HelpView {
            regions: vec![CountryCode::US, CountryCode::CA, CountryCode::PR],
            hold: Duration::from_secs(36 * 3_600),
            held_orders: 4,
            reserved: 8,
            attempts: 1,
            at_vendor: false,
            pictures_kept: Duration::from_secs(86_400),
        }
    }

    fn all(help: &HelpView) -> String {
        let answers = (WORDS.answers)(help).into_iter().map(|(_, answer)| answer);
        let shots = [Shot::Confirm, Shot::Held, Shot::Id, Shot::Selfie, Shot::Verified, Shot::Bought];
        let shots = shots.map(|shot| (WORDS.shot)(shot, help).text);
        let points = (WORDS.asked)(help).into_iter().chain((WORDS.data_points)(help));
        points.chain(shots).chain(answers).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_set_is_told() {
        let told = all(&help());
        for text in [
            "un numéro des États-Unis, du Canada ou de Porto Rico.",
            "Pendant 36 heures. Jusqu'à 8 numéros",
            "prend fin d'elle-même après 36 heures",
            "supprimées après 1 jour.",
            "Vous avez 1 essai.",
            "Jusqu'à 4 commandes",
            "passeport, carte d'identité",
            "JPEG, PNG ou WebP",
        ] {
            assert!(told.contains(text), "{text}: {told}");
        }
    }

    #[test]
    fn what_never_passes_through_us_is_not_said_to_be_kept() {
        let told = all(&HelpView { at_vendor: true, regions: vec![CountryCode::CA], ..help() });
        assert!(told.contains("un numéro du Canada.") && told.contains("elles ne passent jamais par nous"), "{told}");
        assert!(!told.contains("les nôtres sont supprimées") && !told.contains("titre de séjour"), "{told}");
    }

    #[test]
    fn a_time_is_told_in_its_largest_whole_unit() {
        for (seconds, told) in [
            (604_800, "7 jours"),
            (86_400, "1 jour"),
            (90_000, "25 heures"),
            (5_400, "90 minutes"),
            (61, "61 secondes"),
        ] {
            assert_eq!(span(Duration::from_secs(seconds)), told);
        }
        assert_eq!((FEEDBACK.hint)(1_000).split(" caractères").next(), Some("Au plus 1\u{a0}000"));
    }
}
