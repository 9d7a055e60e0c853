use crate::{
    desk::{Stage, Tenure, What},
    domain::{line::FailReason, order::Status},
    words::{Happened, NextStep, OrderWords},
};

pub(super) const WORDS: OrderWords = OrderWords {
    title: |short| format!("Commande {short}"),
    back: "Toutes les commandes",
    status: |status| match status {
        Status::IdentityNeeded => "En attente : identité requise",
        Status::UnderReview => "En attente : en examen",
        Status::Completing => "Achat en cours",
        Status::Purchased => "Achetée",
        Status::PartlyPurchased => "Achetée en partie",
        Status::NumberGone => "Numéro devenu indisponible",
        Status::NeedsAttention => "À régler par notre équipe",
        Status::Failed => "Échec",
        Status::Cancelled => "Annulée",
        Status::Expired => "Expirée",
        Status::Declined => "Refusée",
    },
    next,
    numbers: |count| format!("{count} numéros"),
    verify: "Vérifier votre identité",
    cancel: "Annuler la commande",
    timeline: "Ce qui s'est passé",
    what,
    facts: "Détails",
    order: "Commande",
    number: "Numéro",
    price: "Prix",
    placed: "Passée",
    held_until: "En attente jusqu'au",
    lines: "Numéros",
    stage: |stage| match stage {
        Stage::Waiting => "En attente",
        Stage::Buying => "Achat en cours",
        Stage::Bought(Tenure::Owned) => "À vous",
        Stage::Bought(Tenure::Releasing { .. } | Tenure::Returning { .. }) => "Libération en cours",
        Stage::Bought(Tenure::Released { .. }) => "Libéré",
        Stage::Gone | Stage::Failed(FailReason::NumberGone) => "Pris par quelqu'un d'autre",
        Stage::NeedsAttention => "À régler par notre équipe",
        Stage::Failed(FailReason::CarrierRefused) => "L'opérateur a refusé",
        Stage::Failed(FailReason::CarrierSilent) => "L'opérateur n'a pas répondu",
        Stage::Failed(FailReason::Cancelled) => "Annulé",
        Stage::Failed(FailReason::Expired) => "Le délai d'attente est écoulé",
        Stage::Failed(FailReason::Declined) => "Identité non vérifiée",
        Stage::Failed(FailReason::IdentityNeeded) => "Identité requise désormais",
    },
    tightened: "Les règles ont changé avant l'achat. Rien ne vous a été facturé. Achetez-le de nouveau et vérifiez \
                votre identité.",
    instead_of: |number| format!("au lieu de {number}, qui n'était plus disponible"),
    choose: "Choisissez un autre numéro",
    choose_text: "Vous vouliez choisir vous-même. Ce qui n'est plus disponible ne coûte rien.",
    choose_until: "Vous pouvez choisir jusqu'au",
    choose_for: |number| format!("Les plus proches de {number}"),
    choose_silent: |number| {
        format!(
            "L'opérateur ne dit pas pour l'instant ce qui est proche de {number}. Rechargez cette page dans une minute."
        )
    },
    choose_none: |number| format!("Rien de proche de {number} n'est à vendre pour l'instant."),
    go_on_without: "Continuer sans lui",
    releasing: "Libération le",
    returning: "De retour vers l'opérateur",
    released: "Libéré",
    let_go: "Achetée, puis libérée par vous depuis, en tout ou en partie. Les détails disent quand.",
    numbers_way: "Voir vos numéros",
    another: "Trouver un autre numéro",
    similar: "Trouver un numéro semblable",
};

fn next(status: Status, verify_next: bool, choosing: bool) -> NextStep {
    let (text, look_again) = match status {
        Status::IdentityNeeded if verify_next => {
            ("Vérifiez votre identité, une seule fois. Nous achetons le numéro dès qu'elle est vérifiée.", false)
        }
        Status::IdentityNeeded => (
            "Votre identité est en cours de vérification. Nous achetons le numéro juste après. Vous pouvez quitter \
             cette page.",
            false,
        ),
        Status::UnderReview => (
            "Une personne regarde vos documents. Entre-temps, le délai d'attente ne court pas, et vous pouvez partir.",
            false,
        ),
        Status::Completing => {
            ("Nous l'achetons auprès de l'opérateur. Vous pouvez partir ; cela se termine tout seul.", false)
        }
        Status::Purchased => ("Achetée, et à vous. Il n'y a plus rien à faire.", false),
        Status::PartlyPurchased => {
            ("Certains numéros sont à vous. Les autres n'ont pas été achetés et ne coûtent rien.", true)
        }
        Status::NumberGone if choosing => {
            ("Quelqu'un d'autre l'a acheté avant vous. Choisissez un autre numéro ci-dessous, ou cherchez-en un.", true)
        }
        Status::NumberGone => ("Quelqu'un d'autre l'a acheté avant vous. Rien ne vous est facturé.", true),
        Status::NeedsAttention => (
            "Les registres de l'opérateur et les nôtres diffèrent. Notre équipe s'en occupe ; veuillez ne pas \
             l'acheter de nouveau.",
            false,
        ),
        Status::Failed => ("L'achat n'a pas pu se faire. Rien ne vous est facturé.", true),
        Status::Cancelled => ("Vous avez annulé cette commande. Rien ne vous est facturé.", true),
        Status::Expired => ("Le délai s'est écoulé avant l'achat. Rien ne vous est facturé.", true),
        Status::Declined => (
            "Nous n'avons pas pu vérifier votre identité : cette commande a pris fin. Rien ne vous est facturé.",
            false,
        ),
    };
    NextStep { text, look_again }
}

fn what(what: What) -> Happened {
    let (title, text) = match what {
        What::Placed => ("Commande passée", "confirmée par vous"),
        What::Held => ("Gardée pour vous", "une identité est d'abord requise"),
        What::Submitted => ("Identité présentée", "Persona la vérifie, nous ne gardons aucune image"),
        What::UnderReview => ("Examen par une personne", "entre-temps, le délai d'attente ne court pas"),
        What::TryAgain => ("De meilleures images sont requises", "le numéro reste gardé"),
        What::Verified => ("Votre identité est vérifiée", "aucune autre vérification ne sera demandée à ce compte"),
        What::Declined => ("Identité non vérifiée", "la commande a pris fin, rien n'a été facturé"),
        What::Choose => ("N'est plus disponible", "quelqu'un d'autre l'a acheté avant, nous vous demandons donc"),
        What::Replaced => ("Un autre numéro a été pris", "à la place d'un numéro qui n'était plus disponible"),
        What::ReadingBack => (
            "Vérification auprès de l'opérateur",
            "sa réponse n'était pas claire, nous regardons donc avant de continuer",
        ),
        What::Purchased => ("Achetée", "l'opérateur l'a confirmé"),
        What::PartlyPurchased => ("Achetée en partie", "seul ce qui a été acheté est facturé"),
        What::NumberGone => ("N'est plus disponible", "quelqu'un d'autre l'a acheté avant, rien n'a été facturé"),
        What::NeedsAttention => ("Notre équipe s'en occupe", "les registres de l'opérateur et les nôtres diffèrent"),
        What::Failed => ("Non achetée", "rien n'a été facturé"),
        What::Cancelled => ("Commande annulée", "par vous, rien n'a été facturé"),
        What::Expired => ("Le délai est écoulé", "rien n'a été facturé"),
    };
    Happened { title, text }
}
