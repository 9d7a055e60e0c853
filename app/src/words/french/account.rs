use crate::{
    desk::Standing,
    domain::{Language, ledger::Entry, verification::Said},
    words::{AccountWords, IdentityDataWords},
};

pub(super) const WORDS: AccountWords = AccountWords {
    title: "Compte",
    facts: "À propos de ce compte",
    name: "Compte",
    email: "Courriel",
    identity: "Identité",
    verify: |standing| match standing {
        Standing::NotVerified => Some("Vérifier votre identité"),
        Standing::Checking | Standing::UnderReview | Standing::Declined => Some("Voir où elle en est"),
        Standing::Verified | Standing::OwnCarrier => None,
    },
    verified: "Vérifiée",
    by_case: "Dossier",
    declined: "Tentatives refusées",
    answers: "Données biométriques",
    answer,
    identity_data: IdentityDataWords {
        title: "Données d'identité",
        here: "PlusOne ne garde que le verdict : si ce compte a été vérifié, et quand. Aucune image d'une pièce \
               d'identité ou d'un visage n'est gardée ici.",
        none: "Rien de ce compte n'a été remis à Persona, qui vérifie les pièces d'identité pour nous.",
        waiting: "Persona n'a rien de ce compte. Des images de votre pièce d'identité attendent ici le reste, ou votre \
                  consentement à l'utilisation de données biométriques tient toujours. Vous pouvez retirer l'un et \
                  l'autre.",
        take_back: "Retirer ce que j'ai donné",
        checking: "Persona vérifie votre pièce d'identité en ce moment. Ce qu'elle a pourra être supprimé une fois la \
                   vérification terminée.",
        reviewed: "Une personne examine ce que vous avez donné. Persona, qui vérifie les pièces d'identité pour nous, \
                   l'a reçu. Vous pouvez le retirer : l'examen prend alors fin.",
        kept: "Persona, qui a vérifié votre pièce d'identité, a toujours les images et ce qu'elle y a lu.",
        delete: "Supprimer mes données d'identité chez Persona",
        ask_title: "Supprimer vos données d'identité ?",
        ask_waiting: "Si des images de votre pièce d'identité attendent ici, elles sont supprimées. C'est irréversible.",
        ask_text: "Persona supprime les images de votre pièce d'identité, celles de votre visage s'il y en a, et tout \
                   ce qu'elle y a lu. C'est irréversible.",
        ask_consent: "Si vous avez accepté l'utilisation de vos données biométriques, cet accord est retiré aussi.",
        ask_reviewed: "L'examen prend fin et compte comme une de vos tentatives. Ce qui est gardé pour vous le reste \
                       jusqu'à son échéance, sauf si c'était votre dernière tentative : alors tout prend fin.",
        ask_then: "Un compte vérifié reste vérifié : personne n'a à montrer de nouveau une pièce d'identité.",
        cancel: "Pas maintenant",
        confirm: "Supprimer définitivement",
        asked: "Suppression demandée",
        asked_then: "Persona ne l'a pas encore confirmée.",
        deleted: "Supprimées chez Persona",
    },
    limit: "Limite de crédit",
    no_limit: "Aucune : vous payez votre propre opérateur",
    left: "Encore disponible",
    statement: "Relevé",
    hint: "Les mois commencent et finissent en UTC. Les montants sont des prix par mois ; rien n'est encore perçu. Ce \
           qui est réservé devient acheté, sans s'y ajouter.",
    months: "Mois",
    month: "Mois",
    show_month: "Afficher",
    this_month: "Le relevé de ce mois-ci",
    download: "Télécharger le CSV",
    more: "Voici les 1 000 premières écritures du mois. Les totaux et le fichier à télécharger les contiennent toutes.",
    empty_title: "Rien ce mois-là",
    empty_text: "Chaque numéro que vous achetez apparaît ici : d'abord réservé, puis acheté ou rendu, et libéré quand \
                 vous y renoncez.",
    date: "Date",
    number: "Numéro",
    what: "Opération",
    amount: "Montant",
    entry: |entry| match entry {
        Entry::Reserve => "Réservé",
        Entry::Capture => "Acheté",
        Entry::Release => "Rendu",
        Entry::End => "Libéré",
    },
    totals: "Totaux",
    reserved: "Réservé",
    captured: "Acheté",
    released: "Rendu",
    ended: "Libéré",
};

fn name_of(language: Language) -> &'static str {
    match language {
        Language::English => "anglais",
        Language::Spanish => "espagnol",
        Language::French => "français",
    }
}

fn answer(said: Said, version: &str, language: Option<Language>) -> String {
    let said = match said {
        Said::Agreed => "Accepté :",
        Said::Refused => "Refusé :",
        Said::Withdrawn => "Retiré :",
    };
    let read = language.map(|language| format!(", lu en {}", name_of(language))).unwrap_or_default();
    format!("{said} texte {version}{read}")
}
