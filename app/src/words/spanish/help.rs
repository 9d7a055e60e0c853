use std::{collections::BTreeSet, time::Duration};

use super::{account, document, frame, gate, order, outcome, selfie};
use crate::{
    desk::HelpView,
    domain::{CountryCode, id_document},
    words::{FeedbackWords, HelpWords, Shot, Shown},
};

pub(super) const WORDS: HelpWords = HelpWords {
    way: "Cómo funciona la verificación de identidad",
    title: "Verificación de identidad",
    lead: "Algunos números van solo a cuentas cuya identidad se verificó. Se hace una vez para toda la cuenta y toma \
           unos dos minutos; lo que mientras tanto está reservado para usted se compra después automáticamente.",
    when: "Cuándo la pedimos",
    when_lead: "Cuando su cuenta la administra LC Phone (sus números están en nuestra propia compañía telefónica) y no \
                se verificó antes, la pedimos en cuanto se cumple una de estas condiciones:",
    asked,
    never_lead: "Nunca la pedimos",
    never: [
        "a una cuenta con su propia compañía telefónica: esa compañía sabe quién es",
        "a una cuenta verificada, sin importar quién de ella compra ni cuántos números",
        "por buscar, por ver precios, o por números de otros países por sí solos",
    ],
    journey: "El camino, en imágenes",
    shot,
    at_vendor: (
        "Muéstresela a Persona",
        "La propia página de Persona pide una foto de su identificación y un selfie, después de que usted lo aceptó \
         aquí. Luego le envía de vuelta.",
    ),
    why: "Por qué importa",
    why_text: [
        "Las compañías telefónicas preguntan quién compra números +1. Los números por los que nadie responde son los \
         que se usan para el fraude y las llamadas no deseadas; tener a alguien detrás de cada cuenta lo hace más \
         difícil, y conserva la confianza en sus llamadas y mensajes.",
        "Persona, una empresa que verifica identidades, compara su selfie con su identificación. Lo que PlusOne guarda \
         es el resultado.",
    ],
    data: "Qué pasa con sus datos",
    data_points,
    account: "La página de su cuenta",
    questions: "Preguntas y respuestas",
    answers,
};

pub(super) const FEEDBACK: FeedbackWords = FeedbackWords {
    title: "¿Le resultó útil?",
    yes: "Sí",
    no: "No",
    comment: "¿Qué faltó, o qué está mal? (opcional)",
    hint: |most| {
        format!("{} caracteres como máximo. Por favor, no incluya nombres ni otros datos personales.", thousands(most))
    },
    submit: "Enviar",
    thanks: "Gracias. Leemos lo que se envía aquí.",
};

fn asked(help: &HelpView) -> Vec<String> {
    let regions = list(help.regions.iter().map(|region| place(*region)), "o");
    vec![
        format!("Usted compra un número de {regions}."),
        "Usted compra un número +1 que no es de ningún lugar, como uno libre de cargos.".to_owned(),
        "Usted compra un grupo que tiene algún número +1.".to_owned(),
    ]
}

fn shot(shot: Shot, help: &HelpView) -> Shown {
    let (title, text, picture) = match shot {
        Shot::Confirm => (
            "Confirme la compra",
            "El precio que ve se mantiene. Usted elige ahora qué pasa si para entonces el número ya no está."
                .to_owned(),
            "El cuadro Confirmar compra: un número, su precio al mes y una opción llamada Si para entonces un número \
             ya no está.",
        ),
        Shot::Held => (
            "Se lo reservamos",
            format!(
                "Por {}. Mientras tanto se guardan para usted hasta {} números de nuestro propio inventario; uno de la \
                 compañía telefónica se le vuelve a pedir cuando su identidad esté verificada.",
                span(help.hold),
                help.reserved
            ),
            "El cuadro Verifique su identidad: el número, hasta cuándo está reservado, tres pasos y un botón Comenzar \
             verificación.",
        ),
        Shot::Id => (
            "Suba su identificación",
            document::WORDS.lead.to_owned(),
            "La página Suba su identificación: una opción del país que la emitió, tipos de identificación y un campo \
             para su frente.",
        ),
        Shot::Selfie => (
            "Tómese un selfie",
            "Primero usted acepta cómo se usa su cara. Luego la cámara lo toma, o usted sube uno.".to_owned(),
            "La página Tómese un selfie: qué pasa con la foto de su cara, punto por punto.",
        ),
        Shot::Verified => (
            "Su identidad está verificada",
            "Por lo general en segundos, a veces unos minutos. Puede salir; sigue sin usted.".to_owned(),
            "La página Identidad verificada: el número ya es suyo, y a esta cuenta no se le pedirá otra vez.",
        ),
        Shot::Bought => (
            "El número está comprado",
            "Automáticamente, y una sola vez. No hay que oprimir nada más.".to_owned(),
            "La página del pedido: Comprado, el número, y debajo qué pasó y cuándo.",
        ),
    };
    Shown { title, text, picture }
}

