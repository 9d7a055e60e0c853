use crate::{
    domain::verification::Reason,
    words::{Mend, OutcomeWords},
};

pub(super) const WORDS: OutcomeWords = OutcomeWords {
    page: "Vérification",
    checking: "Vérification de votre identité",
    checking_text: "Persona vérifie ce que vous avez remis. Cela prend d'habitude quelques \
                    secondes, parfois quelques minutes.",
    checking_next: "Dès que votre identité est vérifiée, nous achetons ce qui est gardé pour vous. Vous n'avez rien \
                    d'autre à faire.",
    leave: "Vous pouvez quitter cette page ou la fermer. Cela continue sans vous.",
    verified: "Identité vérifiée",
    verified_text: |numbers| match numbers {
        [] => "Aucune autre vérification ne sera demandée à ce compte.".to_owned(),
        [number] => format!("{number} est maintenant à vous. Aucune autre vérification ne sera demandée à ce compte."),
        [first, second] => format!(
            "{first} et {second} sont maintenant à vous. Aucune autre vérification ne sera demandée à ce compte."
        ),
        [first, others @ ..] => {
            format!(
                "{first} et {} autres numéros sont maintenant à vous. Aucune autre vérification ne sera demandée à ce \
                 compte.",
                others.len()
            )
        }
    },
    under_review: "Votre vérification est en examen",
    under_review_text: "Une personne regarde vos images. Cela peut prendre un certain temps. Ce qui est gardé pour \
                        vous le reste, et est acheté automatiquement une fois votre identité vérifiée.",
    try_again: "Veuillez réessayer",
    try_again_text: "Les images n'ont pas pu être utilisées. Ce qui est gardé pour vous le reste.",
    try_again_button: "Réessayer",
    mend,
    tries_left: |left, max| match left {
        1 => "C'est votre dernier essai.".to_owned(),
        _ => format!("Il reste {left} essais sur {max}."),
    },
    declined: "Nous n'avons pas pu vérifier votre identité",
    declined_text: "La vérification n'a pas confirmé votre identité. Les commandes qui l'attendaient ont pris fin, et \
                    rien n'a été facturé.",
    declined_next: "Vous pouvez encore acheter des numéros qui n'exigent pas d'identité vérifiée, comme ceux du \
                    Royaume-Uni et de la Jamaïque.",
    not_needed: "Rien à vérifier",
    not_needed_text: "Ce compte achète chez son propre opérateur, qui sait qui vous êtes. Nous ne demandons jamais.",
    waiting_orders: "Gardé pour vous",
    released_orders: "Vos commandes",
    search: "Trouver un numéro",
    see_orders: "Voir toutes les commandes",
};

fn mend(reason: Reason) -> Mend {
    let (wrong, fix) = match reason {
        Reason::Blurry => (
            "L'image de votre pièce est floue.",
            "Posez-la à plat, ne bougez pas et touchez-la pour faire la mise au point.",
        ),
        Reason::Glare => (
            "Un reflet couvre une partie de votre pièce.",
            "Inclinez-la pour l'éloigner de la lampe, ou éteignez le flash.",
        ),
        Reason::Expired => ("Votre pièce est expirée.", "Utilisez-en une qui est encore valide."),
        Reason::Unreadable => {
            ("Votre pièce n'a pas pu être lue.", "Qu'elle remplisse l'image, sous une lumière vive et égale.")
        }
        Reason::PortraitUnclear => {
            ("Votre visage sur la pièce n'est pas net.", "Évitez l'ombre et les reflets sur le portrait.")
        }
        Reason::OtherType => ("L'image montre un autre type de pièce.", "Choisissez le type que vous photographiez."),
        Reason::OtherCountry => ("La pièce vient d'un autre pays.", "Choisissez le pays qui l'a délivrée."),
        Reason::SameSideTwice => {
            ("Le recto et le verso montrent le même côté.", "Retournez la carte pour la deuxième image.")
        }
        Reason::BarcodeMissing => {
            ("Le code à barres du verso n'a pas été trouvé.", "Montrez tout le verso, à plat et net.")
        }
        Reason::Sunglasses => ("Vous portez des lunettes de soleil sur l'égoportrait.", "Retirez-les."),
        Reason::FaceCovered => {
            ("Votre visage est couvert sur l'égoportrait.", "Retirez le masque, le chapeau ou le foulard.")
        }
        Reason::EyesClosed => ("Vos yeux sont fermés sur l'égoportrait.", "Regardez la caméra, les yeux ouverts."),
        Reason::FaceMissing => ("Votre visage n'est pas entier sur l'égoportrait.", "Placez-le dans l'ovale."),
        Reason::FaceTooFar => {
            ("Votre visage est trop loin sur l'égoportrait.", "Approchez-vous jusqu'à ce qu'il remplisse l'ovale.")
        }
        Reason::TooDark => ("L'égoportrait est trop sombre.", "Tournez-vous vers une fenêtre ou une lampe."),
    };
    Mend { wrong, fix }
}
