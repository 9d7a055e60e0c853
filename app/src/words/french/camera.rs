use crate::words::CameraWords;

pub(super) const WORDS: CameraWords = CameraWords {
    plate: "Caméra",
    start: "Activer la caméra",
    take: "Prendre la photo",
    retake: "Reprendre",
    idle: "Activez la caméra, ou téléversez un égoportrait",
    opening: "Autorisez la caméra dans votre navigateur",
    live: "Regardez droit devant vous",
    taken: "Visage entier, net et bien éclairé ? Utilisez-la, ou prenez-en une autre",
    paused: "La caméra est éteinte. Réactivez-la quand vous voulez",
    refused: "Votre navigateur ne nous laisse pas utiliser la caméra. Autorisez-la dans la barre d'adresse, ou \
              téléversez plutôt un égoportrait.",
    missing: "Aucune caméra n'a été trouvée. Branchez-en une et recommencez, ou téléversez plutôt un égoportrait.",
    busy: "Une autre application utilise la caméra. Fermez-la et recommencez, ou téléversez plutôt un égoportrait.",
    insecure: "La caméra ne fonctionne que par une connexion sécurisée. Téléversez plutôt un égoportrait ci-dessous.",
    broken: "La caméra ne démarre pas. Essayez encore une fois, ou téléversez plutôt un égoportrait.",
};
