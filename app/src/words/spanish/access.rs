use crate::{
    domain::{
        Device,
        device::{Browser, System},
    },
    words::AccessWords,
};

pub(super) const WORDS: AccessWords = AccessWords {
    sessions: "Dónde tiene la sesión abierta",
    sessions_hint: "¿No reconoce alguno de estos? Cierre su sesión. Un navegador con la sesión cerrada tiene que \
                    iniciarla otra vez antes de ver cualquier cosa de usted.",
    device: |Device { browser, system }| match (browser.map(Browser::name), system.map(System::name)) {
        (Some(browser), Some(system)) => format!("{browser} en {system}"),
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => "Navegador desconocido".to_owned(),
    },
    here: "Este navegador",
    signed_in: "Inicio de sesión",
    seen: "Último uso",
    end: "Cerrar sesión",
    end_named: |device| format!("Cerrar sesión: {device}"),
    end_others: "Cerrar las demás sesiones",
    end_all: "Cerrar todas las sesiones",
    ended: "La sesión de ese navegador está cerrada.",
    ended_others: "Las sesiones de todos los demás navegadores están cerradas.",

    passkeys: "Llaves de acceso",
    passkeys_hint: "Inicie sesión con su huella, su cara o una llave de seguridad. Una llave de acceso no se puede \
                    adivinar, ni entregar en un sitio que se parece a este.",
    passkeys_required: "Quien opera la tienda inicia sesión con una llave de acceso. Tenga dos: la última no se puede \
                        quitar.",
    passkeys_nowhere: "A este sitio se llega por una dirección sin nombre, a la que no puede pertenecer una llave de \
                       acceso. Con un nombre, como localhost, sí funcionan.",
    passkey_name: "Nombre de la llave nueva",
    passkey_example: "Laptop del trabajo",
    first_name: "Mi primera llave de acceso",
    add_passkey: "Añadir una llave",
    added: "Añadida",
    rename: "Cambiar nombre",
    rename_named: |name| format!("Nuevo nombre de {name}"),
    save: "Guardar",
    remove: "Quitar",
    remove_named: |name| format!("Quitar {name}"),
    passkey_stopped: "No llegó ninguna llave de acceso: usted lo detuvo, tomó demasiado tiempo o este dispositivo no \
                      tiene ninguna para PlusOne. No se cambió nada; inténtelo otra vez.",
    passkey_known: "Este dispositivo ya tiene una de sus llaves de acceso. Funciona tal como está.",
    passkey_missing: "Este navegador no tiene llaves de acceso aquí. Use uno más nuevo o su contraseña.",
    passkey_script: "Una llave de acceso necesita JavaScript. Su contraseña funciona sin él.",

    change_password: "Contraseña",
    change_password_hint: "Use al menos 8 caracteres. Se cierra su sesión en todos los demás navegadores, y se anulan \
                           las invitaciones que usted hizo y nadie usó.",
    change_password_proof: "Demuestre arriba que sigue siendo usted y luego elija una nueva.",
    new_password: "Contraseña nueva",
    new_password_hint: "Al menos 8 caracteres, y ninguna contraseña que use en otro sitio. Unas cuantas palabras \
                        seguidas son fáciles de recordar.",
    link_until: "Este enlace sirve hasta:",
    save_password: "Cambiar contraseña",
    password_changed: "Su contraseña cambió, se cerró su sesión en todos los demás navegadores y se anularon sus \
                       invitaciones pendientes. Si alguien más la sabía, revise sus llaves de acceso, sus códigos de \
                       recuperación y las personas de la cuenta: lo que haya añadido ahí sigue funcionando.",

    prove: "¿Sigue siendo usted?",
    prove_hint: "La contraseña, las llaves de acceso, los códigos de recuperación y las personas de la cuenta solo los \
                 cambia quien acaba de demostrar quién es. Vale por cinco minutos.",
    password: "Contraseña",
    go_on: "Continuar",
    prove_passkey: "Usar una llave de acceso",
    password_wrong: "Esa no es su contraseña. Revísela e inténtelo otra vez.",
    later: "Ahora mismo no se pudo hacer. No se cambió nada; espere un minuto e inténtelo otra vez.",

    codes: "Códigos de recuperación",
    codes_hint: "Cada uno sustituye una vez a su llave de acceso, si la pierde. Guárdelos donde no perdería ambas \
                 cosas a la vez.",
    codes_left: |left| match left {
        0 => "No tiene ninguno.".to_owned(),
        1 => "Queda uno.".to_owned(),
        left => format!("Quedan {left}."),
    },
    make_codes: "Crear códigos nuevos",
    codes_proof: "Demuestre arriba que sigue siendo usted y luego cree otros.",
    codes_once: "Anótelos ahora",
    codes_once_text: "No se vuelven a mostrar, y los de antes ya no sirven.",

    door_title: "Un paso más",
    door_register: "Quien opera la tienda inicia sesión con una llave de acceso. Añada la suya ahora; antes no se abre \
                    nada más.",
    door_prove: "Su contraseña es correcta. Muestre también su llave de acceso.",
    door_code: "Escriba el código que le dieron y luego añada una llave de acceso.",
    door_leave: "Cerrar sesión",
    show_passkey: "Mostrar la llave",
    code_title: "Código de recuperación",
    code: "Código",
    code_submit: "Usar código",
    code_wrong: "Ese código no es suyo, o ya se usó. Revíselo e inténtelo otra vez.",
    by_code: "Usar un código de recuperación",
    or: "O sin contraseña:",
    enter: "Entrar con llave de acceso",
};
