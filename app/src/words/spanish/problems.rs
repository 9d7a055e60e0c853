use crate::{
    AppError,
    desk::PHONE_MINUTES,
    error::{PasswordProblem, PictureProblem},
    words::{Mishap, ProblemWords},
};

pub(super) const WORDS: ProblemWords = ProblemWords {
    error,
    picture,
    consent: "Marque la casilla para aceptar el uso de sus datos biométricos y luego envíe el selfie otra vez.",
    agree: "Marque la casilla para aceptar el uso de sus datos biométricos y luego continúe.",
    vendor: "Persona no responde. No se perdió nada; espere un minuto y oprima el botón otra vez.",
    country: "Ese país no emite este tipo de identificación. Elija primero el país y luego una de sus \
              identificaciones.",
    later: "Ahora mismo no se pudo recibir la foto. No se perdió nada; espere un minuto y envíela otra vez.",
    front: "Frente de la identificación",
    back: "Dorso de la identificación",
    selfie: "Selfie",
};

fn error(error: &AppError) -> Mishap {
    let (title, text) = match error {
        AppError::SignInNeeded => {
            ("Por favor, inicie sesión", "Su sesión terminó. Lo que compró está seguro.".to_owned())
        }
        AppError::HandoffOver => (
            "Ya terminó en este celular",
            format!(
                "Se canceló, ya hizo su parte, o pasaron {PHONE_MINUTES} minutos. Lo que envió está a salvo; continúe en su \
                 computadora."
            ),
        ),
        AppError::WrongCode => (
            "Ese no es el número en la pantalla de su computadora",
            "Mírelo otra vez y escríbalo de nuevo. Si vuelve a ser otro, el enlace ya no servirá.".to_owned(),
        ),
        AppError::NoMoreTexts => (
            "Hoy no se pueden enviar más mensajes de texto",
            "No se envió ninguno. Escanee el código, o copie el enlace y envíelo usted a su celular.".to_owned(),
        ),
        AppError::WrongCredentials => {
            ("No se inició la sesión", "El correo electrónico y la contraseña no corresponden.".to_owned())
        }
        AppError::PasskeyNeeded => (
            "Hace falta su llave de acceso",
            "Quien opera la tienda muestra primero una llave de acceso. No se cambió nada.".to_owned(),
        ),
        AppError::ProofNeeded => (
            "Demuéstrenos otra vez que es usted",
            "Pasó demasiado tiempo. No se cambió nada; escriba su contraseña y luego hágalo una vez más.".to_owned(),
        ),
        AppError::PasskeyRefused => (
            "Esta llave de acceso no se aceptó",
            "No es una de las suyas aquí, o tomó demasiado tiempo. No se cambió nada; inténtelo otra vez.".to_owned(),
        ),
        AppError::LastPasskey => (
            "Esta es su única llave de acceso",
            "Quien opera la tienda necesita una. No se quitó nada; añada otra primero.".to_owned(),
        ),
        AppError::ManagerNeeded => (
            "Esto es para quien administra la cuenta",
            "No se cambió nada. Pídaselo a un administrador de la cuenta, que puede hacerlo o darle ese rol."
                .to_owned(),
        ),
        AppError::LastManager => (
            "Nadie más administra esta cuenta",
            "Una cuenta siempre tiene a alguien que la administra. No se cambió nada; primero haga administrador a \
             alguien más."
                .to_owned(),
        ),
        AppError::EmailTaken => (
            "Alguien ya inicia sesión con este correo electrónico",
            "Cada correo electrónico es de una sola persona de una sola cuenta. No se cambió nada; use otro."
                .to_owned(),
        ),
        AppError::PeopleLimit => (
            "La cuenta tiene todas las personas que puede tener",
            "Una cuenta tiene como máximo 100. No se añadió a nadie; un administrador tiene que quitar primero a \
             alguien."
                .to_owned(),
        ),
        AppError::InviteLimit => (
            "Hay todas las invitaciones pendientes que puede haber",
            "Una cuenta tiene como máximo 100. No se invitó a nadie; retire una, o espere a que una se use o cumpla un \
             día."
                .to_owned(),
        ),
        AppError::Password(problem) => ("Elija otra contraseña", password(*problem).to_owned()),
        AppError::NotFound => ("Aquí no hay nada", "No existe, o es de otra cuenta.".to_owned()),
        AppError::Invalid(what) => invalid(what),
        AppError::TooLong => (
            "Eso es demasiado largo",
            "El formulario tiene más de lo que aceptamos. Acórtelo y envíelo otra vez.".to_owned(),
        ),
        AppError::Foreign => (
            "Eso no vino de la tienda",
            "Su navegador dice que lo envió otro sitio, o no dice quién fue. No se hizo nada. Vaya a la página aquí y \
             luego hágalo una vez más."
                .to_owned(),
        ),
        AppError::OldPage => (
            "Esta página ya no encaja con la tienda",
            "La tienda se actualizó después de que se cargó la página. No se cambió nada. Cargue la página otra vez y \
             luego hágalo una vez más."
                .to_owned(),
        ),
        AppError::NumberGone => (
            "Este número ya no está disponible",
            "Otra persona llegó primero. No se compró ni se cobró nada; busque otra vez uno parecido.".to_owned(),
        ),
        AppError::NotEnough { there: 0 } => (
            "No hay números así",
            "Ahora mismo no hay ninguno a la venta allí que se pueda prometer. No se compró nada; elija otro código de \
             área o país."
                .to_owned(),
        ),
        AppError::NotEnough { there } => (
            "No hay tantos números",
            match there {
                1 => "Ahora mismo hay 1 a la venta que se puede prometer. No se compró nada; pida 1, o tome todos los \
                      que haya."
                    .to_owned(),
                _ => format!(
                    "Ahora mismo hay {there} a la venta que se pueden prometer juntos. No se compró nada; pida {there} \
                     o menos, o tome todos los que haya."
                ),
            },
        ),
        AppError::PriceChanged { now } => (
            "El precio cambió",
            format!("Ahora es {now} al mes. No se compró nada; confirme otra vez si acepta el precio nuevo."),
        ),
        AppError::RequestReused => (
            "Esta compra ya se envió",
            "Nada se compró dos veces. Mire sus pedidos antes de confirmar otra vez.".to_owned(),
        ),
        AppError::HoldLimit => (
            "Tiene reservados todos los números que puede",
            "Verifique su identidad o cancele un pedido reservado, y luego compre este.".to_owned(),
        ),
        AppError::ApplicationLimit => (
            "La cuenta tiene todas las solicitudes que puede tener",
            "Una cuenta tiene como máximo 200. No se escribió nada; mejor siga con un borrador que ya existe."
                .to_owned(),
        ),
        AppError::CreditLimit { left } => (
            "Esto pasaría de su límite de crédito",
            format!(
                "Su cuenta puede asumir {left} más al mes. No se compró ni se reservó nada; cancele un pedido \
                 reservado, elija un número más barato o pídanos un límite más alto."
            ),
        ),
        AppError::IdentityDeclined => (
            "Esta cuenta no se pudo verificar",
            "Los números de Estados Unidos, Canadá y Puerto Rico necesitan una cuenta verificada. Otros todavía los \
             puede comprar; ahora no se compró ni se cobró nada."
                .to_owned(),
        ),
        AppError::Meanwhile => (
            "Cambió mientras tanto",
            "Otra persona fue más rápida, o lo fue el proveedor. Ahora no se cambió nada; mire lo que hay y luego \
             decida."
                .to_owned(),
        ),
        AppError::StillThere => (
            "La compañía telefónica lo tiene para esta línea",
            "Se compró, y sigue costando. Adóptelo, o libérelo en la compañía telefónica y luego renuncie a él."
                .to_owned(),
        ),
        AppError::NotCleared => (
            "La cuenta no está verificada",
            "Este número necesita una cuenta verificada. No se cambió nada; se le puede dar a la cuenta cuando lo esté."
                .to_owned(),
        ),
        AppError::TooLate => {
            ("Eso ya no es posible", "Mientras tanto avanzó. Vuelva a cargar la página para ver cómo va.".to_owned())
        }
        AppError::TooMany { seconds } => {
            ("Demasiados intentos", format!("No se perdió nada. Espere {} e inténtelo otra vez.", wait(*seconds)))
        }
        AppError::Picture(problem) => ("Esta foto no se puede usar", picture(*problem).to_owned()),
        AppError::CarrierTrouble => (
            "La compañía telefónica no responde",
            "No se compró ni se cobró nada. Espere un minuto e inténtelo otra vez.".to_owned(),
        ),
        AppError::VendorTrouble => {
            ("Persona no responde", "No se perdió nada. Espere un minuto y oprima el botón otra vez.".to_owned())
        }
        AppError::StoreTrouble => (
            "La tienda no puede responder ahora mismo",
            "Esta vez no se guardó ni se compró nada. Inténtelo otra vez en un momento; lo que se compró antes está \
             seguro, y entre sus pedidos."
                .to_owned(),
        ),
        AppError::Unanswered => (
            "No podemos saber si eso se guardó",
            "La tienda se interrumpió a mitad de hacerlo. Mire en un momento si se hizo; si no, inténtelo otra vez. \
             Nada se compra dos veces."
                .to_owned(),
        ),
        AppError::Internal { trace } => (
            "Algo salió mal de nuestro lado",
            format!("Lo que compró está seguro. Inténtelo otra vez; si sigue, díganos este código: {trace}"),
        ),
        AppError::UploadBusy => (
            "Otro envío de fotos está en curso",
            "Las fotos se reciben una tras otra. Espere un momento y envíelas otra vez.".to_owned(),
        ),
        AppError::Transport => (
            "Sin conexión",
            "No pudimos llegar a la tienda. Revise su conexión e inténtelo otra vez; nada se hace dos veces."
                .to_owned(),
        ),
    };
    Mishap { title: title.to_owned(), text }
}