fn data_points(help: &HelpView) -> Vec<String> {
    let mut points = if help.at_vendor {
        vec![super::vendor::WORDS.comes_back.to_owned()]
    } else {
        vec![
            "Al llegar, cada foto se hace de nuevo, para que desaparezca lo que una cámara escribe junto a ella (como \
             el lugar), y se cifra antes de guardarse."
                .to_owned(),
            format!(
                "En cuanto Persona tiene las fotos, las nuestras se borran, en minutos. Si usted no termina, se borran \
                 después de {}. Las copias de seguridad de la tienda no las incluyen.",
                span(help.pictures_kept)
            ),
        ]
    };
    let [compared, _, kept, result] = gate::WORDS.data_points;
    let identity = account::WORDS.identity_data;
    points.extend([compared, kept].map(str::to_owned));
    points.push(format!(
        "En la página de su cuenta, bajo «{}», puede hacer que Persona borre lo que tiene, salvo mientras lo está \
         revisando. {}",
        identity.title, identity.ask_then
    ));
    points.push(format!("{result} Queda constancia de que usted aceptó, cuándo y qué texto."));
    points
}

fn answers(help: &HelpView) -> Vec<(&'static str, String)> {
    let hold = span(help.hold);
    vec![
        (
            "¿Cuánto tarda?",
            format!(
                "Unos dos minutos de los suyos. {} Cuando alguien tiene que mirar puede tardar más; una vez que usted \
                 envió todo, lo reservado no vence.",
                outcome::WORDS.checking_text
            ),
        ),
        ("¿Qué documentos puedo usar?", documents(help)),
        (
            "¿Qué pasa si las fotos no son suficientemente buenas?",
            format!(
                "Le decimos qué estaba mal y cómo corregirlo, y lo reservado sigue reservado. Tiene {}.",
                count(u64::from(help.attempts), "intento", "intentos")
            ),
        ),
        (
            "¿Qué pasa si me rechazan?",
            format!(
                "Los pedidos que esperaban la verificación terminan, y no se cobra nada. Usted no puede comenzar otro \
                 intento por su cuenta. {}",
                outcome::WORDS.declined_next
            ),
        ),
        ("¿Cuánto tiempo se conserva mi cara?", selfie::WORDS.consent_points[3].1.to_owned()),
        ("¿Puedo usar mi celular en vez de una cámara web?", phone(help).to_owned()),
        ("¿Funciona sin JavaScript?", without_script(help).to_owned()),
        (
            "¿Puedo cancelar?",
            format!(
                "Sí. La página del pedido tiene «{}» mientras no se le haya pedido nada a la compañía telefónica, y no \
                 se cobra nada. Si usted no hace nada, un pedido reservado termina automáticamente después de {hold}.",
                order::WORDS.cancel
            ),
        ),
        (
            "¿Puedo seguir comprando mientras tanto?",
            format!(
                "Sí. Puede tener reservado hasta {} a la vez, y una sola verificación los completa todos. Lo que no \
                 necesita verificación se compra de inmediato.",
                count(u64::try_from(help.held_orders).unwrap_or(u64::MAX), "pedido", "pedidos")
            ),
        ),
        (
            "¿Y si compro varios números juntos?",
            "Uno que necesita una identidad verificada deja reservado todo su pedido. El cuadro que confirma la compra \
             lo dice, y ofrece comprar los otros de inmediato."
                .to_owned(),
        ),
        (
            "¿Se me pide otra vez para el registro de marca A2P, la verificación de números libres de cargos, CNAM o \
             SHAKEN/STIR?",
            "No. La verificación es de su cuenta y vale también para estos: nadie muestra otra vez una identificación \
             por ellos."
                .to_owned(),
        ),
        (
            "¿Se puede retirar una verificación?",
            "Solo Persona puede. Los números que tiene siguen siendo suyos; comprar más de los que la necesitan la \
             pide una vez más."
                .to_owned(),
        ),
    ]
}

