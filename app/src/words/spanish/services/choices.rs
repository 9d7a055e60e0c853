use crate::{
    domain::{Service, service::Field},
    words::Choices,
};

pub(super) const fn of(service: Service, field: Field) -> Choices {
    match (field, service) {
        (Field::BusinessType, Service::TollFree) => TOLL_FREE_TYPES,
        (Field::BusinessType, _) => TYPES,
        (Field::Industry, _) => INDUSTRIES,
        (Field::RegistrationAuthority, Service::TollFree) => TOLL_FREE_AUTHORITIES,
        (Field::RegistrationAuthority, Service::Cnam) => CNAM_AUTHORITIES,
        (Field::RegistrationAuthority, _) => AUTHORITIES,
        (Field::Regions, _) => REGIONS,
        (Field::JobPosition, _) => POSITIONS,
        (Field::CompanyType, _) => COMPANIES,
        (Field::StockExchange, _) => EXCHANGES,
        (Field::UseCases, _) => USE_CASES,
        (Field::OptInType, _) => OPT_INS,
        (Field::Volume, _) => VOLUMES,
        _ => &[],
    }
}

const TYPES: Choices = &[
    ("sole_proprietorship", "Negocio de un dueño único"),
    ("partnership", "Sociedad"),
    ("limited_liability", "Compañía de responsabilidad limitada (LLC)"),
    ("corporation", "Corporación"),
    ("co_operative", "Cooperativa"),
    ("non_profit", "Sin fines de lucro o gobierno"),
];

const TOLL_FREE_TYPES: Choices = &[
    ("private_profit", "Con fines de lucro, privada"),
    ("public_profit", "Con fines de lucro, cotiza en bolsa"),
    ("sole_proprietor", "Dueño único"),
    ("non_profit", "Sin fines de lucro"),
    ("government", "Gobierno"),
];

const INDUSTRIES: Choices = &[
    ("agriculture", "Agricultura"),
    ("food_and_beverage", "Alimentos y bebidas"),
    ("automotive", "Automotriz"),
    ("banking", "Banca"),
    ("real_estate", "Bienes raíces"),
    ("consumer", "Consumo"),
    ("education", "Educación"),
    ("electronics", "Electrónica"),
    ("online", "En línea"),
    ("energy", "Energía"),
    ("financial", "Finanzas"),
    ("fintech", "Fintech"),
    ("government", "Gobierno"),
    ("hospitality", "Hospitalidad"),
    ("engineering", "Ingeniería"),
    ("jewelry", "Joyería"),
    ("legal", "Legal"),
    ("manufacturing", "Manufactura"),
    ("raw_materials", "Materias primas"),
    ("media", "Medios de comunicación"),
    ("oil_and_gas", "Petróleo y gas"),
    ("fast_moving_consumer_goods", "Productos de consumo masivo"),
    ("religion", "Religión"),
    ("healthcare", "Salud"),
    ("insurance", "Seguros"),
    ("not_for_profit", "Sin fines de lucro"),
    ("technology", "Tecnología"),
    ("telecommunications", "Telecomunicaciones"),
    ("transportation", "Transportación"),
    ("retail", "Ventas al detal"),
    ("travel", "Viajes"),
];

const AUTHORITIES: Choices = &[
    ("ein", "Estados Unidos: EIN"),
    ("duns", "Número D-U-N-S"),
    ("cbn", "Canadá: Business Number"),
    ("cn", "Reino Unido: Company Number"),
    ("acn", "Australia: Company Number"),
    ("cin", "India: Corporate Identity Number"),
    ("vat", "Unión Europea: número de IVA (VAT)"),
];

const CNAM_AUTHORITIES: Choices = &[("ein", "Estados Unidos: EIN"), ("duns", "Número D-U-N-S")];

const TOLL_FREE_AUTHORITIES: Choices = &[
    ("ein", "Estados Unidos: EIN"),
    ("cbn", "Canadá: Business Number"),
    ("provincial_number", "Canadá: número de una provincia"),
    ("crn", "Registro de compañías"),
    ("brn", "Registro de negocios"),
    ("vat", "Número de IVA (VAT)"),
    ("other", "Otro"),
];

