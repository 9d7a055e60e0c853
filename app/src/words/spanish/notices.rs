#[cfg(feature = "ssr")]
use crate::words::LetterWords;
use crate::{
    domain::{NoticeKind, notice::Topic},
    words::{MailWords, NoticeText, NoticesWords, ResetWords},
};

pub(super) const WORDS: NoticesWords = NoticesWords {
    title: "Avisos",
    link: |unread, more| match (unread, more) {
        (0, _) => "Avisos".to_owned(),
        (1, false) => "Avisos, 1 nuevo".to_owned(),
        (unread, false) => format!("Avisos, {unread} nuevos"),
        (unread, true) => format!("Avisos, más de {} nuevos", unread - 1),
    },
    badge: |unread, more| if more { format!("{}+", unread - 1) } else { unread.to_string() },
    list: "Qué pasó",
    new: "Nuevo",
    what,
    read: "Marcar todo como leído",
    read_done: "Todo está marcado como leído.",
    empty_title: "Todavía no hay nada que contar",
    empty_text: "Cuando algo pasa con sus pedidos, sus solicitudes o la verificación de su identidad, se dice aquí.",
    no_more_text: "No hay avisos más antiguos.",
    pages: "Páginas de avisos",
    newest: "Más nuevos",
    older: "Más antiguos",
};

fn what(kind: NoticeKind) -> NoticeText {
    let (title, text) = match kind {
        NoticeKind::Held => (
            "Reservado: falta la identidad",
            "El pedido está reservado para usted. Verifique su identidad, una vez, y se compra automáticamente.",
        ),
        NoticeKind::Expiring => {
            ("El tiempo se acaba", "El pedido termina pronto si no se hace algo. Su página dice hasta cuándo, y qué.")
        }
        NoticeKind::Expired => ("El tiempo se acabó", "El pedido terminó antes de que se comprara. No se le cobra."),
        NoticeKind::Verified => (
            "Su identidad está verificada",
            "A esta cuenta no se le pedirá otra vez. Lo reservado se está comprando ahora.",
        ),
        NoticeKind::TryAgain => (
            "Hacen falta mejores fotos",
            "Las fotos de su identificación no se pudieron usar. Los motivos están en la página; los pedidos siguen \
             reservados.",
        ),
        NoticeKind::Declined => (
            "No pudimos verificar su identidad",
            "Los pedidos que estaban reservados por ella terminaron. No se le cobra.",
        ),
        NoticeKind::Reopened => {
            ("Puede verificar su identidad otra vez", "Alguien de aquí lo revisó: vuelve a tener todos los intentos.")
        }
        NoticeKind::Revoked => (
            "Ya no está verificada",
            "Lo que es suyo sigue siendo suyo. El próximo número +1 pide otra vez su identidad.",
        ),
        NoticeKind::Purchased => ("Comprado", "El pedido está comprado, y es suyo. No hay nada más que hacer."),
        NoticeKind::PartlyPurchased => {
            ("Comprado en parte", "Algunos números son suyos. Los demás no se compraron y no cuestan nada.")
        }
        NoticeKind::Failed => ("No comprado", "No se pudo comprar. No se le cobra."),
        NoticeKind::Choose => ("Un número ya no está", "Otra persona lo compró primero. Elija otro, o siga sin él."),
        NoticeKind::Replaced => (
            "Se tomó otro número",
            "Un número ya no estaba, así que el más parecido ocupó su lugar, como usted quería.",
        ),
        NoticeKind::NumberGone => ("El número ya no está", "Otra persona lo compró primero. No se le cobra."),
        NoticeKind::ApplicationSent => (
            "Solicitud enviada",
            "Su identidad está verificada, así que se envió automáticamente a la compañía telefónica. Le decimos qué \
             responde.",
        ),
        NoticeKind::ApplicationApproved => {
            ("Solicitud aprobada", "La compañía telefónica la aprobó. No hay nada más que hacer.")
        }
        NoticeKind::ApplicationRejected => (
            "Solicitud rechazada",
            "La compañía telefónica no la aprobó. Su página dice por qué, y si se puede enviar otra vez.",
        ),
    };
    NoticeText { title, text }
}