fn documents(help: &HelpView) -> String {
    if help.at_vendor {
        return "La página de Persona los indica: un pasaporte, una licencia de conducir o una tarjeta de identidad, \
                según el país."
            .to_owned();
    }
    let kind = document::WORDS.kind;
    let mut seen = BTreeSet::new();
    let kinds = id_document::issuers().flat_map(|(_, kinds)| kinds).map(|one| kind(*one).to_lowercase());
    let kinds: Vec<String> = kinds.filter(|name| seen.insert(name.clone())).collect();
    format!(
        "Uno de estos: {}. Cuál de ellos depende del país que lo emitió; hay {} países para elegir. Las fotos son {}.",
        list(kinds.into_iter(), "o"),
        id_document::issuers().count(),
        document::WORDS.formats
    )
}

const fn phone(help: &HelpView) -> &'static str {
    if help.at_vendor {
        "Sí. Inicie sesión aquí en su celular, y vaya desde ahí a la página de Persona."
    } else {
        "Sí. Oprima «Continuar en su celular» y escanee el código; ahí no hay que iniciar sesión, y su computadora avanza \
         sola. O suba un selfie que tomó con él."
    }
}

const fn without_script(help: &HelpView) -> &'static str {
    if help.at_vendor {
        "Nuestras propias páginas, sí. Si la página de Persona funciona sin él depende de Persona."
    } else {
        "Sí. Cada paso es un formulario sencillo: usted sube las dos fotos, y mira otra vez para ver el resultado."
    }
}

fn place(code: CountryCode) -> String {
    (frame::WORDS.country)(code.as_str()).unwrap_or(code.as_str()).to_owned()
}

/// 'uno', 'uno o dos', 'uno, dos o tres'.
fn list(items: impl Iterator<Item = String>, last: &str) -> String {
    let items: Vec<String> = items.collect();
    match items.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

/// A time that is set in whole days, hours, minutes or seconds.
fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    let units = [(86_400, "día", "días"), (3_600, "hora", "horas"), (60, "minuto", "minutos")];
    let whole = units.into_iter().find(|(unit, ..)| seconds >= *unit && seconds.is_multiple_of(*unit));
    let (unit, one, many) = whole.unwrap_or((1, "segundo", "segundos"));
    count(seconds / unit, one, many)
}

fn count(many: u64, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}

fn thousands(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help() -> HelpView {
        HelpView {
            regions: vec![CountryCode::US, CountryCode::CA, CountryCode::PR],
            hold: Duration::from_secs(36 * 3_600),
            held_orders: 4,
            reserved: 8,
            attempts: 1,
            at_vendor: false,
            pictures_kept: Duration::from_secs(86_400),
        }
    }

    fn all(help: &HelpView) -> String {
        let answers = (WORDS.answers)(help).into_iter().map(|(_, answer)| answer);
        let shots = [Shot::Confirm, Shot::Held, Shot::Id, Shot::Selfie, Shot::Verified, Shot::Bought];
        let shots = shots.map(|shot| (WORDS.shot)(shot, help).text);
        let points = (WORDS.asked)(help).into_iter().chain((WORDS.data_points)(help));
        points.chain(shots).chain(answers).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_set_is_told() {
        let told = all(&help());
        for text in [
            "un número de Estados Unidos, Canadá o Puerto Rico.",
            "Por 36 horas. Mientras tanto se guardan para usted hasta 8 números",
            "termina automáticamente después de 36 horas",
            "se borran después de 1 día.",
            "Tiene 1 intento.",
            "hasta 4 pedidos",
            "pasaporte, tarjeta de identidad",
            "JPEG, PNG o WebP",
        ] {
            assert!(told.contains(text), "{text}: {told}");
        }
    }

    #[test]
    fn what_never_passes_through_us_is_not_said_to_be_kept() {
        let told = all(&HelpView { at_vendor: true, regions: vec![CountryCode::CA], ..help() });
        assert!(told.contains("un número de Canadá.") && told.contains("nunca pasan por nosotros"), "{told}");
        assert!(!told.contains("las nuestras se borran") && !told.contains("permiso de residencia"), "{told}");
    }

    #[test]
    fn a_time_is_told_in_its_largest_whole_unit() {
        for (seconds, told) in
            [(604_800, "7 días"), (86_400, "1 día"), (90_000, "25 horas"), (5_400, "90 minutos"), (61, "61 segundos")]
        {
            assert_eq!(span(Duration::from_secs(seconds)), told);
        }
        assert_eq!((FEEDBACK.hint)(1_000).split(" caracteres").next(), Some("1,000"));
    }
}
