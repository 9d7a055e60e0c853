use crate::{domain::order::IfGone, words::BuyWords};

pub(super) const WORDS: BuyWords = BuyWords {
    title: "Confirmar compra",
    held_next: |count| match count {
        1 => "Lo siguiente es verificar su identidad. Mientras tanto le reservamos el número.",
        _ => "Lo siguiente es verificar su identidad. Mientras tanto le reservamos el pedido.",
    },
    clear_next: |count| match count {
        1 => "Compramos el número de inmediato. Es suyo en segundos.",
        _ => "Compramos los números de inmediato. Son suyos en segundos.",
    },
    mixed: |regulated, all| {
        let need = if regulated == 1 { "necesita" } else { "necesitan" };
        format!(
            "{regulated} de estos {all} números {need} una identidad verificada, así que todo el pedido espera a que \
             verifique la suya."
        )
    },
    others_now: |others| match others {
        1 => "Comprar ahora el otro".to_owned(),
        others => format!("Comprar ahora los otros {others}"),
    },
    numbers: "Números de este pedido",
    total: |count| format!("{count} números"),
    gone: "Ya no disponibles, excluidos",
    if_gone: "Si para entonces un número ya no está",
    if_gone_name: |choice| match choice {
        IfGone::Ask => "Preguntarme",
        IfGone::Closest => "Tomar el más parecido, nunca más caro",
    },
    no_fee: "Sin cargo de activación",
    confirm: "Confirmar compra",
    cancel: "Cancelar",
    search_again: "Buscar otra vez",
    see_orders: "Ver sus pedidos",
    see_account: "Ver su límite de crédito",
};
