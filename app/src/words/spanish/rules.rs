use crate::{
    domain::{region::PoolRule, rule::Rule},
    words::RulesWords,
};

pub(super) const WORDS: RulesWords = RulesWords {
    lead: "Valen desde el momento en que se cambian, en cada nodo. Lo reservado conserva su fecha límite, y lo pedido \
           su precio.",
    name: |rule| match rule {
        Rule::Regions => "Regiones reguladas",
        Rule::Pools => "Grupos",
        Rule::Hold => "Reserva",
        Rule::Attempts => "Intentos",
        Rule::Markup => "Recargo",
    },
    hint: |rule| match rule {
        Rule::Regions => {
            "Los números de estos países +1 necesitan una cuenta verificada. Los libres de cargos, y los códigos de \
             área que nadie conoce, siempre la necesitan. Lo ya reservado sigue reservado hasta que su cuenta esté \
             verificada."
        }
        Rule::Pools => "Cuándo hace falta una cuenta verificada antes de comprar un grupo.",
        Rule::Hold => "Cuánto espera una compra por la identidad del comprador.",
        Rule::Attempts => "Verificaciones que Persona puede rechazar antes de que se rechace la cuenta.",
        Rule::Markup => {
            "Lo que se añade al precio de la compañía telefónica. Nuestro propio inventario tiene su propio precio."
        }
    },
    label: |rule| match rule {
        Rule::Regions => "Países, como US,CA,PR",
        Rule::Pools => "Un grupo necesita una cuenta verificada cuando tiene",
        Rule::Hold => "Tiempo, como 7d, 36h o 90m",
        Rule::Attempts => "Intentos, 1 a 100",
        Rule::Markup => "Por ciento, 0 a 1000",
    },
    shown: |rule, value| match rule {
        Rule::Regions => value.replace(',', ", "),
        Rule::Pools => match value.parse() {
            Ok(PoolRule::AnyPlusOne) => "cualquier número +1".to_owned(),
            Ok(PoolRule::ByRegion) => "un número de una región regulada".to_owned(),
            Err(_) => value.to_owned(),
        },
        Rule::Hold | Rule::Attempts => value.to_owned(),
        Rule::Markup => format!("{value} %"),
    },
    set: "Cambiada",
    setting: "Configuración:",
    change: "Cambiar",
    changed: "La regla se cambió, y vale desde ahora.",
    reset: "Volver a la configuración",
    was_reset: "La configuración vale otra vez.",
};
