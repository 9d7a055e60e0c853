use crate::{domain::TextState, words::HandoffWords};

pub(super) const WORDS: HandoffWords = HandoffWords {
    begin: "Continuar en su celular",
    begin_hint: "La cámara del celular toma mejores fotos. Su compra sigue aquí por sí sola.",
    title: "Continúe en su celular",
    lead: "Escanee el código con la cámara de su celular y toque el enlace que aparece. Deje esta página abierta.",
    code: "Su celular le pedirá este número",
    code_hint: "Aparece solo en esta pantalla. No se lo diga nunca a quien le llame o le escriba.",
    qr: "Código QR del enlace de abajo",
    loopback: "Desde un celular no se puede abrir esta tienda",
    loopback_text: "Funciona solo en esta computadora, así que no hay código que escanear. Abra el enlace en otro navegador \
                    de esta computadora.",
    link: "Enlace para su celular",
    copy: "Copiar enlace",
    copied: "Copiado",
    until: "El enlace vence:",
    changes: "El enlace cambia cada dos minutos y sirve una sola vez.",
    ends_soon: "Quedan menos de dos minutos. Pida un código nuevo si necesita más tiempo.",
    renew: "Pedir un código nuevo",
    here: "Mejor continuar aquí",
    number: "O reciba el enlace por mensaje de texto",
    number_hint: "Su número de celular en +1, por ejemplo +1 787 555 0123. Se usa solo para este mensaje y no se \
                  guarda.",
    send: "Enviar enlace",
    text: |state| match state {
        TextState::Sending => "El mensaje va en camino.",
        TextState::Sent => "El mensaje se envió. Puede tardar un minuto en llegar.",
        TextState::Unclear => "No sabemos si el mensaje salió. Si no llega en un minuto, envíe otro.",
        TextState::Busy => {
            "Ahora mismo no se pueden enviar mensajes. Espere un minuto e intente otra vez, o use el enlace."
        }
        TextState::Number => "Ese número no existe. Revíselo, y también su código de país.",
        TextState::Landline => "Ese número no recibe mensajes de texto. Use un número de celular.",
        TextState::Unwanted => {
            "Ese número pidió no recibir más mensajes nuestros. Envíenos START desde ese número, o use el enlace."
        }
        TextState::Country => "No podemos enviar mensajes a ese país. Use el enlace.",
        TextState::Unreachable => "Ese celular no está disponible. Enciéndalo, o use el enlace.",
        TextState::Filtered => "La compañía telefónica bloqueó el mensaje. Use el enlace.",
        TextState::Refused => "El mensaje fue rechazado, no por culpa suya. Use el enlace.",
    },
    #[cfg(feature = "ssr")]
    message: |link| {
        format!(
            "PlusOne: siga en su celular. El enlace sirve una sola vez, durante 15 minutos: {link} Si no fue usted, no haga caso."
        )
    },
    steps: "Pasos en su celular",
    waiting: "Esperando su celular",
    connected: |device| format!("Teléfono conectado: {device}"),
    at_it: "Su celular está conectado",
    front: "Frente recibido",
    back: "Dorso recibido",
    selfie: "Selfie recibido",
    done: "hecho",
    later: "todavía no",
    keep_open: "Siga allí. Esta página avanza por sí sola; no hay nada que oprimir.",
    wrong_code: "En el celular se escogió otro número",
    wrong_code_text: "Por eso no se abrió nada. Si fue usted, comience otra vez. Si no, alguien más tenía su enlace, y no \
                      consiguió nada con él.",
    expired: "Se acabó el tiempo para su celular",
    expired_text: "No se perdió nada: lo que envió está aquí. Comience otra vez, o continúe en esta página.",
    phone_title: "Continúe aquí lo que comenzó en su computadora",
    phone_lead: "Usted comenzó a verificar su identidad en PlusOne en otra pantalla. Aquí toma las fotos.",
    phone_warning: "¿Alguien le envió este enlace?",
    phone_warning_text: "Entonces cierre esta página. Quien le pide que se verifique en su lugar quiere usar su \
                         identidad.",
    phone_question: "¿Qué número aparece en la pantalla de su computadora?",
    phone_question_hint: "Si escoge uno equivocado, esto se cancela y usted comienza otra vez en su computadora.",
    gone: "Este enlace ya no es válido",
    gone_old: "Los enlaces sirven unos minutos. Escanee otra vez el código en la pantalla de su computadora.",
    gone_used: "Ya se abrió, y sirve una sola vez. Comience otra vez en su computadora para recibir otro.",
    gone_ended: "Se canceló en su computadora. Comience otra vez allí, o continúe allí.",
    gone_wrong: "Ese no es el número en la pantalla de su computadora",
    gone_wrong_text: "Por eso no se abrió nada. Comience otra vez en su computadora para recibir otro código.",
    go_on: "Continuar en este celular",
    over: "Ya terminó en este celular",
    over_text: "Se canceló en su computadora, o pasó media hora. Lo que envió está a salvo. Continúe en su computadora.",
    close: "Puede cerrar esta página.",
    completing: |waiting| match waiting {
        0 => "Su computadora sigue por sí sola.".to_owned(),
        1 => "Su compra se está completando en su computadora.".to_owned(),
        waiting => format!("Sus {waiting} compras se están completando en su computadora."),
    },
    complete: |bought| match bought {
        1 => "Su compra está completa.".to_owned(),
        bought => format!("Sus {bought} compras están completas."),
    },
    at_computer: "Continúe en su computadora",
    at_computer_text: "El resultado está en su pantalla.",
};
