use crate::{
    desk::DemoAccount,
    words::{DemoDoor, SignInWords},
};

pub(super) const WORDS: SignInWords = SignInWords {
    title: "Iniciar sesión",
    lead: "Busque, compre y conserve números de teléfono para su empresa.",
    email: "Correo electrónico",
    password: "Contraseña",
    submit: "Iniciar sesión",
    wrong: "El correo electrónico y la contraseña no corresponden. Revíselos e inténtelo otra vez.",
    ended: "Su sesión terminó. Inicie sesión para seguir donde estaba; no se cambió nada, y lo que compró está seguro.",
    later: "Ahora mismo no pudimos iniciar su sesión. Espere un minuto e inténtelo otra vez.",
    here_as: |account| format!("Tiene abierta la sesión de {account}. Si inicia otra, la reemplaza."),
    demo_title: "Eche un vistazo",
    demo_lead: "Esto es una demostración. No se cobra nada, y no interviene ninguna compañía telefónica ni \
                verificación de identidad real.",
    demo: |who| match who {
        DemoAccount::Unverified => DemoDoor {
            button: "Entrar como comprador sin verificar",
            text: "Al comprar un número de EE. UU., Canadá o Puerto Rico se le pide la identidad, una vez.",
        },
        DemoAccount::Verified => DemoDoor {
            button: "Entrar como comprador verificado",
            text: "Ya verificado: cada número se compra de inmediato.",
        },
        DemoAccount::OwnCarrier => DemoDoor {
            button: "Entrar con telefonía propia",
            text: "Busca y compra con su propia cuenta en una compañía telefónica. Nunca se le pide la identidad.",
        },
        DemoAccount::Operator => DemoDoor { button: "Entrar como operador", text: "Opera la tienda." },
    },
};
