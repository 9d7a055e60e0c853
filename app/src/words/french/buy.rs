use crate::{domain::order::IfGone, words::BuyWords};

pub(super) const WORDS: BuyWords = BuyWords {
    title: "Confirmer l'achat",
    held_next: |count| match count {
        1 => "Vous vérifiez ensuite votre identité. D'ici là, nous gardons le numéro.",
        _ => "Vous vérifiez ensuite votre identité. D'ici là, nous gardons la commande.",
    },
    clear_next: |count| match count {
        1 => "Nous achetons le numéro tout de suite. Il est à vous en quelques secondes.",
        _ => "Nous achetons les numéros tout de suite. Ils sont à vous en quelques secondes.",
    },
    mixed: |regulated, all| {
        let need = if regulated == 1 { "exige" } else { "exigent" };
        format!(
            "{regulated} de ces {all} numéros {need} une identité vérifiée : toute la commande attend donc la vôtre."
        )
    },
    others_now: |others| match others {
        1 => "Acheter l'autre maintenant".to_owned(),
        others => format!("Acheter les {others} autres maintenant"),
    },
    numbers: "Numéros de cette commande",
    total: |count| format!("{count} numéros"),
    gone: "N'est plus disponible, laissé de côté",
    if_gone: "Si un numéro n'est plus disponible",
    if_gone_name: |choice| match choice {
        IfGone::Ask => "Me demander",
        IfGone::Closest => "Prendre le plus proche, jamais plus cher",
    },
    no_fee: "Sans frais d'activation",
    confirm: "Confirmer l'achat",
    cancel: "Annuler",
    search_again: "Nouvelle recherche",
    see_orders: "Voir vos commandes",
    see_account: "Voir votre limite de crédit",
};
