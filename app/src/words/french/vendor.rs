use crate::words::VendorWords;

pub(super) const WORDS: VendorWords = VendorWords {
    title: "Vérification avec Persona",
    lead: "Persona, notre partenaire d'identité, vérifie qui vous êtes sur sa propre page. Cela prend environ deux \
           minutes, une seule fois.",
    what: "Ce qui s'y passe",
    steps: [
        ("Photographiez votre pièce d'identité", "Passeport, permis de conduire ou carte d'identité"),
        ("Prenez un égoportrait (selfie)", "Avec votre caméra, ou sur votre téléphone"),
        ("Revenez ici", "Nous achetons ce qui est gardé pour vous dès que votre identité est vérifiée"),
    ],
    go: "Continuer vers Persona",
    comes_back: "Vos images vont à Persona seulement ; elles ne passent jamais par nous.",
    without_text: "La page de Persona demande un égoportrait et ne va pas plus loin sans lui. Si vous préférez vous en \
                   passer, quelqu'un chez PlusOne vous écrit et examine votre pièce autrement. Cela peut prendre des \
                   jours ; d'ici là, ce qui est gardé pour vous le reste, et le délai ne court pas.",
    referred: "Vous continuez sans égoportrait ; rien de plus ne va à Persona : quelqu'un chez PlusOne vous écrit et \
               examine votre pièce autrement. Cela peut prendre des jours. Ce qui est gardé pour vous le reste, et \
               sera acheté automatiquement dès que votre identité sera vérifiée.",
    away: "Terminez chez Persona",
    away_lead: "Persona attend votre pièce d'identité et votre égoportrait. Vous pouvez reprendre où vous en étiez.",
    go_on: "Reprendre chez Persona",
    done: "Déjà terminé là-bas ? Vous n'avez rien à faire : le résultat apparaît ici en quelques secondes.",
};
