use capture::{Flaw, Lack};

use super::face;
use crate::{
    domain::device::{Browser, System},
    words::{CameraWords, Hint, SubjectWords},
};

pub(super) const WORDS: CameraWords = CameraWords {
    start: "Encender cámara",
    take: "Tomar foto",
    retake: "Tomar otra",
    again: "Intentar de nuevo",
    upload: "Mejor subir un archivo",
    phone: "Usar mi celular",
    which: "¿Cuál cámara?",
    lens: |number| format!("Cámara {number}"),
    opening: "Permita la cámara en su navegador",
    paused: "La cámara está apagada. Enciéndala otra vez cuando quiera seguir",
    count: |seconds| format!("No se mueva: {seconds}"),
    by_hand: Hint::good("Bien. Tome la foto", "Bien. Tome la foto."),
    refused: "Su navegador no nos deja usar la cámara.",
    allow: |device| match (device.browser, device.system) {
        (Some(Browser::ChromeIos | Browser::FirefoxIos | Browser::Edge), Some(System::IPhone | System::IPad)) => {
            "Abra los ajustes de su dispositivo, busque este navegador entre las apps, active Cámara y vuelva aquí."
        }
        (_, Some(System::IPhone | System::IPad)) => {
            "Toque el menú de la página junto a la dirección, elija Ajustes del sitio web, ponga Cámara en Permitir e \
             intente de nuevo."
        }
        (Some(Browser::Firefox), Some(System::Android)) => {
            "Toque el escudo junto a la dirección, permita ahí la cámara e intente de nuevo."
        }
        (Some(Browser::Samsung), _) => {
            "Toque el candado junto a la dirección, elija Permisos, permita la cámara e intente de nuevo."
        }
        (_, Some(System::Android)) => {
            "Toque el ícono junto a la dirección, elija Permisos, permita la cámara e intente de nuevo."
        }
        (Some(Browser::Firefox), _) => {
            "Haga clic en la cámara tachada junto a la dirección, quite el bloqueo e intente de nuevo."
        }
        (Some(Browser::Safari), _) => {
            "En el menú Safari, elija Ajustes para este sitio web, ponga Cámara en Permitir e intente de nuevo."
        }
        _ => "Haga clic en el ícono junto a la dirección, permita ahí la cámara e intente de nuevo.",
    },
    missing: "No se encontró ninguna cámara. Conecte una y se encenderá sola.",
    busy: "Otra aplicación está usando la cámara. Ciérrela e intente de nuevo.",
    insecure: "La cámara funciona solo con una conexión segura.",
    black: "La cámara no muestra nada. Quítele la tapa y cierre las otras aplicaciones que la usan.",
    ended: "La cámara se desconectó. Conéctela otra vez o intente de nuevo.",
    broken: "La cámara no enciende. Pruebe una vez más.",
    selfie: SubjectWords {
        idle: "Encienda la cámara o suba un selfie",
        live: "Mire de frente",
        taken: "¿Cara completa, nítida y con luz? Use la foto o tome otra",
        shot: "Su selfie",
        hint: face::hint,
    },
    document: SubjectWords {
        idle: "Encienda la cámara o elija un archivo",
        live: "Ponga la tarjeta dentro del marco",
        taken: "¿Está completa y se lee bien? Siga, o tome otra foto",
        shot: "La foto que tomó",
        hint: |lacks| match Lack::named(lacks) {
            Some(Lack::Card) => {
                Hint::mend("Ajústela al marco", "Sostenga derecha la tarjeta, de modo que llene el marco.")
            }
            Some(Lack::Flaw(Flaw::Dark)) => Hint::mend("Más luz", "Está muy oscuro. Encienda una luz."),
            Some(Lack::Flaw(Flaw::Bright)) => Hint::mend("Menos luz", "Hay demasiada luz. Aléjese de la lámpara."),
            Some(Lack::Flaw(Flaw::Glare)) => Hint::mend("Inclínela: hay reflejo", "Hay reflejo. Inclínela un poco."),
            Some(Lack::Flaw(Flaw::CutOff)) => Hint::mend("Muestre las cuatro esquinas", "Está cortada. Aléjela."),
            Some(Lack::Flaw(Flaw::Far | Flaw::Small)) => Hint::mend("Más cerca", "Está lejos. Acérquela."),
            Some(Lack::Flaw(Flaw::Blurred)) => Hint::mend("No se mueva", "La foto sale borrosa. No se mueva."),
            None => Hint::good("Bien. No se mueva", "Bien. No se mueva."),
        },
    },
};
