use crate::domain::service::{Field, Reason, Why};

pub(super) fn why(field: Field, why: Why) -> String {
    let text = match why {
        Why::Missing => match field {
            Field::Numbers => "Elija un número.",
            Field::Regions | Field::UseCases => "Marque al menos uno.",
            _ => "Complete esto.",
        },
        Why::TooLong(most) => return format!("Use como máximo {most} caracteres."),
        Why::TooMany(most) => {
            return match field {
                Field::RegistrationNumber => {
                    format!("Una cuenta tiene como máximo {most} marcas en curso o aprobadas.")
                }
                _ => format!("Se aceptan como máximo {most}."),
            };
        }
        Why::NotAChoice => "Elija una de la lista.",
        Why::OddCharacter => match field {
            Field::DisplayName => "Use solo letras, dígitos, puntos, comas y espacios.",
            _ => "Tiene un carácter que no va ahí.",
        },
        Why::NotAnEmail => "Un correo electrónico tiene un nombre y un dominio, como ann@company.com.",
        Why::NotAWebAddress => "Escriba la dirección completa, como https://example.com.",
        Why::NotAPhoneNumber => "Escríbalo con su código de país, como +1 202 555 0123.",
        Why::NotARegistrationNumber => "Un número así no tiene esa forma. Un EIN tiene nueve dígitos.",
        Why::NotAPostalCode => "Eso no es un código postal del país.",
        Why::PostBox => "Escriba dónde hay alguien; no se acepta un apartado postal.",
        Why::NotTaken => "Esta clase de número no se acepta aquí. Use un EIN, si el negocio tiene uno.",
        Why::NotUnitedStates => "Elija números de Estados Unidos.",
        Why::NotOwned => "Uno de estos ya no es suyo. Elija otros.",
        Why::AppliedFor => match field {
            Field::RegistrationNumber => "Este negocio ya tiene una solicitud en curso o aprobada.",
            _ => "Uno de estos ya tiene una solicitud en curso o aprobada.",
        },
        Why::WrongKind => "Esto no va con el tipo de negocio. Sin fines de lucro va con sin fines de lucro o gobierno.",
        Why::NotTollFree => "Elija un número libre de cargos.",
        Why::NoLetterFirst => "Empiece con una letra.",
        Why::Generic => "Podría ser cualquiera. Use el nombre del negocio.",
        Why::Prohibited => "Eso suena a una autoridad. Use el nombre del negocio.",
    };
    text.to_owned()
}

pub(super) fn reason(reason: Reason, field: &dyn Fn(Field) -> &'static str) -> String {
    let text = match reason {
        Reason::Check(named) => return format!("«{}»: falta, está mal o no se pudo confirmar.", field(named)),
        Reason::NoMatch => {
            "Lo escrito no coincide con el registro. Compare nombre, número y dirección letra por letra con el papel \
             de la autoridad."
        }
        Reason::Prohibited => {
            "Las compañías telefónicas no permiten lo que está escrito, o lo que muestra el sitio web."
        }
        Reason::Ineligible => "Las compañías telefónicas no atienden lo que hace este negocio.",
        Reason::NumberMissing => {
            "Uno de los números ya no está con la compañía telefónica. Elija números que tenga ahora."
        }
        Reason::Unstated => {
            "Quien revisó no dio ningún motivo que conozcamos. Compare todo con el registro, sobre todo nombre y \
             número."
        }
    };
    text.to_owned()
}