fn invalid(what: &str) -> (&'static str, String) {
    match what {
        "area code" => (
            "Eso no es un código de área",
            "Un código de área tiene tres dígitos, como 415. Déjelo vacío para cualquiera.".to_owned(),
        ),
        "area code in this country" => {
            ("Solo los números +1 tienen código de área", "Déjelo vacío para este país, o elija otro país.".to_owned())
        }
        "digits or word" => ("Eso no se puede buscar", "Use hasta diez dígitos o letras, como 2677 o COSS.".to_owned()),
        "city or region" => (
            "Eso no es una ciudad o región",
            "Use solo letras, como Oakland o CA. Déjelo vacío para cualquiera.".to_owned(),
        ),
        "code" => (
            "Ese no es un número como el de su computadora",
            "Tiene cuatro dígitos. Escríbalo otra vez; no se contó nada.".to_owned(),
        ),
        "quantity" => ("Eso no es una cantidad", "Un grupo toma de 1 a 100 números a la vez.".to_owned()),
        "comment" => (
            "Ese comentario no se puede enviar",
            "Use como máximo 1,000 caracteres de texto sencillo. No se envió nada; acórtelo y envíelo otra vez."
                .to_owned(),
        ),
        "answer" => ("¿Sí o no?", "Elija uno de los dos y envíelo otra vez.".to_owned()),
        "email" => {
            ("Eso no es un correo electrónico", "Tiene un nombre y un dominio, como ann@company.com.".to_owned())
        }
        "passkey name" => ("Eso no es un nombre para una llave de acceso", "Use de 1 a 60 caracteres.".to_owned()),
        "pool name" => ("Eso no es un nombre para un grupo", "Use de 1 a 60 caracteres.".to_owned()),
        "month" => (
            "Eso no es un mes",
            "Un mes se escribe con año y mes, como 2026-11. Elija uno del estado de cuenta.".to_owned(),
        ),
        _ => ("Eso no parece correcto", format!("No es válido: {}. Cámbielo e inténtelo otra vez.", named(what))),
    }
}

