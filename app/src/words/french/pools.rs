use crate::{
    domain::pool::Fill,
    words::{NewPoolWords, PoolWords, PoolsWords},
};

pub(super) const LIST: PoolsWords = PoolsWords {
    title: "Groupes",
    lead: "Des numéros d'un même lieu, achetés et utilisés ensemble.",
    list: "Vos groupes",
    new: "Nouveau groupe",
    empty_title: "Pas encore de groupes",
    empty_text: "Dites combien de numéros il vous faut et où. Nous les choisissons, et vous les achetez en une seule \
                 commande.",
    since: "Depuis",
    for_pool: |what, pool| format!("{what} pour {pool}"),
};

pub(super) const NEW: NewPoolWords = NewPoolWords {
    title: "Nouveau groupe",
    title_more: |pool| format!("D'autres numéros pour {pool}"),
    lead: "Dites combien de numéros il vous faut et où. Nous les choisissons ; vous voyez le prix avant d'acheter.",
    form: "Numéros pour un groupe",
    name: "Nom",
    name_example: "Ligne de soutien",
    quantity: "Quantité",
    quantity_range: "De 1 à 100",
    fill: "S'il y en a moins",
    fill_name: |fill| match fill {
        Fill::Whole => "Tout ou rien",
        Fill::Some => "Autant qu'il y en a",
    },
    fill_text: |fill| match fill {
        Fill::Whole => "De notre propre stock, que nous pouvons garder ensemble pour vous.",
        Fill::Some => "Notre stock d'abord, puis celui de l'opérateur. Vous ne payez que ce que vous obtenez.",
    },
    whole_not_own: "Seul notre propre stock peut être promis ensemble, et vous achetez chez votre propre opérateur.",
    submit: "Afficher le prix",
    quote: "Prix",
    fewer: |there, wanted| match there {
        1 => format!("Seulement 1 des {wanted} numéros est à vendre. Vous achetez celui-là et ne payez que lui."),
        _ => {
            format!(
                "Seulement {there} des {wanted} numéros sont à vendre. Vous achetez ces {there} et ne payez qu'eux."
            )
        }
    },
    silent: "Un opérateur ne répond pas pour l'instant ; il y en a donc peut-être plus. Affichez de nouveau le prix \
             dans une minute.",
    examples: "Par exemple",
    examples_hint: "Le choix des numéros se fait à l'achat.",
    others: |count| format!("et {count} de plus"),
    held: "Un groupe qui contient au moins un numéro +1 exige une identité vérifiée. Vous vérifiez la vôtre ensuite ; \
           d'ici là, nous gardons la commande.",
    clear: "Nous achetons les numéros tout de suite. Ils sont à vous en quelques secondes.",
    buy: "Acheter le groupe",
    take_what_is_there: "Afficher le prix de ceux qu'il y a",
};

pub(super) const ONE: PoolWords = PoolWords {
    back: "Tous les groupes",
    add: "Ajouter des numéros",
    orders: "En route",
    numbers: "Numéros",
    action: "Libérer",
    release: "Libérer",
    release_number: |number| format!("Libérer {number}"),
    empty_title: "Aucun numéro dans ce groupe",
    empty_waiting: "Ils apparaissent ici dès que la commande en route est terminée.",
    empty_ended: "Ce qui a été commandé pour lui n'a pas été acheté, ou a été libéré. Rien ne vous est facturé pour \
                  cela.",
    rename_title: "Renommer ce groupe",
    new_name: "Nouveau nom",
    rename: "Renommer",
};
