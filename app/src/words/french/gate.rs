use crate::words::GateWords;

pub(super) const WORDS: GateWords = GateWords {
    title: "Vérifiez votre identité",
    lead: "Les opérateurs demandent qui achète des numéros +1. Vous le faites une seule fois ; cela prend environ \
           deux minutes.",
    lead_service: "Les opérateurs demandent qui présente la demande. Vous le faites une seule fois ; cela prend \
                   environ deux minutes.",
    held_until: "Gardé pour vous jusqu'au",
    steps: [
        ("Photographiez votre pièce d'identité", "Passeport, permis de conduire ou carte d'identité"),
        ("Prenez un égoportrait (selfie)", "Avec votre caméra, ou téléversez une image"),
        ("Nous l'achetons pour vous", "Dès que votre identité est vérifiée ; rien d'autre à faire"),
    ],
    step_service: ("Nous l'envoyons pour vous", "Dès que votre identité est vérifiée ; rien d'autre à faire"),
    data_short: "Vos images vont à Persona, notre partenaire d'identité. Ce qui nous parvient est supprimé en \
                 quelques minutes.",
    data: "Ce que deviennent mes données",
    data_points: [
        "Persona compare votre égoportrait à votre pièce d'identité, seulement pour confirmer que vous êtes la \
         personne qui y figure.",
        "Ce qui nous parvient est chiffré à l'arrivée et supprimé dès que Persona l'a.",
        "Persona les garde comme le dit sa propre politique, au plus 3 ans. Vous pouvez en demander la suppression \
         plus tôt.",
        "Nous gardons le résultat, pas les images. Personne d'autre n'obtient ni l'un ni les autres.",
    ],
    start: "Commencer la vérification",
    not_now: "Pas maintenant",
};