fn named(what: &str) -> &str {
    match what {
        "account, e-mail or order" => "cuenta, correo o pedido",
        "beginning of a phone number" => "comienzo de un número de teléfono",
        "choice" => "elección",
        "consent" => "consentimiento",
        "country" => "país",
        "ID type for this country" => "tipo de identificación para este país",
        "list of numbers" => "lista de números",
        "number" => "número",
        "number of results" => "cantidad de resultados",
        "owner" => "cuenta o correo electrónico",
        "phone number" => "número de teléfono",
        "place in a list" => "lugar en una lista",
        "price" => "precio",
        "reason" => "motivo",
        "request" => "petición",
        "role" => "rol",
        "vendor's name" => "nombre del proveedor",
        other => other,
    }
}

fn wait(seconds: u64) -> String {
    match seconds {
        0..=1 => "un segundo".to_owned(),
        2..=59 => format!("{seconds} segundos"),
        60..=119 => "un minuto".to_owned(),
        _ => format!("{} minutos", seconds.div_ceil(60)),
    }
}

fn password(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::TooShort => "Necesita al menos 8 caracteres. No se cambió nada.",
        PasswordProblem::TooLong => "Tiene más de 1,024 bytes. No se cambió nada.",
        PasswordProblem::Common => "Está entre las que más se roban y se prueban. No se cambió nada.",
        PasswordProblem::Familiar => {
            "Además del nombre de la tienda, su correo electrónico y el nombre de la cuenta, necesita al menos 8 \
             letras y dígitos. No se cambió nada."
        }
    }
}

fn picture(problem: PictureProblem) -> &'static str {
    match problem {
        PictureProblem::Missing => "No llegó ninguna foto. Elija una y envíela otra vez.",
        PictureProblem::TooSmall => {
            "El archivo es demasiado pequeño para ser una foto. Envíe la foto tal como la tomó su cámara."
        }
        PictureProblem::TooBig => "El archivo pasa de 15 MB. Envíe una foto más pequeña.",
        PictureProblem::NotAPicture => "El archivo no es una imagen que podamos leer. Envíe un JPEG, PNG o WebP.",
        PictureProblem::Heic => {
            "Las fotos de iPhone en formato HEIC todavía no se pueden leer. Tome la foto aquí, o envíela como JPEG."
        }
        PictureProblem::TooFewPixels => {
            "La foto es demasiado pequeña para leerla. Cada lado necesita al menos 200 píxeles."
        }
        PictureProblem::TooManyPixels => {
            "La foto es demasiado grande. Envíe una con un máximo de 10,000 píxeles por lado."
        }
        PictureProblem::Damaged => "El archivo está dañado o incompleto. Tome o elija la foto otra vez.",
    }
}
