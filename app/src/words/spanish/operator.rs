use crate::{
    desk::{ApplicationState, CaseState, OrderState, Verdict},
    domain::{
        Service, Telephony,
        feedback::{Helpful, Topic},
    },
    words::{
        OperatorCasesWords, OperatorFeedbackWords, OperatorOrderWords, OperatorOrdersWords, OperatorSubmittedWords,
        OperatorWebhooksWords, OperatorWords,
    },
};

pub(super) const WORDS: OperatorWords = OperatorWords {
    ways: "Panel del operador",
    queue: "Pendientes",
    orders: "Pedidos",
    verifications: "Verificaciones",
    submissions: "Envíos",
    webhooks: "Webhooks",
    feedback: "Comentarios",
    rules: "Reglas",
    pages: "Páginas",
    newest: "Lo más nuevo",
    newer: "Más nuevo",
    older: "Más antiguo",
    looked_back: "Se buscó hasta",
    go_on: "Puede que también haya más antiguos.",
    nothing: "Aquí no hay nada.",
    account: "Cuenta",
    when: "Cuándo",
    state: "Estado",
    any: "Todo",
    show: "Mostrar",
    show_all: "Quitar filtros",
    of_orders: ORDERS,
    of_order: ORDER,
    of_cases: CASES,
    of_submitted: SUBMITTED,
    of_webhooks: WEBHOOKS,
    of_feedback: FEEDBACK,
};

const ORDERS: OperatorOrdersWords = OperatorOrdersWords {
    lead: "Pedidos de todas las cuentas, los más nuevos primero.",
    find: "Cuenta, correo o pedido",
    find_hint: "Nombre completo, correo electrónico o número PO",
    number: "Número de teléfono",
    number_hint: "7 dígitos o más, desde el +",
    state_of: |state| match state {
        OrderState::Held => "Reservado",
        OrderState::Completing => "Completando",
        OrderState::Choosing => "Se pregunta al comprador",
        OrderState::Purchased => "Comprado",
        OrderState::PartlyPurchased => "Comprado en parte",
        OrderState::Failed => "Fallido",
        OrderState::Cancelled => "Cancelado",
        OrderState::Expired => "Vencido",
        OrderState::Declined => "Rechazado",
    },
    telephony: "Telefonía",
    telephony_of: |telephony| match telephony {
        Telephony::LcPhone => "LC Phone",
        Telephony::OwnCarrier => "Propia",
    },
    region: "País",
    order: "Pedido",
    numbers: "Números",
    price: "Precio",
    placed: "Hecho",
};

const ORDER: OperatorOrderWords = OperatorOrderWords {
    placed_by: "Hecho por",
    id: "Id",
    pool: "Grupo",
    if_gone: "Si un número ya no está",
    ask: "Preguntar al comprador",
    closest: "Tomar el más parecido",
    whole: "Todo o nada",
    line: "Línea",
    attempts: "Intentos",
    carrier: "Compañía telefónica",
    next_run: "Próxima revisión",
    ledger: "Libro de cuentas",
    trail: "Registro de auditoría",
    trail_hint: "Quién hizo qué con este pedido y sus líneas, lo último primero.",
    what: "Qué",
    concerns: "A qué",
    order: "El pedido",
    by: "Quién",
    house: "La tienda misma",
    vendor: "Lo que dijo un proveedor",
    command: "Un comando del programa",
    removed: "Alguien a quien se quitó",
    entry: |seq| format!("Entrada {seq}"),
};

const CASES: OperatorCasesWords = OperatorCasesWords {
    lead: "Casos de identidad de todas las cuentas; lo último que cambió va primero. Las fotos solo las ve el \
           proveedor.",
    state_of: |state| match state {
        CaseState::Collecting => "Reuniendo",
        CaseState::AtVendor => "En la página del proveedor",
        CaseState::Submitted => "Enviado",
        CaseState::UnderReview => "En revisión",
        CaseState::TryAgain => "Intentar otra vez",
        CaseState::Approved => "Aprobado",
        CaseState::Declined => "Rechazado",
        CaseState::Revoked => "Revocado",
    },
    document: "Documento",
    vendor: "Caso del proveedor",
    hand_overs: |count| format!("último de {count}"),
    attempts: "Intentos",
    changed: "Cambio",
};

const SUBMITTED: OperatorSubmittedWords = OperatorSubmittedWords {
    lead: "Lo que se entregó a proveedores para revisión, lo último que comenzó primero. Lo que la gente escribió o \
           mostró sigue sellado.",
    what: "Qué",
    services: "Todos los servicios",
    service_of: |service| match service {
        Service::A2pBrand => "Marca A2P",
        Service::TollFree => "Libre de cargos",
        Service::Cnam => "CNAM",
        Service::ShakenStir => "SHAKEN/STIR",
    },
    identities: "Identidad",
    state: "Estado de servicios",
    state_of: |state| match state {
        ApplicationState::Draft => "Borrador",
        ApplicationState::Held => "Reservada",
        ApplicationState::Submitting => "Enviando",
        ApplicationState::PendingReview => "Por revisar",
        ApplicationState::InReview => "En revisión",
        ApplicationState::Approved => "Aprobada",
        ApplicationState::Rejected => "Rechazada",
    },
    waiting: "Sin respuesta aún",
    heard: "Con respuesta",
    redacted: "Borrado en el proveedor",
    round: |round| format!("ronda {round}"),
    vendor: "Nombres del proveedor",
    begun: "Comienzo",
    changed: "Cambio",
};

const WEBHOOKS: OperatorWebhooksWords = OperatorWebhooksWords {
    lead: "Eventos firmados de proveedores, los últimos primero. Un evento sin una firma válida se rechaza a la \
           entrada, y no se guarda nada de él.",
    about: "Acerca de",
    about_hint: "Nombre del proveedor, como txn_…",
    event: "Evento",
    verdict: "Resultado",
    verdict_of: |verdict| match verdict {
        Verdict::Processed => "Procesado",
        Verdict::UnderWay { .. } => "En curso",
        Verdict::Ignored => "Ignorado",
    },
    tried: |attempts| format!("se intentó {attempts} veces"),
    action: "Acción",
    redeliver: "Reprocesar",
    redeliver_named: |name, id| format!("Reprocesar {name} {id}"),
    again_title: "¿Reprocesar este evento?",
    again_text: "Se le pregunta otra vez al proveedor. Lo que ya pasó no pasa dos veces.",
    again_by: |who| format!("Reprocesado por {who},"),
    somebody: "alguien a quien se quitó",
    why: "Motivo",
    cancel: "Ahora no",
    asked: "El evento está otra vez en la cola. El motivo está en el registro de auditoría.",
};

const FEEDBACK: OperatorFeedbackWords = OperatorFeedbackWords {
    lead: "Lo que los lectores dijeron de la ayuda. De quien no había iniciado sesión no se guarda nada más que las \
           palabras.",
    topic: "Página",
    topic_of: |topic| match topic {
        Topic::IdentityVerification => "Verificación de identidad",
    },
    helped: "Útil",
    helpful: |helpful| match helpful {
        Helpful::Yes => "Sí",
        Helpful::No => "No",
    },
    comment: "En sus palabras",
    nobody: "Sin sesión iniciada",
};
