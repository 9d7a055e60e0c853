use crate::{
    domain::Role,
    words::{InviteWords, MembersWords},
};

pub(super) const WORDS: MembersWords = MembersWords {
    title: "Personnes",
    hint: "Chacun ici cherche, achète et voit toutes les commandes du compte. Les admins invitent et retirent aussi \
           des personnes.",
    hint_seen: "Chacun ici cherche, achète et voit toutes les commandes du compte. Les admins invitent et retirent \
                des personnes.",
    proof: "Seule une personne qui vient de montrer qui elle est peut inviter et retirer des personnes, et leur \
            donner des rôles.",
    proof_way: "Montrez que c'est toujours vous",
    role: |role| match role {
        Role::Buyer => "Acheteur",
        Role::Admin => "Admin",
        Role::Operator => "Exploitant",
    },
    you: "Vous",
    seen: "Dernière visite",
    never_seen: "Pas encore de connexion",
    make: |role| match role {
        Role::Buyer => "Nommer acheteur",
        Role::Admin => "Nommer admin",
        Role::Operator => "Nommer exploitant",
    },
    make_named: |role, email| match role {
        Role::Buyer => format!("Nommer acheteur : {email}"),
        Role::Admin => format!("Nommer admin : {email}"),
        Role::Operator => format!("Nommer exploitant : {email}"),
    },
    remove: "Retirer",
    remove_named: |email| format!("Retirer {email}"),
    removed: "La personne est retirée, et déconnectée partout.",
    ask_title: "Retirer cette personne ?",
    ask: |email| {
        format!("Les sessions de {email} sont toutes fermées aussitôt, et cette personne ne peut plus se connecter.")
    },
    ask_you: "C'est vous : votre session est fermée aussitôt, et vous ne pouvez plus vous connecter.",
    ask_then: "Les commandes et les numéros restent au compte. Pour revenir, il faut une nouvelle invitation.",
    cancel: "Garder",
    confirm: "Retirer définitivement",
    invite: "Inviter quelqu'un",
    invite_hint: "La personne se joint au compte par un lien qui vaut un jour et pour elle seule, et y choisit un mot de \
                  passe.",
    email: "Courriel de la nouvelle personne",
    role_label: "Rôle",
    send: "Inviter",
    link_title: "Transmettez ce lien maintenant",
    link_text: "Il ne pourra plus être affiché. Quiconque l'a peut se joindre au compte à la place de la personne \
                visée.",
    mailed_title: |email| format!("Un lien est en route vers {email}"),
    mailed_text: "Elle seule le reçoit. S'il n'arrive pas, vérifiez l'adresse et invitez-la de nouveau.",
    link: |email| format!("Lien de l'invitation de {email}"),
    open: "Invitations en cours",
    until: "Expire",
    withdraw: "Annuler",
    withdraw_named: |email| format!("Annuler l'invitation de {email}"),
    withdrawn: "L'invitation est annulée. Son lien n'est plus valable.",
};

pub(super) const INVITE: InviteWords = InviteWords {
    title: |account| format!("Se joindre à {account}"),
    waiting: "Vous avez une invitation",
    lead: |role| match role {
        Role::Buyer => {
            "Choisissez un mot de passe, et vous pourrez chercher et acheter des numéros de téléphone pour le compte."
        }
        Role::Admin | Role::Operator => {
            "Choisissez un mot de passe, et vous pourrez acheter des numéros de téléphone pour le compte et gérer ses \
             personnes."
        }
    },
    signed_in_title: "La session ouverte est celle de quelqu'un d'autre",
    signed_in: |email| {
        format!(
            "Dans ce navigateur, la session ouverte est celle de {email}. Si vous vous joignez au compte, elle prend \
             fin et vous continuez comme la nouvelle personne."
        )
    },
    email: "Vous vous connecterez avec",
    submit: "Se joindre",
    gone_title: "Cette invitation n'est plus valable",
    gone_text: "Si vous venez de vous joindre au compte, connectez-vous. Sinon, elle a été utilisée, annulée ou \
                remplacée, ou plus d'un jour a passé. Demandez-en une autre à la personne qui vous l'a faite.",
    gone_way: "Aller à la page de connexion",
    taken_title: "Quelqu'un se connecte déjà avec ce courriel",
    taken_text: "Personne ne s'est joint au compte, et l'invitation a servi. Si c'est vous, connectez-vous comme \
                 avant. Pour vous joindre à ce compte, demandez une invitation pour un autre courriel ; chacun \
                 appartient à une seule personne d'un seul compte.",
};
