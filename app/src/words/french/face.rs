use capture::FaceHint;

use crate::words::Hint;

/// What to do about what a frame lacks of a face, by its name; it may be taken where it lacks nothing.
pub(super) fn hint(lacks: &str) -> Hint {
    let Some(hint) = FaceHint::named(lacks) else { return Hint::good("Bien, ne bougez pas", "Bien. Ne bougez pas.") };
    let (shown, spoken) = match hint {
        FaceHint::Loading => ("Préparation de la détection du visage", "Préparation de la détection du visage."),
        FaceHint::Unseen => (
            "Pas d'indications ici : regardez droit devant et prenez la photo vous-même",
            "Pas d'indications ici : regardez droit devant et prenez la photo vous-même.",
        ),
        FaceHint::NoFace => (
            "Placez votre visage dans l'ovale",
            "Aucun visage n'est visible. Tenez la caméra devant vous, à la hauteur des yeux.",
        ),
        FaceHint::Several => (
            "Une seule personne, s'il vous plaît",
            "Plus d'un visage est visible. Il ne doit y avoir que vous dans l'image.",
        ),
        FaceHint::Dark => (
            "Plus de lumière, s'il vous plaît",
            "Il fait trop sombre. Tournez-vous vers une fenêtre ou allumez une lampe.",
        ),
        FaceHint::Bright => {
            ("Moins de lumière, s'il vous plaît", "Il y a trop de lumière. Éloignez-vous de la lampe ou du soleil.")
        }
        FaceHint::Far => ("Approchez-vous", "Approchez-vous de la caméra."),
        FaceHint::Close => ("Reculez un peu", "Vous êtes trop près. Éloignez-vous un peu de la caméra."),
        FaceHint::CutOff => {
            ("Tout le visage, s'il vous plaît", "Le bord de l'image coupe votre visage. Ramenez-le au milieu.")
        }
        FaceHint::AsideRight => ("Un peu vers votre gauche", "Déplacez la tête un peu vers votre gauche."),
        FaceHint::AsideLeft => ("Un peu vers votre droite", "Déplacez la tête un peu vers votre droite."),
        FaceHint::High => {
            ("Un peu plus bas", "Votre visage est trop haut dans l'image. Levez la caméra ou baissez la tête.")
        }
        FaceHint::Low => {
            ("Un peu plus haut", "Votre visage est trop bas dans l'image. Baissez la caméra ou levez la tête.")
        }
        FaceHint::Blurred => (
            "Flou : ne bougez pas, essuyez l'objectif",
            "L'image est floue. Ne bougez pas et, si cela ne suffit pas, essuyez l'objectif.",
        ),
        FaceHint::HoldStill => ("Ne bougez pas", "Ne bougez pas."),
        FaceHint::LookAhead => ("Regardez la caméra", "Regardez de nouveau la caméra, bien en face."),
        FaceHint::TurnLeft => ("Tournez la tête vers votre gauche", "Tournez lentement la tête vers votre gauche."),
        FaceHint::TurnRight => ("Tournez la tête vers votre droite", "Tournez lentement la tête vers votre droite."),
    };
    Hint::mend(shown, spoken)
}
