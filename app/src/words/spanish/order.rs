use crate::{
    desk::{Stage, Tenure, What},
    domain::{line::FailReason, order::Status},
    words::{Happened, NextStep, OrderWords},
};

pub(super) const WORDS: OrderWords = OrderWords {
    title: |short| format!("Pedido {short}"),
    back: "Todos los pedidos",
    status: |status| match status {
        Status::IdentityNeeded => "Reservado: falta la identidad",
        Status::UnderReview => "Reservado: en revisión",
        Status::Completing => "Completando",
        Status::Purchased => "Comprado",
        Status::PartlyPurchased => "Comprado en parte",
        Status::NumberGone => "Número ya no disponible",
        Status::NeedsAttention => "Necesita atención",
        Status::Failed => "Fallido",
        Status::Cancelled => "Cancelado",
        Status::Expired => "Vencido",
        Status::Declined => "Rechazado",
    },
    next,
    numbers: |count| format!("{count} números"),
    verify: "Verificar su identidad",
    cancel: "Cancelar pedido",
    timeline: "Qué pasó",
    what,
    facts: "Detalles",
    order: "Pedido",
    number: "Número",
    price: "Precio",
    placed: "Hecho",
    held_until: "Reservado hasta el",
    lines: "Números",
    stage: |stage| match stage {
        Stage::Waiting => "En espera",
        Stage::Buying => "En compra",
        Stage::Bought(Tenure::Owned) => "Suyo",
        Stage::Bought(Tenure::Releasing { .. } | Tenure::Returning { .. }) => "Se está liberando",
        Stage::Bought(Tenure::Released { .. }) => "Liberado",
        Stage::Gone | Stage::Failed(FailReason::NumberGone) => "Lo tiene otra persona",
        Stage::NeedsAttention => "Necesita atención",
        Stage::Failed(FailReason::CarrierRefused) => "La compañía telefónica lo rechazó",
        Stage::Failed(FailReason::CarrierSilent) => "La compañía telefónica no respondió",
        Stage::Failed(FailReason::Cancelled) => "Cancelado",
        Stage::Failed(FailReason::Expired) => "Venció la reserva",
        Stage::Failed(FailReason::Declined) => "Identidad no verificada",
        Stage::Failed(FailReason::IdentityNeeded) => "Ahora falta la identidad",
    },
    tightened: "Las reglas cambiaron antes de que se comprara. No se le cobró. Cómprelo otra vez y verifique su \
                identidad.",
    instead_of: |number| format!("en lugar de {number}, que ya no estaba"),
    choose: "Elija otro número",
    choose_text: "Usted quiso elegir. Lo que ya no está no cuesta nada.",
    choose_until: "Puede elegir hasta el",
    choose_for: |number| format!("Los más parecidos a {number}"),
    choose_silent: |number| {
        format!(
            "La compañía telefónica no dice ahora mismo qué se parece a {number}. Vuelva a cargar esta página en un \
             minuto."
        )
    },
    choose_none: |number| format!("Ahora mismo no hay a la venta nada parecido a {number}."),
    go_on_without: "Seguir sin él",
    releasing: "Se libera el",
    returning: "Vuelve a la compañía telefónica",
    released: "Liberado",
    let_go: "Comprado; después usted liberó una parte o todo. Los detalles dicen cuándo.",
    numbers_way: "Ver sus números",
    another: "Buscar otro número",
    similar: "Buscar un número parecido",
};

fn next(status: Status, verify_next: bool, choosing: bool) -> NextStep {
    let (text, look_again) = match status {
        Status::IdentityNeeded if verify_next => {
            ("Verifique su identidad, una vez. Compramos el número en cuanto esté verificada.", false)
        }
        Status::IdentityNeeded => {
            ("Se está revisando su identidad. Justo después compramos el número. Puede salir de esta página.", false)
        }
        Status::UnderReview => {
            ("Alguien está revisando sus documentos. Mientras tanto la reserva no vence, y usted puede salir.", false)
        }
        Status::Completing => ("Lo estamos comprando a la compañía telefónica. Puede salir; termina sin usted.", false),
        Status::Purchased => ("Comprado, y suyo. No hay nada más que hacer.", false),
        Status::PartlyPurchased => ("Algunos números son suyos. Los demás no se compraron y no cuestan nada.", true),
        Status::NumberGone if choosing => {
            ("Otra persona lo compró primero. Elija otro número abajo, o busque uno.", true)
        }
        Status::NumberGone => ("Otra persona lo compró primero. No se le cobra.", true),
        Status::NeedsAttention => (
            "Los registros de la compañía telefónica y los nuestros no coinciden. Nuestro equipo lo está viendo; por \
             favor, no lo compre otra vez.",
            false,
        ),
        Status::Failed => ("No se pudo comprar. No se le cobra.", true),
        Status::Cancelled => ("Usted canceló este pedido. No se le cobra.", true),
        Status::Expired => ("El tiempo se acabó antes de que se comprara. No se le cobra.", true),
        Status::Declined => ("No pudimos verificar su identidad, así que este pedido terminó. No se le cobra.", false),
    };
    NextStep { text, look_again }
}

fn what(what: What) -> Happened {
    let (title, text) = match what {
        What::Placed => ("Pedido hecho", "usted lo confirmó"),
        What::Held => ("Reservado para usted", "primero hace falta una identidad"),
        What::Submitted => ("Usted mostró su identidad", "Persona la revisa, nosotros no guardamos ninguna foto"),
        What::UnderReview => ("Alguien lo está revisando", "mientras tanto la reserva no vence"),
        What::TryAgain => ("Hacen falta mejores fotos", "el número sigue reservado"),
        What::Verified => ("Su identidad está verificada", "a esta cuenta no se le pedirá otra vez"),
        What::Declined => ("Identidad no verificada", "el pedido terminó, no se cobró nada"),
        What::Choose => ("Ya no está", "otra persona lo compró primero, así que le preguntamos"),
        What::Replaced => ("Se tomó otro número", "en lugar de uno que ya no estaba"),
        What::ReadingBack => {
            ("Consultando a la compañía telefónica", "su respuesta no fue clara, así que lo vemos antes de seguir")
        }
        What::Purchased => ("Comprado", "la compañía telefónica lo confirmó"),
        What::PartlyPurchased => ("Comprado en parte", "se cobra solo lo que se compró"),
        What::NumberGone => ("Ya no está", "otra persona lo compró primero, no se cobró nada"),
        What::NeedsAttention => {
            ("Nuestro equipo lo está viendo", "los registros de la compañía telefónica y los nuestros no coinciden")
        }
        What::Failed => ("No comprado", "no se cobró nada"),
        What::Cancelled => ("Pedido cancelado", "por usted, no se cobró nada"),
        What::Expired => ("El tiempo se acabó", "no se cobró nada"),
    };
    Happened { title, text }
}