pub(super) const MAIL: MailWords = MailWords {
    title: "Correo",
    hint: "Lo que le decimos por correo, además de los avisos aquí. Va a la dirección con la que inicia sesión.",
    legend: "Escribirme cuando",
    topic: |topic| match topic {
        Topic::Held => "un pedido quede reservado",
        Topic::Identity => "la verificación de identidad tenga respuesta",
        Topic::Bought => "algo se compre, o no se compre",
        Topic::Gone => "un número ya no esté",
        Topic::Expiring => "el tiempo se acabe",
        Topic::Services => "una solicitud se envíe automáticamente, o tenga respuesta",
        Topic::Others => "algo de esto pase con pedidos que otras personas de aquí hicieron",
    },
    save: "Guardar",
    saved: "Guardado.",
    always: "Los correos sobre su contraseña se envían siempre.",
};

pub(super) const RESET: ResetWords = ResetWords {
    forgot: "¿Olvidó su contraseña?",
    title: "Elija una contraseña nueva",
    lead: "Le enviamos por correo un enlace con el que elige otra.",
    email: "Correo electrónico",
    ask: "Enviarme un enlace",
    sent_title: "Revise su correo",
    sent_text: "Si alguien inicia sesión con esta dirección, un enlace va de camino. Sirve por 10 minutos.",
    sent_again: "¿No hay nada? Busque entre el correo no deseado y luego pídalo otra vez: solo funciona el enlace más \
                 nuevo.",
    back: "Volver a iniciar sesión",
    new_title: "Elija una contraseña nueva",
    new_lead: "Se cierran todas las sesiones abiertas como usted, y los enlaces que pasó a otros dejan de servir.",
    save: "Guardar contraseña",
    done: "Su contraseña cambió. Inicie sesión con ella.",
    gone_title: "Este enlace ya no sirve",
    gone_text: "Se usó, tiene más de 10 minutos, o uno más nuevo ocupó su lugar. No se cambió nada.",
    gone_way: "Pedir un enlace nuevo",
};

#[cfg(feature = "ssr")]
pub(super) const LETTERS: LetterWords = LetterWords {
    of_order: |title, short| format!("{title} (pedido {short})"),
    of_service: |title, service| format!("{title} ({service})"),
    signed: |origin| format!("PlusOne\n{origin}"),
    choices: |link| format!("Usted recibe esto por lo que eligió recibir por correo. Cámbielo aquí:\n{link}"),
    reset: "Elija una contraseña nueva",
    reset_text: "Alguien pidió una contraseña nueva para la cuenta en la que usted inicia sesión con esta dirección. \
                 Elija una aquí:",
    reset_until: |minutes| {
        format!(
            "El enlace sirve por {minutes} minutos, y una vez. Si lo pidió más de una vez, solo funciona el más nuevo."
        )
    },
    reset_else: "Si no fue usted, no haga nada: su contraseña sigue igual.",
    invite: "Tiene una invitación",
    invite_text: "Alguien le invita a su cuenta en una tienda de números de teléfono. Elija una contraseña para \
                  unirse, aquí:",
    invite_until: |hours| {
        format!(
            "El enlace sirve por {hours} horas, y una vez. Su página dice de quién es la cuenta. No lo pase a nadie."
        )
    },
    invite_else: "Si no sabe de qué se trata, no haga nada: usted no está en ninguna cuenta, y no recibe otro correo \
                  sobre ella.",
    changed: "Su contraseña cambió",
    changed_text: "La contraseña con la que inicia sesión se cambió, y se cerraron todas las demás sesiones abiertas \
                   como usted. Si no fue usted, elija una nueva de inmediato, y avísele a quien administra su cuenta:",
};
