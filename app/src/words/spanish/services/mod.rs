mod choices;
mod fields;
mod why;

use crate::{
    domain::{
        Service,
        service::{Application, Edit},
    },
    words::{About, ServicesWords},
};

pub(super) const WORDS: ServicesWords = ServicesWords {
    title: "Servicios",
    lead: "Las compañías telefónicas quieren saber qué negocio llama y envía mensajes. Dígaselo aquí, una vez por cada \
           servicio.",
    back: "Todos los servicios",
    verify_first: "Su cuenta todavía no está verificada. Lo que envíe queda reservado y sale automáticamente en cuanto \
                   lo esté; la verificación se pide una sola vez, también para comprar números.",
    service: |service| match service {
        Service::A2pBrand => About {
            title: "Registro de marca A2P",
            text: "Registra su negocio con las compañías telefónicas de EE. UU., para que lleguen los mensajes de \
                   texto de sus números locales.",
            numbers: "Vale para todos sus números locales de EE. UU.",
        },
        Service::TollFree => About {
            title: "Verificación de números libres de cargos",
            text: "Les dice a las compañías telefónicas qué envía desde un número libre de cargos. Los mensajes de los \
                   no verificados se bloquean.",
            numbers: "Una solicitud por cada número libre de cargos.",
        },
        Service::Cnam => About {
            title: "Configuración de CNAM",
            text: "Muestra el nombre de su negocio en el teléfono que suena.",
            numbers: "Para números de EE. UU.; no para los libres de cargos ni los canadienses.",
        },
        Service::ShakenStir => About {
            title: "Autenticación SHAKEN/STIR",
            text: "Firma sus llamadas, para que las redes las muestren como verificadas y no las tomen por spam.",
            numbers: "Para números de EE. UU. y libres de cargos.",
        },
    },
    start: "Comenzar",
    see: "Abrir",
    see_named: |service| format!("Abrir: {service}"),
    start_named: |service| format!("Comenzar: {service}"),
    list: "Sus solicitudes",
    none: "Todavía no tiene ninguna solicitud para esto.",
    new: "Solicitud nueva",
    unnamed: "Nada escrito todavía",
    for_numbers: |count| match count {
        1 => "para 1 número".to_owned(),
        _ => format!("para {count} números"),
    },
    changed: "Último cambio:",
    state: |state| match state {
        Application::Draft { .. } => "Borrador",
        Application::Held { .. } => "Reservada: falta la identidad",
        Application::Submitting { .. } => "Enviando",
        Application::PendingReview { .. } => "Espera revisión",
        Application::InReview { .. } => "En revisión",
        Application::Approved { .. } => "Aprobada",
        Application::Rejected { .. } => "Rechazada",
    },
    next: |state, verify_next| match state {
        Application::Draft { .. } => "Esto es un borrador. Solo usted lo tiene.",
        Application::Held { .. } if verify_next => {
            "Verifique su identidad una vez, y se envía automáticamente. No hay que oprimir nada más."
        }
        Application::Held { .. } => {
            "Se está revisando su identidad. En cuanto esté verificada se envía automáticamente; puede salir de esta \
             página."
        }
        Application::Submitting { .. } => "La estamos entregando. Puede salir de esta página o cerrarla.",
        Application::PendingReview { .. } => {
            "La tiene la compañía telefónica. Las revisiones toman hasta unos días; esta página se actualiza sola."
        }
        Application::InReview { .. } => "Alguien la está revisando. Esta página se actualiza sola.",
        Application::Approved { .. } => "Está vigente. No hay nada más que hacer.",
        Application::Rejected { edit: Edit::Never, .. } => {
            "No se puede cambiar y enviar otra vez. Comience una solicitud nueva si los motivos ya no aplican."
        }
        Application::Rejected { .. } => "Corrija lo que se nombra aquí y envíela otra vez.",
    },
    known: "Lo que su última solicitud dice del negocio ya está aquí. Repáselo.",
    group: fields::group,
    field: fields::field,
    hint: fields::hint,
    optional: " (opcional)",
    choose: "Elija una opción",
    choices: choices::of,
    no_numbers: |service| match service {
        Service::TollFree => {
            "Todavía no tiene ningún número libre de cargos de la compañía telefónica. Compre uno primero; ya puede \
             guardar un borrador."
        }
        _ => {
            "Todavía no tiene de la compañía telefónica ningún número para el que esto sirva. Compre uno primero; ya \
             puede guardar un borrador."
        }
    },
    find: "Buscar un número",
    why: why::why,
    wrong: |count| match count {
        1 => "Una cosa por corregir antes de poder enviarla".to_owned(),
        _ => format!("{count} cosas por corregir antes de poder enviarla"),
    },
    reasons: "Por qué se rechazó",
    reason: why::reason,
    look_here: "Quien la revisó no pudo confirmar esto.",
    save: "Guardar borrador",
    saved: "El borrador está guardado. Solo usted lo tiene.",
    send: "Enviar solicitud",
    send_hint: "Va a la compañía telefónica, Twilio, y de ahí a los registros que la revisan.",
    take_back: "Retirar y editar",
    facts: "Solicitud",
    numbers: "Números",
    no_number: "Ninguno en particular",
    written: "Lo que envió",
};
