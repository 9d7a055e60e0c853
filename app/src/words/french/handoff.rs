use crate::{domain::TextState, words::HandoffWords};

pub(super) const WORDS: HandoffWords = HandoffWords {
    begin: "Continuer sur votre téléphone",
    begin_hint: "Sa caméra prend de meilleures photos. Votre achat se poursuit ici tout seul.",
    title: "Continuez sur votre téléphone",
    lead: "Balayez le code avec la caméra de votre téléphone, puis touchez le lien qui apparaît. Laissez cette page \
           ouverte.",
    code: "Tapez ce nombre sur votre téléphone",
    code_hint: "Il ne figure que sur cet écran. Ne le dites jamais à une personne qui vous appelle ou vous écrit.",
    qr: "Code QR du lien ci-dessous",
    loopback: "Un téléphone ne peut pas accéder à cette boutique",
    loopback_text: "Elle ne fonctionne que sur cet ordinateur ; il n'y a donc aucun code à balayer. Ouvrez le lien \
                    dans un autre navigateur de cet ordinateur.",
    link: "Lien pour votre téléphone",
    copy: "Copier le lien",
    copied: "Copié",
    until: "Le lien expire",
    changes: |minutes| format!("Le lien change toutes les {minutes} minutes et ne sert qu'une fois."),
    ends_soon: |minutes| {
        format!("Il reste moins de {minutes} minutes. Demandez un nouveau code s'il vous faut plus de temps.")
    },
    renew: "Obtenir un nouveau code",
    here: "Continuer plutôt ici",
    number: "Ou recevez le lien par texto",
    number_hint: "Votre numéro de cellulaire en +1, par exemple +1 514 555 0123. Il ne sert qu'à ce message et \
                  n'est pas conservé.",
    send: "Envoyer le lien",
    text: |state| match state {
        TextState::Sending => "Le message est en route.",
        TextState::Sent => "Le message est parti. Il peut mettre une minute à arriver.",
        TextState::Unclear => {
            "Nous ne savons pas si le message est parti. Si rien n'arrive d'ici une minute, envoyez-en un autre."
        }
        TextState::Busy => {
            "Aucun message ne peut partir en ce moment. Attendez une minute et réessayez, ou utilisez le lien."
        }
        TextState::Number => "Ce numéro n'existe pas. Vérifiez-le, ainsi que son indicatif de pays.",
        TextState::Landline => {
            "Ce numéro ne reçoit pas de textos. Utilisez un numéro de cellulaire, balayez le code ou copiez le lien."
        }
        TextState::Unwanted => {
            "Ce numéro nous a demandé de ne plus lui écrire. Envoyez-nous START à partir de ce numéro, ou utilisez \
             le lien."
        }
        TextState::Country => "Nous ne pouvons pas envoyer de messages dans ce pays. Utilisez le lien.",
        TextState::Unreachable => {
            "Le message n'a pas pu être remis : ce téléphone est injoignable. Allumez-le et renvoyez le message, \
             balayez le code ou copiez le lien."
        }
        TextState::Filtered => {
            "Le message n'a pas pu être remis : le réseau du téléphone l'a bloqué. Balayez le code ou copiez le lien."
        }
        TextState::Refused => {
            "Le message n'a pas pu être remis, sans que vous y soyez pour rien. Balayez le code ou copiez le lien."
        }
    },
    #[cfg(feature = "ssr")]
    // Plain spaces: a narrow one halves what a text message holds.
    message: |link, minutes| {
        format!(
            "PlusOne : continuez sur votre téléphone. Lien valable une seule fois, pendant {minutes} minutes : \
             {link} Ce n'est pas vous ? Ignorez ce message."
        )
    },
    steps: "Étapes sur votre téléphone",
    waiting: "En attente de votre téléphone",
    connected: |device| format!("Téléphone connecté : {device}"),
    at_it: "Votre téléphone est connecté",
    front: "Recto reçu",
    back: "Verso reçu",
    selfie: "Égoportrait reçu",
    done: "fait",
    later: "pas encore",
    keep_open: "Poursuivez sur votre téléphone. Cette page suit d'elle-même ; vous n'avez rien à faire.",
    guessed: "Quelqu'un a tapé un autre nombre sur un téléphone",
    guessed_text: "Si c'était vous, regardez encore le nombre. Sinon, demandez un nouveau code : une autre personne \
                   a votre lien.",
    wrong_code: "Un autre nombre a été tapé deux fois sur un téléphone",
    wrong_code_text: "Rien n'a donc été ouvert, et le lien ne sert plus. Si c'était vous, recommencez pour obtenir \
                      un autre code. Sinon, une autre personne avait votre lien, et n'a rien obtenu.",
    expired: "Le temps est écoulé pour votre téléphone",
    expired_text: "Rien n'est perdu : ce qu'il a envoyé est ici. Recommencez, ou continuez sur cette page.",
    phone_title: "Poursuivez ici ce que vous avez commencé sur votre ordinateur",
    phone_lead: "Vous avez commencé à vérifier votre identité chez PlusOne sur un autre écran. Ici, vous prenez les \
                 photos.",
    phone_warning: "Quelqu'un vous a-t-il envoyé ce lien ?",
    phone_warning_text: "Alors fermez cette page. Quiconque vous demande de vérifier votre identité à sa place veut \
                         s'en servir.",
    phone_question: "Quel nombre figure sur l'écran de votre ordinateur ?",
    phone_question_hint: "En cas d'erreur, vous pouvez le taper une fois encore ; ensuite, le lien ne sert plus et \
                          vous recommencez sur votre ordinateur.",
    phone_submit: "Continuer",
    end_here: "Terminer sur ce téléphone",
    gone: "Ce lien n'est plus valide",
    gone_old: "Les liens ne sont valides que quelques minutes. Balayez de nouveau le code sur l'écran de votre \
               ordinateur.",
    gone_used: "Il a déjà été ouvert et ne sert qu'une fois. Recommencez sur votre ordinateur pour en obtenir un \
                autre.",
    gone_ended: "C'est terminé, ou il ne reste rien à faire. Poursuivez sur votre ordinateur, ou recommencez-y.",
    gone_wrong: "Un autre nombre a été tapé deux fois sur un téléphone",
    gone_wrong_text: "Rien n'a donc été ouvert, et le lien ne sert plus. Recommencez sur votre ordinateur pour \
                      obtenir un autre code.",
    go_on: "Continuer sur ce téléphone",
    close: "Vous pouvez fermer cette page.",
    completing: |waiting| match waiting {
        0 => "La suite se fait d'elle-même sur votre ordinateur.".to_owned(),
        1 => "Votre achat est en cours sur votre ordinateur.".to_owned(),
        waiting => format!("Vos {waiting} achats sont en cours sur votre ordinateur."),
    },
    complete: |bought| match bought {
        1 => "Votre achat est terminé.".to_owned(),
        bought => format!("Vos {bought} achats sont terminés."),
    },
    at_computer: "Poursuivez sur votre ordinateur",
    at_computer_text: "Le résultat figure sur son écran.",
    under_review: "Une personne examine vos images. Nous vous préviendrons ; vous pouvez fermer cette page.",
};
