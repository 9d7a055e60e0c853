use crate::{
    domain::verification::Reason,
    words::{Mend, OutcomeWords},
};

pub(super) const WORDS: OutcomeWords = OutcomeWords {
    page: "Verificación",
    checking: "Verificando su identidad",
    checking_text: "Persona revisa lo que usted entregó. Por lo general toma segundos, a veces unos minutos.",
    checking_next: "En cuanto su identidad esté verificada, compramos lo que está reservado para usted. No hay que \
                    oprimir nada más.",
    leave: "Puede salir de esta página o cerrarla. Sigue sin usted.",
    verified: "Identidad verificada",
    verified_text: |numbers| match numbers {
        [] => "A esta cuenta no se le pedirá otra vez.".to_owned(),
        [number] => format!("{number} ya es suyo. A esta cuenta no se le pedirá otra vez."),
        [first, second] => format!("{first} y {second} ya son suyos. A esta cuenta no se le pedirá otra vez."),
        [first, others @ ..] => {
            format!("{first} y {} números más ya son suyos. A esta cuenta no se le pedirá otra vez.", others.len())
        }
    },
    under_review: "Su verificación está en revisión",
    under_review_text: "Alguien está mirando sus fotos. Esto puede tomar un rato. Lo que está reservado para usted \
                        sigue reservado, y se compra automáticamente cuando su identidad esté verificada.",
    try_again: "Por favor, inténtelo otra vez",
    try_again_text: "Las fotos no se pudieron usar. Lo que está reservado para usted sigue reservado.",
    try_again_button: "Intentar otra vez",
    mend,
    tries_left: |left, max| match left {
        1 => "Este es su último intento.".to_owned(),
        _ => format!("Quedan {left} de {max} intentos."),
    },
    declined: "No pudimos verificar su identidad",
    declined_text: "La revisión no confirmó su identidad. Los pedidos que la esperaban terminaron, y no se cobró nada.",
    declined_next: "Todavía puede comprar números que no necesitan una identidad verificada, como los del Reino Unido \
                    y Jamaica.",
    not_needed: "Nada que verificar",
    not_needed_text: "Esta cuenta compra con su propia compañía telefónica, que sabe quién es usted. Nunca le pedimos \
                      la identidad.",
    waiting_orders: "Reservado para usted",
    released_orders: "Sus pedidos",
    search: "Buscar un número",
    see_orders: "Ver todos los pedidos",
};

fn mend(reason: Reason) -> Mend {
    let (wrong, fix) = match reason {
        Reason::Blurry => (
            "La foto de su identificación está desenfocada.",
            "Póngala plana, no se mueva y tóquela en la pantalla para enfocar.",
        ),
        Reason::Glare => {
            ("La luz tapa parte de su identificación.", "Inclínela para alejarla de la lámpara, o apague el flash.")
        }
        Reason::Expired => ("Su identificación está vencida.", "Use una que todavía sea válida."),
        Reason::Unreadable => ("Su identificación no se pudo leer.", "Llene la foto con ella, con luz clara y pareja."),
        Reason::PortraitUnclear => {
            ("Su cara en la identificación no se ve clara.", "Evite sombras y reflejos sobre el retrato.")
        }
        Reason::OtherType => ("La foto muestra otro tipo de identificación.", "Elija el tipo que fotografía."),
        Reason::OtherCountry => ("La identificación es de otro país.", "Elija el país que la emitió."),
        Reason::SameSideTwice => {
            ("El frente y el dorso muestran el mismo lado.", "Voltee la tarjeta para la segunda foto.")
        }
        Reason::BarcodeMissing => {
            ("No se encontró el código de barras del dorso.", "Muestre todo el dorso, plano y nítido.")
        }
        Reason::Sunglasses => ("Lleva gafas de sol en el selfie.", "Quíteselas."),
        Reason::FaceCovered => {
            ("Su cara está cubierta en el selfie.", "Quítese la mascarilla, el sombrero o la bufanda.")
        }
        Reason::EyesClosed => ("Sus ojos están cerrados en el selfie.", "Mire a la cámara con los ojos abiertos."),
        Reason::FaceMissing => ("Su cara no sale completa en el selfie.", "Colóquela dentro del óvalo."),
        Reason::FaceTooFar => ("Su cara está demasiado lejos en el selfie.", "Acérquese hasta que llene el óvalo."),
        Reason::TooDark => ("El selfie está demasiado oscuro.", "Póngase de frente a una ventana o una lámpara."),
    };
    Mend { wrong, fix }
}
