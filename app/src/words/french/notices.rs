#[cfg(feature = "ssr")]
use crate::words::LetterWords;
use crate::{
    domain::{NoticeKind, notice::Topic},
    words::{MailWords, NoticeText, NoticesWords, ResetWords},
};

pub(super) const WORDS: NoticesWords = NoticesWords {
    title: "Avis",
    link: |unread, more| match (unread, more) {
        (0, _) => "Avis".to_owned(),
        (1, false) => "Avis, 1 nouveau".to_owned(),
        (unread, false) => format!("Avis, {unread} nouveaux"),
        (unread, true) => format!("Avis, plus de {} nouveaux", unread - 1),
    },
    badge: |unread, more| if more { format!("{}+", unread - 1) } else { unread.to_string() },
    list: "Ce qui s'est passé",
    new: "Nouveau",
    what,
    read: "Tout marquer comme lu",
    read_done: "Tout est marqué comme lu.",
    empty_title: "Rien à signaler pour l'instant",
    empty_text: "Ce qui arrive à vos commandes, à vos demandes ou à votre vérification d'identité est annoncé ici.",
    no_more_text: "Il n'y a pas d'avis plus anciens.",
    pages: "Pages d'avis",
    newest: "Les plus récents",
    older: "Plus anciens",
};

fn what(kind: NoticeKind) -> NoticeText {
    let (title, text) = match kind {
        NoticeKind::Held => (
            "En attente : identité requise",
            "La commande est gardée pour vous. Vérifiez votre identité, une seule fois, et elle est achetée \
             automatiquement.",
        ),
        NoticeKind::Expiring => (
            "Le délai tire à sa fin",
            "La commande prend bientôt fin si rien n'est fait. Sa page dit jusqu'à quand, et quoi faire.",
        ),
        NoticeKind::Expired => {
            ("Le délai est écoulé", "La commande a pris fin avant d'être achetée. Rien ne vous est facturé.")
        }
        NoticeKind::Verified => (
            "Votre identité est vérifiée",
            "Aucune autre vérification ne sera demandée à ce compte. Ce qui était en attente est en cours d'achat.",
        ),
        NoticeKind::TryAgain => (
            "De meilleures images sont requises",
            "Les images de votre pièce d'identité n'ont pas pu être utilisées. Les raisons sont dans la page ; les \
             commandes restent en attente.",
        ),
        NoticeKind::Declined => (
            "Nous n'avons pas pu vérifier votre identité",
            "Les commandes qui l'attendaient ont pris fin. Rien ne vous est facturé.",
        ),
        NoticeKind::Reopened => {
            ("Vous pouvez essayer de nouveau", "Quelqu'un ici a regardé : tous les essais sont de nouveau à vous.")
        }
        NoticeKind::Revoked => (
            "Identité non vérifiée désormais",
            "Ce que vous possédez reste à vous. Le prochain numéro +1 demande de nouveau votre identité.",
        ),
        NoticeKind::Purchased => ("Achetée", "La commande est achetée, et à vous. Il n'y a plus rien à faire."),
        NoticeKind::PartlyPurchased => {
            ("Achetée en partie", "Certains numéros sont à vous. Les autres n'ont pas été achetés et ne coûtent rien.")
        }
        NoticeKind::Failed => ("Non achetée", "L'achat n'a pas pu se faire. Rien ne vous est facturé."),
        NoticeKind::Choose => (
            "Un numéro n'est plus disponible",
            "Quelqu'un d'autre l'a acheté avant vous. Choisissez-en un autre, ou continuez sans lui.",
        ),
        NoticeKind::Replaced => (
            "Un autre numéro a été pris",
            "Un numéro n'était plus disponible ; le plus proche a pris sa place, comme vous le souhaitiez.",
        ),
        NoticeKind::NumberGone => {
            ("Le numéro n'est plus disponible", "Quelqu'un d'autre l'a acheté avant vous. Rien ne vous est facturé.")
        }
        NoticeKind::ApplicationSent => (
            "Demande envoyée",
            "Votre identité est vérifiée : la demande est donc partie d'elle-même chez l'opérateur. Nous vous dirons \
             ce qu'il répond.",
        ),
        NoticeKind::ApplicationApproved => {
            ("Demande approuvée", "L'opérateur l'a approuvée. Il n'y a plus rien à faire.")
        }
        NoticeKind::ApplicationRejected => (
            "Demande rejetée",
            "L'opérateur ne l'a pas approuvée. Sa page dit pourquoi, et si elle peut être envoyée de nouveau.",
        ),
    };
    NoticeText { title, text }
}

