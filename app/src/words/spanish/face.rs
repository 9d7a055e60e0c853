use capture::FaceHint;

use crate::words::Hint;

/// What to do about what a frame lacks of a face, by its name; it may be taken where it lacks nothing.
pub(super) fn hint(lacks: &str) -> Hint {
    let Some(hint) = FaceHint::named(lacks) else { return Hint::good("Bien, no se mueva", "Bien. No se mueva.") };
    let (shown, spoken) = match hint {
        FaceHint::Loading => ("Preparando la detección de su cara", "Preparando la detección de su cara."),
        FaceHint::Unseen => (
            "Aquí no hay indicaciones: mire de frente y tome la foto usted",
            "Aquí no hay indicaciones: mire de frente y tome la foto usted.",
        ),
        FaceHint::NoFace => (
            "Ponga su cara dentro del óvalo",
            "No se ve ninguna cara. Sostenga la cámara frente a su cara, a la altura de los ojos.",
        ),
        FaceHint::Several => {
            ("Una sola persona, por favor", "Se ve más de una cara. Solo usted debe estar en la foto.")
        }
        FaceHint::Dark => ("Más luz, por favor", "Está muy oscuro. Mire hacia una ventana o encienda una lámpara."),
        FaceHint::Bright => ("Menos luz, por favor", "Hay demasiada luz. Aléjese de la lámpara o del sol."),
        FaceHint::Far => ("Acérquese", "Acérquese a la cámara."),
        FaceHint::Close => ("Aléjese un poco", "Está muy cerca. Aléjese un poco de la cámara."),
        FaceHint::CutOff => ("Toda la cara, por favor", "El borde de la foto corta su cara. Muévala hacia el centro."),
        FaceHint::AsideRight => ("Un poco a su izquierda", "Mueva la cabeza un poco hacia su izquierda."),
        FaceHint::AsideLeft => ("Un poco a su derecha", "Mueva la cabeza un poco hacia su derecha."),
        FaceHint::High => ("Un poco más abajo", "Su cara está muy arriba en la foto. Suba la cámara o baje la cabeza."),
        FaceHint::Low => ("Un poco más arriba", "Su cara está muy abajo en la foto. Baje la cámara o suba la cabeza."),
        FaceHint::Blurred => (
            "Borroso: no se mueva, limpie el lente",
            "La foto sale borrosa. No se mueva y, si no mejora, limpie el lente.",
        ),
        FaceHint::HoldStill => ("No se mueva", "No se mueva."),
        FaceHint::LookAhead => ("Mire a la cámara", "Mire otra vez de frente a la cámara."),
        FaceHint::TurnLeft => ("Gire la cabeza a su izquierda", "Gire la cabeza despacio hacia su izquierda."),
        FaceHint::TurnRight => ("Gire la cabeza a su derecha", "Gire la cabeza despacio hacia su derecha."),
    };
    Hint::mend(shown, spoken)
}