const REGIONS: Choices = &[
    ("usa_and_canada", "Estados Unidos y Canadá"),
    ("latin_america", "América Latina"),
    ("europe", "Europa"),
    ("africa", "África"),
    ("asia", "Asia"),
];

const POSITIONS: Choices = &[
    ("chief_executive", "Principal oficial ejecutivo (CEO)"),
    ("chief_financial", "Principal oficial financiero (CFO)"),
    ("director", "Director"),
    ("general_counsel", "Asesor legal general"),
    ("general_manager", "Gerente general"),
    ("vice_president", "Vicepresidente"),
];

const COMPANIES: Choices = &[
    ("private", "Privada"),
    ("public", "Cotiza en bolsa"),
    ("non_profit", "Sin fines de lucro"),
    ("government", "Gobierno"),
];

const EXCHANGES: Choices = &[
    ("nasdaq", "NASDAQ"),
    ("nyse", "NYSE"),
    ("amex", "AMEX"),
    ("amx", "AMX"),
    ("asx", "ASX"),
    ("b3", "B3"),
    ("bme", "BME"),
    ("bse", "BSE"),
    ("fra", "FRA"),
    ("icex", "ICEX"),
    ("jpx", "JPX"),
    ("jse", "JSE"),
    ("krx", "KRX"),
    ("lon", "LON"),
    ("nse", "NSE"),
    ("omx", "OMX"),
    ("sehk", "SEHK"),
    ("sse", "SSE"),
    ("sto", "STO"),
    ("swx", "SWX"),
    ("szse", "SZSE"),
    ("tsx", "TSX"),
    ("twse", "TWSE"),
    ("vse", "VSE"),
];

const USE_CASES: Choices = &[
    ("fraud_alert_messaging", "Alertas de fraude"),
    ("security_alert", "Alertas de seguridad"),
    ("charity_nonprofit", "Caridad"),
    ("two_factor_authentication", "Códigos para iniciar sesión"),
    ("higher_education", "Educación superior"),
    ("polling_and_voting_non_political", "Encuestas, no políticas"),
    ("delivery_notifications", "Entregas"),
    ("k12", "Escuelas (K-12)"),
    ("events", "Eventos"),
    ("marketing", "Mercadeo"),
    ("account_notifications", "Noticias de una cuenta"),
    ("customer_care", "Servicio al cliente"),
    ("public_service_announcement", "Servicio público"),
];

const OPT_INS: Choices = &[
    ("web_form", "En un sitio web"),
    ("via_text", "Por mensaje de texto"),
    ("paper_form", "En papel"),
    ("verbal", "De palabra"),
    ("mobile_qr_code", "Con un código QR"),
];

const VOLUMES: Choices = &[
    ("10", "10"),
    ("100", "100"),
    ("1,000", "1,000"),
    ("10,000", "10,000"),
    ("100,000", "100,000"),
    ("250,000", "250,000"),
    ("500,000", "500,000"),
    ("750,000", "750,000"),
    ("1,000,000", "1,000,000"),
    ("5,000,000", "5,000,000"),
    ("10,000,000+", "10,000,000 o más"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::service::{Form, SERVICES, Why, Wrong, sample};

    #[test]
    fn every_choice_is_one_that_the_form_takes() {
        let fields = [
            Field::BusinessType,
            Field::Industry,
            Field::RegistrationAuthority,
            Field::Regions,
            Field::JobPosition,
            Field::CompanyType,
            Field::UseCases,
            Field::OptInType,
            Field::Volume,
        ];
        for service in SERVICES {
            for field in fields {
                for (value, _) in of(service, field) {
                    let wrong = Form::parse(service, &sample::with(service, &[(field, value)])).err();
                    let not_a_choice = Wrong { field, why: Why::NotAChoice };
                    assert!(!wrong.unwrap_or_default().contains(&not_a_choice), "{service} {field} {value}");
                }
            }
        }
        for (value, _) in EXCHANGES {
            let listed = [(Field::CompanyType, "public"), (Field::StockExchange, *value)];
            let wrong = Form::parse(Service::A2pBrand, &sample::with(Service::A2pBrand, &listed)).err();
            let not_a_choice = Wrong { field: Field::StockExchange, why: Why::NotAChoice };
            assert!(!wrong.unwrap_or_default().contains(&not_a_choice), "{value}");
        }
    }
}
