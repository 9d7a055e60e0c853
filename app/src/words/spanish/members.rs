use crate::{
    domain::Role,
    words::{InviteWords, MembersWords},
};

pub(super) const WORDS: MembersWords = MembersWords {
    title: "Personas",
    hint: "Aquí todos buscan, compran y ven todos los pedidos de la cuenta. Los administradores además invitan y \
           quitan a personas.",
    hint_seen: "Aquí todos buscan, compran y ven todos los pedidos de la cuenta. Los administradores invitan y quitan \
                a personas.",
    proof: "Invitar y quitar a personas, y darles roles, es para quien acaba de demostrar quién es.",
    proof_way: "Demuestre que sigue siendo usted",
    role: |role| match role {
        Role::Buyer => "Comprador",
        Role::Admin => "Administrador",
        Role::Operator => "Operador",
    },
    you: "Usted",
    seen: "Última vez",
    never_seen: "Todavía no ha entrado",
    make: |role| match role {
        Role::Buyer => "Hacer comprador",
        Role::Admin => "Hacer administrador",
        Role::Operator => "Hacer operador",
    },
    make_named: |role, email| match role {
        Role::Buyer => format!("Hacer comprador a {email}"),
        Role::Admin => format!("Hacer administrador a {email}"),
        Role::Operator => format!("Hacer operador a {email}"),
    },
    remove: "Quitar",
    remove_named: |email| format!("Quitar a {email}"),
    removed: "Se quitó a esa persona, y su sesión está cerrada en todas partes.",
    ask_title: "¿Quitar a esta persona?",
    ask: |email| format!("La sesión de {email} se cierra de inmediato en todas partes, y ya no podrá iniciarla."),
    ask_you: "Es usted: su sesión se cierra de inmediato, y ya no podrá iniciarla.",
    ask_then: "Los pedidos y los números se quedan en la cuenta. Para volver, hace falta otra invitación.",
    cancel: "No quitar",
    confirm: "Quitar para siempre",
    invite: "Invitar a alguien",
    invite_hint: "La persona se une con un enlace que sirve por un día y para una sola persona, y ahí elige una \
                  contraseña.",
    email: "Correo de la persona nueva",
    role_label: "Rol",
    send: "Invitar",
    link_title: "Pase este enlace ahora",
    link_text: "No se puede mostrar más tarde. Quien lo tenga puede unirse en lugar de la persona en quien usted \
                piensa.",
    mailed_title: |email| format!("Un enlace va de camino a {email}"),
    mailed_text: "Solo esa persona lo recibe. Si no llega, revise la dirección e invítela otra vez.",
    link: |email| format!("Enlace de la invitación de {email}"),
    open: "Invitaciones pendientes",
    until: "Sirve hasta",
    withdraw: "Retirar",
    withdraw_named: |email| format!("Retirar la invitación de {email}"),
    withdrawn: "La invitación está retirada. Su enlace ya no sirve.",
};

pub(super) const INVITE: InviteWords = InviteWords {
    title: |account| format!("Únase a {account}"),
    waiting: "Tiene una invitación",
    lead: |role| match role {
        Role::Buyer => "Elija una contraseña y podrá buscar y comprar números de teléfono para la cuenta.",
        Role::Admin | Role::Operator => {
            "Elija una contraseña y podrá comprar números de teléfono para la cuenta y administrar a sus personas."
        }
    },
    signed_in_title: "Hay una sesión abierta de otra persona",
    signed_in: |email| {
        format!(
            "En este navegador está abierta la sesión de {email}. Si se une, esa sesión termina y usted sigue como la \
             persona nueva."
        )
    },
    email: "Iniciará sesión como",
    submit: "Unirse",
    gone_title: "Esta invitación ya no sirve",
    gone_text: "Si acaba de unirse, inicie sesión. De lo contrario, se usó, se retiró o se reemplazó, o ha pasado más \
                de un día. Pídale otra a quien le invitó.",
    gone_way: "Ir a iniciar sesión",
    taken_title: "Alguien ya inicia sesión con este correo electrónico",
    taken_text: "Nadie se unió, y la invitación quedó usada. Si es usted, inicie sesión como antes. Para unirse a esta \
                 cuenta, pida una invitación para otro correo electrónico; cada uno es de una sola persona de una sola \
                 cuenta.",
};
