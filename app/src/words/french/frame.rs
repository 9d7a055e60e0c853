use crate::{
    desk::Standing,
    domain::{Money, offer::NumberType},
    words::FrameWords,
};

pub(super) const WORDS: FrameWords = FrameWords {
    brand: "PlusOne",
    skip: "Aller au contenu",
    nav: "Principal",
    search: "Trouver",
    orders: "Commandes",
    numbers: "Numéros",
    pools: "Groupes",
    services: "Services",
    operator: "Bureau",
    sign_out: "Se déconnecter",
    standing: |standing| match standing {
        Standing::OwnCarrier => "Votre opérateur",
        Standing::NotVerified => "Pas encore vérifié",
        Standing::Checking => "Vérification",
        Standing::UnderReview => "En examen",
        Standing::Declined => "Non vérifié",
        Standing::Verified => "Identité vérifiée",
    },
    title: |page| format!("{page} · PlusOne"),
    money,
    a_month: "par mois",
    monthly: |price| format!("{} par mois", money(price)),
    kind: |kind| match kind {
        NumberType::Local => "Local",
        NumberType::Mobile => "Mobile",
        NumberType::TollFree => "Sans frais",
    },
    country: |code| match code {
        "US" => Some("États-Unis"),
        "CA" => Some("Canada"),
        "PR" => Some("Porto Rico"),
        "AU" => Some("Australie"),
        "BR" => Some("Brésil"),
        "CO" => Some("Colombie"),
        "DO" => Some("République dominicaine"),
        "FR" => Some("France"),
        "DE" => Some("Allemagne"),
        "IN" => Some("Inde"),
        "IE" => Some("Irlande"),
        "IT" => Some("Italie"),
        "JM" => Some("Jamaïque"),
        "MX" => Some("Mexique"),
        "NL" => Some("Pays-Bas"),
        "NZ" => Some("Nouvelle-Zélande"),
        "PH" => Some("Philippines"),
        "PT" => Some("Portugal"),
        "ES" => Some("Espagne"),
        "GB" => Some("Royaume-Uni"),
        _ => None,
    },
    voice: "Voix",
    sms: "SMS",
    mms: "MMS",
    languages: "Langue",
    loading: "Chargement",
    missing_title: "Il n'y a rien ici",
    missing_text: "L'adresse est peut-être mal écrite, ou ce à quoi elle menait appartient à un autre compte.",
    missing_way: "Trouver un numéro",
    failed_title: "Cette page n'a pas pu être chargée",
    try_again: "Réessayer",
    stands_still: "Sans JavaScript, cette page ne change pas d'elle-même.",
    look_again: "Actualiser",
    update_title: "La boutique a été mise à jour.",
    update_text: "Rechargez cette page quand cela vous convient. Ce que vous avez écrit et choisi reste.",
    update_files: "Seules les images sont à choisir de nouveau.",
    update: "Mettre à jour",
    update_later: "Plus tard",
};

/// An amount as it is written in Canada: `1 000,15 $ US`.
pub(super) fn money(amount: Money) -> String {
    let sign = if amount.cents() < 0 { "-" } else { "" };
    let cents = amount.cents().unsigned_abs();
    format!("{sign}{},{:02}\u{a0}$\u{a0}US", thousands(cents / 100), cents % 100)
}

/// Digits in groups of three: `1 000`.
pub(super) fn thousands(number: u64) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        above => format!("{}\u{a0}{:03}", thousands(above), number % 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_written_as_in_canada() {
        for (cents, text) in [(115, "1,15 $ US"), (-5, "-0,05 $ US"), (100_000_105, "1 000 001,05 $ US")] {
            assert_eq!(money(Money::from_cents(cents)).replace('\u{a0}', " "), text);
        }
    }
}
