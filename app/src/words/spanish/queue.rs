use crate::{
    desk::{Deed, Discord, QueueCounts, Stands, Work},
    domain::{Telephony, verification::Decision},
    words::{CustomerWords, QueueWords},
};

const ADOPTED: &str = "El número ya es de la cuenta.";
const GIVEN_UP: &str = "Se renunció al número, y no se cobra nada por él.";
const RETRIED: &str = "Se intenta otra vez ahora.";
const NOTED: &str = "Queda anotado, y no se muestra más a menos que algo cambie.";

pub(super) const WORDS: QueueWords = QueueWords {
    lead: "Lo que no avanza solo, lo más antiguo de cada tipo primero. Todo lo que usted haga se guarda con su nombre \
           y su motivo.",
    nothing: "Nada pendiente",
    nothing_text: "Lo que no avance solo aparecerá aquí.",
    count: |count| {
        if count >= QueueCounts::MOST { format!("{}+", QueueCounts::MOST) } else { count.to_string() }
    },
    done: |done| {
        Some(match done {
            "retried" => RETRIED,
            "adopted" => ADOPTED,
            "given_up" => GIVEN_UP,
            "noted" => NOTED,
            "decided" => CUSTOMER.decided,
            "reset" => CUSTOMER.reset,
            "revoked" => CUSTOMER.revoked,
            "changed" => super::rules::WORDS.changed,
            "rule_reset" => super::rules::WORDS.was_reset,
            _ => return None,
        })
    },
    prove: "Antes de cambiar algo aquí, demuestre otra vez que es usted. Vale por cinco minutos.",
    reason: "Motivo",
    since: "desde",
    next: "próximo intento:",
    order: "pedido",
    of: "de",
    vendor: "Caso de Persona",
    tag: "etiqueta",
    reviewed: "Identidades en revisión",
    reviewed_hint: "Alguien en Persona las está mirando, salvo que diga otra cosa. Usted puede decidir en su lugar; lo que Persona diga después \
                    no cambia nada.",
    id_alone: "Sin selfie: el comprador rechazó el uso de datos biométricos.",
    alone_waits: "Ningún programa puede aprobar una identificación sola. Mírela en Persona, pida más si hace falta, y \
                  decida.",
    alone_nowhere: "La página de Persona pide una cara, así que esto no se envió allí. Escríbale, mire su \
                    identificación de otra manera, y decida.",
    look: "Mirarlo",
    manual: "Números que alguien debe ver",
    manual_hint: "La compañía telefónica tiene cada uno, con otra etiqueta o para un pedido que había terminado. \
                  Averigüe de quién es.",
    adopt: "Es de la cuenta",
    adopted: ADOPTED,
    give_up: "Renunciar a él",
    given_up: GIVEN_UP,
    lines: "Números que no avanzan",
    lines_hint: "Se intentan otra vez solos, pero no pronto.",
    stands: |stands| match stands {
        Stands::Manual => "Alguien debe verlo",
        Stands::Stuck => "No aceptado de vuelta",
        Stands::InDoubt => "En duda",
    },
    retry: "Intentar ahora",
    retried: RETRIED,
    jobs: "Trabajo que falla",
    jobs_hint: "Se intenta otra vez solo, cada vez con menos frecuencia. El registro dice por qué.",
    work: |work| match work {
        Work::Submit => "Entregar fotos a Persona",
        Work::Fetch => "Pedirle a Persona su respuesta",
        Work::Redact => "Hacer borrar fotos",
        Work::Replace => "Buscar otro número",
        Work::Reconcile => "Comparar los libros",
        Work::Apply => "Presentar una solicitud",
        Work::Mail => "Enviar un correo",
        Work::Tag => "Marcar como nuestro un número adoptado",
    },
    attempts: |attempts| if attempts == 1 { "un intento".to_owned() } else { format!("{attempts} intentos") },
    findings: "Los libros y la compañía telefónica no coinciden",
    findings_hint: "Lo halló la última comparación, que se hace cada noche y con plusone reconcile.",
    discord: |discord| match discord {
        Discord::Held => "Comprado para un pedido que aquí está reservado. Se asume cuando el pedido se completa.",
        Discord::Contested => "Comprado para un pedido de aquí, mientras otro pedido lo compra. Mire otra vez mañana.",
        Discord::NotGivenBack => "Devuelto aquí, y todavía en la compañía telefónica, donde sigue costando.",
        Discord::UnknownLine => "Parece que lo compró esta tienda, pero ningún pedido de aquí lo conoce.",
        Discord::UnknownHand => "No lo compró esta tienda.",
        Discord::OtherId => {
            "En la compañía telefónica con otro id que en los libros: se compró otra vez sin pasar por la tienda."
        }
        Discord::OtherTag => {
            "Nuestro, pero su nombre descriptivo (friendly name) en la compañía telefónica ya no es el id de su línea."
        }
        Discord::Ghost => "En los libros, y ya no en la compañía telefónica.",
    },
    give: "Darlo a una cuenta",
    owner: "Cuenta, o el correo electrónico de alguien de ella",
    price: "Precio al mes en dólares",
    note: "Anotado",
    noted: NOTED,
};

pub(super) const CUSTOMER: CustomerWords = CustomerWords {
    title: "Cuenta",
    facts: "Detalles",
    name: "Nombre",
    id: "Id",
    telephony: "Números",
    carrier: |telephony| match telephony {
        Telephony::LcPhone => "En nuestra compañía telefónica",
        Telephony::OwnCarrier => "En su propia compañía telefónica",
    },
    credit: "Crédito",
    credit_left: |left, limit| format!("quedan {left} de {limit} al mes"),
    no_credit: "Ninguno con nosotros",
    identity: "Identidad",
    approved_since: "Verificada desde",
    not_approved: "No verificada.",
    case: "Caso",
    since: "desde",
    attempts: |attempts, max| format!("{attempts} de {max} intentos rechazados"),
    hand_over: "Entrega",
    decide: |decision| match decision {
        Decision::Approve => "Aprobar",
        Decision::Decline => "Rechazar",
    },
    decided: "Decidido. Lo que estaba reservado siguió adelante.",
    reset_attempts: "Devolver intentos",
    reset: "Se devolvieron los intentos.",
    revoke: "Revocar aprobación",
    revoked: "Se retiró la aprobación. Lo comprado se queda.",
    orders: "Pedidos abiertos",
    no_orders: "Ninguno está en curso.",
    people: "Personas",
    deeds: "Qué hicieron los operadores",
    deed: |deed| match deed {
        Deed::ApprovedCase => "Aprobó la identidad",
        Deed::DeclinedCase => "Rechazó la identidad",
        Deed::ResetAttempts => "Devolvió los intentos",
        Deed::RevokedApproval => "Retiró la aprobación",
        Deed::RetriedJob => "Hizo intentar un trabajo otra vez",
        Deed::RetriedLine => "Hizo revisar un número otra vez",
        Deed::AdoptedLine => "Halló que un número es de la cuenta",
        Deed::GaveLineUp => "Renunció a un número",
        Deed::AdoptedNumber => "Le dio un número",
        Deed::NotedFinding => "Anotó un número",
        Deed::Redelivered => "Hizo revisar un evento otra vez",
        Deed::ChangedRule => "Cambió",
        Deed::ResetRule => "Volvió a la configuración",
    },
};
