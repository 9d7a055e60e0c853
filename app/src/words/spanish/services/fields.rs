use crate::{
    domain::{Service, service::Field},
    words::Group,
};

pub(super) fn group(service: Service, group: Group) -> (&'static str, &'static str) {
    match group {
        Group::Name => (
            "Nombre en el teléfono",
            "Lo que la gente ve cuando usted llama. Las redes muestran 15 caracteres como máximo.",
        ),
        Group::Numbers if service == Service::TollFree => {
            ("Número", "Elija el número libre de cargos que se verifica.")
        }
        Group::Numbers => ("Números", "Marque aquellos para los que es."),
        Group::Business => {
            ("Negocio", "Tal como está registrado; quienes revisan comparan cada letra con el registro.")
        }
        Group::Registration => ("Registro", "El número con el que una autoridad conoce al negocio."),
        Group::Address => ("Dirección", "Dónde está el negocio. No se acepta un apartado postal."),
        Group::Person if service == Service::TollFree => ("Contacto", "A quién se le puede preguntar en la revisión."),
        Group::Person => ("Representante", "Alguien que puede hablar por el negocio, y a quien se le puede preguntar."),
        Group::Messages => ("Mensajes", "Qué envía, cuánto y con qué fin."),
        Group::OptIn => ("Consentimiento", "A nadie se le pueden enviar mensajes sin que los haya aceptado."),
    }
}

pub(super) fn field(service: Service, field: Field) -> &'static str {
    match field {
        Field::BusinessName => "Nombre legal",
        Field::BusinessType => "Tipo de negocio",
        Field::Industry => "Industria",
        Field::RegistrationAuthority => "Clase de número",
        Field::RegistrationNumber => "Número de registro",
        Field::RegistrationCountry => "País de registro",
        Field::Regions => "Dónde opera el negocio",
        Field::Website => "Sitio web",
        Field::Street => "Número y calle",
        Field::StreetLine2 => "Oficina o piso",
        Field::City => "Ciudad",
        Field::State => "Estado o provincia",
        Field::PostalCode => "Código postal",
        Field::Country => "País",
        Field::FirstName => "Nombre",
        Field::LastName => "Apellido",
        Field::Email => "Correo electrónico",
        Field::Phone => "Teléfono",
        Field::JobTitle => "Título del puesto",
        Field::JobPosition => "Posición",
        Field::CompanyType => "Titularidad",
        Field::StockExchange => "Bolsa de valores",
        Field::StockTicker => "Símbolo bursátil",
        Field::BrandEmail => "Correo electrónico para el registro",
        Field::DisplayName => "Nombre que se muestra",
        Field::Numbers if service == Service::TollFree => "Número libre de cargos",
        Field::Numbers => "Sus números",
        Field::UseCases => "De qué tratan los mensajes",
        Field::Summary => "Lo mismo en oraciones",
        Field::Sample => "Un mensaje tal como lo envía",
        Field::OptInType => "Cómo acepta la gente",
        Field::OptInImages => "Imágenes que lo muestran",
        Field::PrivacyPolicy => "Política de privacidad",
        Field::Terms => "Términos de servicio",
        Field::Volume => "Mensajes al mes, como máximo",
        Field::NotificationEmail => "Correo electrónico para el resultado",
        Field::Additional => "Algo más que deba saber quien revisa",
    }
}

pub(super) const fn hint(service: Service, field: Field) -> &'static str {
    match field {
        Field::RegistrationNumber => match service {
            Service::TollFree => "Un dueño único puede dejar los tres vacíos.",
            Service::A2pBrand => {
                "Un EIN tiene nueve dígitos, como 12-3456789. Los negocios de EE. UU. se registran con él."
            }
            Service::Cnam => "Nueve dígitos, como 12-3456789.",
            Service::ShakenStir => "Un EIN tiene nueve dígitos, como 12-3456789.",
        },
        Field::Website => "La dirección completa, como https://example.com.",
        Field::PrivacyPolicy | Field::Terms => "Su dirección web. Quienes revisan también la buscan en el sitio web.",
        Field::Phone => "Con su código de país, como +1 202 555 0123.",
        Field::State => "Como CA.",
        Field::StockExchange | Field::StockTicker | Field::BrandEmail => "Solo si sus acciones cotizan en bolsa.",
        Field::DisplayName => "Primero una letra; luego letras, dígitos, puntos, comas y espacios.",
        Field::UseCases => "Marque todo lo que aplique.",
        Field::Summary => "500 caracteres como máximo.",
        Field::Sample => "Con el nombre del negocio, y cómo detenerlos.",
        Field::OptInImages => "Hasta cinco direcciones públicas, cada una en su propia línea.",
        _ => "",
    }
}
