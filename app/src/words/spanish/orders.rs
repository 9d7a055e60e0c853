use crate::words::OrdersWords;

pub(super) const WORDS: OrdersWords = OrdersWords {
    title: "Pedidos",
    list: "Sus pedidos",
    empty_title: "Todavía no hay pedidos",
    empty_text: "Los números que compra aparecen aquí, con cada paso desde que confirma hasta que son suyos.",
    find: "Buscar un número",
    held_until: "Reservado hasta el",
    placed: "Hecho",
    more: |others| format!("y {others} más"),
    for_pool: |name| format!("para {name}"),
};
