use crate::{
    desk::Standing,
    domain::{Language, ledger::Entry, verification::Said},
    words::{AccountWords, IdentityDataWords},
};

pub(super) const WORDS: AccountWords = AccountWords {
    title: "Cuenta",
    facts: "Sobre esta cuenta",
    name: "Cuenta",
    email: "Correo electrónico",
    identity: "Identidad",
    verify: |standing| match standing {
        Standing::NotVerified => Some("Verificar su identidad"),
        Standing::Checking | Standing::UnderReview | Standing::Declined => Some("Ver cómo va"),
        Standing::Verified | Standing::OwnCarrier => None,
    },
    verified: "Verificada",
    by_case: "Caso",
    declined: "Intentos rechazados",
    answers: "Datos biométricos",
    answer,
    identity_data: IdentityDataWords {
        title: "Datos de identidad",
        here: "PlusOne guarda solo el resultado: si esta cuenta se verificó, y cuándo. Aquí no se guarda ninguna foto \
               de una identificación ni de una cara.",
        none: "No se le entregó nada de esta cuenta a Persona, la empresa que revisa identificaciones para nosotros.",
        waiting: "Persona no tiene nada de esta cuenta. Hay fotos de su identificación que esperan aquí por el resto, \
                  o su consentimiento al uso de datos biométricos sigue vigente. Puede retirar ambas cosas.",
        take_back: "Retirar lo que di",
        checking: "Persona está revisando su identificación ahora. Lo que tiene se puede borrar cuando eso termine.",
        reviewed: "Una persona está mirando lo que usted dio. Lo tiene Persona, la empresa que revisa identificaciones \
                   para nosotros. Lo puede retirar: con eso termina la revisión.",
        kept: "Persona, la empresa que revisó su identificación, todavía tiene las fotos y lo que leyó de ellas.",
        delete: "Borrar mis datos de identidad en Persona",
        ask_title: "¿Borrar sus datos de identidad?",
        ask_waiting: "Si hay fotos de su identificación que esperan aquí, se borran. Esto no se puede deshacer.",
        ask_text: "Persona borra las fotos de su identificación, las de su cara si tiene alguna, y todo lo que leyó de \
                   ellas. Esto no se puede deshacer.",
        ask_consent: "Si aceptó el uso de sus datos biométricos, eso también se retira.",
        ask_reviewed: "La revisión termina y cuenta como uno de sus intentos. Lo que está reservado para usted sigue \
                       reservado hasta que se acabe su tiempo, salvo que este fuera su último intento: entonces \
                       termina.",
        ask_then: "Una cuenta verificada sigue verificada: nadie tiene que mostrar otra vez una identificación.",
        cancel: "Ahora no",
        confirm: "Borrar para siempre",
        asked: "Borrado solicitado",
        asked_then: "Persona todavía no lo ha confirmado.",
        deleted: "Borrado en Persona",
    },
    limit: "Límite de crédito",
    no_limit: "Ninguno: usted le paga a su propia compañía telefónica",
    left: "Todavía disponible",
    statement: "Estado de cuenta",
    hint: "Los meses empiezan y terminan en UTC. Las cantidades son precios al mes; todavía no se cobra nada. Lo \
           reservado pasa a ser comprado; no se le suma.",
    months: "Meses",
    month: "Mes",
    show_month: "Mostrar",
    this_month: "Estado de cuenta de este mes",
    download: "Descargar CSV",
    more: "Estas son las primeras 1,000 entradas del mes. Los totales y la descarga las incluyen todas.",
    empty_title: "Nada en este mes",
    empty_text: "Cada número que usted compra aparece aquí: primero reservado, luego comprado o devuelto, y liberado \
                 cuando usted lo deja.",
    date: "Fecha",
    number: "Número",
    what: "Qué",
    amount: "Cantidad",
    entry: |entry| match entry {
        Entry::Reserve => "Reservado",
        Entry::Capture => "Comprado",
        Entry::Release => "Devuelto",
        Entry::End => "Liberado",
    },
    totals: "Totales",
    reserved: "Reservado",
    captured: "Comprado",
    released: "Devuelto",
    ended: "Liberado",
};

fn name_of(language: Language) -> &'static str {
    match language {
        Language::English => "inglés",
        Language::Spanish => "español",
        Language::French => "francés",
    }
}

fn answer(said: Said, version: &str, language: Option<Language>) -> String {
    let said = match said {
        Said::Agreed => "Aceptado:",
        Said::Refused => "Rechazado:",
        Said::Withdrawn => "Retirado:",
    };
    let read = language.map(|language| format!(", leído en {}", name_of(language))).unwrap_or_default();
    format!("{said} texto {version}{read}")
}
