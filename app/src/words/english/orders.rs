use crate::words::OrdersWords;

pub(super) const WORDS: OrdersWords = OrdersWords {
    title: "Orders",
    list: "Your orders",
    empty_title: "No orders yet",
    empty_text: "Numbers that you buy appear here, with every step from confirming to owning.",
    find: "Find a number",
    held_until: "Held until",
    placed: "Placed",
    more: |others| format!("and {others} more"),
    for_pool: |name| format!("for {name}"),
};
