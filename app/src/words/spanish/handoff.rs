use crate::{domain::TextState, words::HandoffWords};

pub(super) const WORDS: HandoffWords = HandoffWords {
    begin: "Continuar en su celular",
    begin_hint: "La cámara del celular toma mejores fotos. Su compra sigue aquí por sí sola.",
    title: "Continúe en su celular",
    lead: "Escanee el código con la cámara de su celular y toque el enlace que aparece. Deje esta página abierta.",
    code: "Escriba este número en su celular",
    code_hint: "Aparece solo en esta pantalla. No se lo diga nunca a quien le llame o le escriba.",
    qr: "Código QR del enlace de abajo",
    loopback: "Desde un celular no se puede abrir esta tienda",
    loopback_text: "Funciona solo en esta computadora, así que no hay código que escanear. Abra el enlace en otro \
                    navegador de esta computadora.",
    link: "Enlace para su celular",
    copy: "Copiar enlace",
    copied: "Copiado",
    until: "El enlace vence:",
    changes: |minutes| format!("El enlace cambia cada {minutes} minutos y sirve una sola vez."),
    ends_soon: |minutes| format!("Quedan menos de {minutes} minutos. Pida un código nuevo si necesita más tiempo."),
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
        TextState::Landline => {
            "Ese número no recibe mensajes de texto. Use un número de celular, escanee el código o copie el enlace."
        }
        TextState::Unwanted => {
            "Ese número pidió no recibir más mensajes nuestros. Envíenos START desde ese número, o use el enlace."
        }
        TextState::Country => "No podemos enviar mensajes a ese país. Use el enlace.",
        TextState::Unreachable => {
            "El mensaje no se pudo entregar: ese celular no está disponible. Enciéndalo y envíelo otra vez, escanee \
             el código o copie el enlace."
        }
        TextState::Filtered => {
            "El mensaje no se pudo entregar: la compañía telefónica lo bloqueó. Escanee el código o copie el enlace."
        }
        TextState::Refused => {
            "El mensaje no se pudo entregar, no por culpa suya. Escanee el código o copie el \
                               enlace."
        }
    },
    #[cfg(feature = "ssr")]
    message: |link, minutes| {
        format!(
            "PlusOne: siga en su celular. El enlace sirve una sola vez, durante {minutes} minutos: {link} Si no fue \
             usted, no haga caso."
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
    guessed: "Alguien escribió otro número en un celular",
    guessed_text: "Si fue usted, mire otra vez el número. Si no, pida un código nuevo: alguien más tiene su enlace.",
    wrong_code: "En un celular se escribió otro número dos veces",
    wrong_code_text: "Por eso no se abrió nada y el enlace ya no sirve. Si fue usted, comience otra vez para recibir \
                      otro código. Si no, alguien más tenía su enlace, y no consiguió nada con él.",
    expired: "Se acabó el tiempo para su celular",
    expired_text: "No se perdió nada: lo que envió está aquí. Comience otra vez, o continúe en esta página.",
    phone_title: "Continúe aquí lo que comenzó en su computadora",
    phone_lead: "Usted comenzó a verificar su identidad en PlusOne en otra pantalla. Aquí toma las fotos.",
    phone_warning: "¿Alguien le envió este enlace?",
    phone_warning_text: "Entonces cierre esta página. Quien le pide que se verifique en su lugar quiere usar su \
                         identidad.",
    phone_question: "¿Qué número aparece en la pantalla de su computadora?",
    phone_question_hint: "Si se equivoca, puede escribirlo una vez más; después el enlace ya no sirve y usted \
                          comienza otra vez en su computadora.",
    phone_submit: "Continuar",
    end_here: "Terminar en este celular",
    gone: "Este enlace ya no es válido",
    gone_old: "Los enlaces sirven unos minutos. Escanee otra vez el código en la pantalla de su computadora.",
    gone_used: "Ya se abrió, y sirve una sola vez. Comience otra vez en su computadora para recibir otro.",
    gone_ended: "Se terminó, o ya no queda nada que hacer. Continúe en su computadora, o comience otra vez allí.",
    gone_wrong: "En un celular se escribió otro número dos veces",
    gone_wrong_text: "Por eso no se abrió nada y el enlace ya no sirve. Comience otra vez en su computadora para \
                      recibir otro código.",
    go_on: "Continuar en este celular",
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
    under_review: "Una persona revisa sus fotos. Le avisaremos; puede cerrar esta página.",
};
