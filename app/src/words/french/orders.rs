use crate::words::OrdersWords;

pub(super) const WORDS: OrdersWords = OrdersWords {
    title: "Commandes",
    list: "Vos commandes",
    empty_title: "Pas encore de commandes",
    empty_text: "Les numéros que vous achetez apparaissent ici, avec chaque étape, de la confirmation à la possession.",
    find: "Trouver un numéro",
    held_until: "En attente jusqu'au",
    placed: "Passée :",
    more: |others| if others == 1 { "et 1 autre".to_owned() } else { format!("et {others} autres") },
    for_pool: |name| format!("pour {name}"),
};