pub(super) const MAIL: MailWords = MailWords {
    title: "Courriels",
    hint: "Ce que nous vous disons par courriel, en plus des avis ici. Ils vont à l'adresse avec laquelle vous vous \
           connectez.",
    legend: "M'écrire quand",
    topic: |topic| match topic {
        Topic::Held => "une commande est mise en attente",
        Topic::Identity => "la vérification d'identité a une réponse",
        Topic::Bought => "quelque chose a été acheté, ou ne l'a pas été",
        Topic::Gone => "un numéro n'est plus disponible",
        Topic::Expiring => "un délai tire à sa fin",
        Topic::Services => "une demande part d'elle-même, ou a une réponse",
        Topic::Others => "une de ces choses arrive aux commandes passées par d'autres ici",
    },
    save: "Enregistrer",
    saved: "C'est enregistré.",
    always: "Les courriels au sujet de votre mot de passe sont toujours envoyés.",
};

pub(super) const RESET: ResetWords = ResetWords {
    forgot: "Mot de passe oublié ?",
    title: "Choisir un nouveau mot de passe",
    lead: "Nous vous envoyons par courriel un lien qui permet d'en choisir un autre.",
    email: "Courriel",
    ask: "M'envoyer un lien",
    sent_title: "Consultez vos courriels",
    sent_text: "Si quelqu'un se connecte avec cette adresse, un lien est en route. Il vaut 10 minutes.",
    sent_again: "Rien reçu ? Regardez dans les pourriels, puis redemandez-en un : seul le plus récent fonctionne.",
    back: "Retour à la connexion",
    new_title: "Choisissez un nouveau mot de passe",
    new_lead: "Toutes les sessions ouvertes à votre nom sont fermées, et les liens que vous avez transmis à d'autres \
               prennent fin.",
    save: "Enregistrer",
    done: "Votre mot de passe est changé. Connectez-vous avec le nouveau.",
    gone_title: "Ce lien n'est plus valable",
    gone_text: "Il a été utilisé, date de plus de 10 minutes, ou un plus récent l'a remplacé. Rien n'a été modifié.",
    gone_way: "Demander un nouveau lien",
};

#[cfg(feature = "ssr")]
pub(super) const LETTERS: LetterWords = LetterWords {
    of_order: |title, short| format!("{title} (commande {short})"),
    of_service: |title, service| format!("{title} ({service})"),
    signed: |origin| format!("PlusOne\n{origin}"),
    choices: |link| format!("Vous recevez ce courriel à cause de vos choix. Pour les changer :\n{link}"),
    reset: "Choisissez un nouveau mot de passe",
    reset_text: "Quelqu'un a demandé un nouveau mot de passe pour le compte auquel vous vous connectez avec cette \
                 adresse. Choisissez-en un ici :",
    reset_until: |minutes| {
        format!(
            "Le lien vaut {minutes} minutes, et une seule fois. Si vous en avez demandé plusieurs, seul le plus \
             récent fonctionne."
        )
    },
    reset_else: "Si ce n'était pas vous, ne faites rien : votre mot de passe reste tel quel.",
    invite: "Vous avez une invitation",
    invite_text: "Quelqu'un vous invite dans son compte, dans une boutique de numéros de téléphone. Choisissez un mot \
                  de passe pour vous y joindre, ici :",
    invite_until: |hours| {
        format!(
            "Le lien vaut {hours} heures, et une seule fois. Sa page dit à qui est le compte. Ne le transmettez pas."
        )
    },
    invite_else: "Si vous n'êtes pas au courant, ne faites rien : vous n'êtes dans aucun compte, et n'en recevrez pas \
                  d'autre courriel.",
    changed: "Votre mot de passe a été changé",
    changed_text: "Le mot de passe avec lequel vous vous connectez a été changé, et toutes les autres sessions \
                   ouvertes à votre nom sont fermées. Si ce n'était pas vous, choisissez-en aussitôt un nouveau, et \
                   prévenez la personne qui gère votre compte :",
};
