use capture::{Flaw, Lack};

use super::face;
use crate::{
    domain::device::{Browser, System},
    words::{CameraWords, Hint, SubjectWords},
};

pub(super) const WORDS: CameraWords = CameraWords {
    start: "Activer la caméra",
    take: "Prendre la photo",
    retake: "Reprendre la photo",
    again: "Réessayer",
    upload: "Téléverser plutôt un fichier",
    phone: "Utiliser mon téléphone",
    which: "Quelle caméra",
    lens: |number| format!("Caméra {number}"),
    opening: "Autorisez la caméra dans votre navigateur",
    paused: "La caméra est éteinte. Réactivez-la quand vous voulez",
    count: |seconds| format!("Ne bougez plus : {seconds}"),
    by_hand: Hint::good("C'est bon. Prenez la photo", "C'est bon. Prenez la photo."),
    refused: "Votre navigateur ne nous laisse pas utiliser la caméra.",
    allow: |device| match (device.browser, device.system) {
        (Some(Browser::ChromeIos | Browser::FirefoxIos | Browser::Edge), Some(System::IPhone | System::IPad)) => {
            "Ouvrez les réglages de votre appareil, trouvez ce navigateur parmi les applications, activez Appareil \
             photo, puis revenez ici."
        }
        (_, Some(System::IPhone | System::IPad)) => {
            "Touchez le menu de la page à côté de l'adresse, choisissez Réglages du site web, réglez Caméra sur \
             Autoriser, puis réessayez."
        }
        (Some(Browser::Firefox), Some(System::Android)) => {
            "Touchez le bouclier à côté de l'adresse, autorisez-y la caméra, puis réessayez."
        }
        (Some(Browser::Samsung), _) => {
            "Touchez le cadenas à côté de l'adresse, choisissez Autorisations, autorisez la caméra, puis réessayez."
        }
        (_, Some(System::Android)) => {
            "Touchez l'icône à côté de l'adresse, choisissez Autorisations, autorisez la caméra, puis réessayez."
        }
        (Some(Browser::Firefox), _) => {
            "Cliquez sur la caméra barrée à côté de l'adresse, retirez le blocage, puis réessayez."
        }
        (Some(Browser::Safari), _) => {
            "Dans le menu Safari, choisissez Réglages pour ce site web, réglez Caméra sur Autoriser, puis réessayez."
        }
        _ => "Cliquez sur l'icône à côté de l'adresse, autorisez-y la caméra, puis réessayez.",
    },
    missing: "Aucune caméra n'a été trouvée. Branchez-en une, et elle s'active d'elle-même.",
    busy: "Une autre application utilise la caméra. Fermez-la et réessayez.",
    insecure: "La caméra ne fonctionne que par une connexion sécurisée.",
    black: "La caméra ne montre rien. Retirez son cache et fermez les autres applications qui l'utilisent.",
    ended: "La caméra a été débranchée. Rebranchez-la ou réessayez.",
    broken: "La caméra ne démarre pas. Essayez encore une fois.",
    selfie: SubjectWords {
        idle: "Activez la caméra, ou téléversez un égoportrait",
        live: "Regardez droit devant vous",
        taken: "Visage entier, net et bien éclairé ? Utilisez la photo, ou prenez-en une autre",
        shot: "Votre égoportrait",
        hint: face::hint,
    },
    document: SubjectWords {
        idle: "Activez la caméra, ou choisissez un fichier",
        live: "Placez la carte dans le cadre",
        taken: "Tout y est, et le texte est net ? Continuez, ou reprenez la photo",
        shot: "La photo que vous avez prise",
        hint: |lacks| match Lack::named(lacks) {
            Some(Lack::Card) => {
                Hint::mend("Ajustez-la au cadre", "Tenez la carte bien droite, de sorte qu'elle remplisse le cadre.")
            }
            Some(Lack::Flaw(Flaw::Dark)) => Hint::mend("Plus de lumière", "Il fait trop sombre. Allumez une lampe."),
            Some(Lack::Flaw(Flaw::Bright)) => {
                Hint::mend("Moins de lumière", "Il y a trop de lumière. Éloignez-vous de la lampe.")
            }
            Some(Lack::Flaw(Flaw::Glare)) => {
                Hint::mend("Inclinez-la : il y a un reflet", "Il y a un reflet. Inclinez-la un peu.")
            }
            Some(Lack::Flaw(Flaw::CutOff)) => {
                Hint::mend("Montrez les quatre coins", "Une partie est coupée. Éloignez la carte.")
            }
            Some(Lack::Flaw(Flaw::Far | Flaw::Small)) => Hint::mend("Plus près", "Elle est loin. Approchez-la."),
            Some(Lack::Flaw(Flaw::Blurred)) => Hint::mend("Ne bougez plus", "La photo est floue. Ne bougez plus."),
            None => Hint::good("Bien. Ne bougez plus", "Bien. Ne bougez plus."),
        },
    },
};
