use crate::{domain::order::IfGone, words::BuyWords};

pub(super) const WORDS: BuyWords = BuyWords {
    title: "Confirm purchase",
    held_next: |count| match count {
        1 => "You verify your identity next. We hold the number meanwhile.",
        _ => "You verify your identity next. We hold the order meanwhile.",
    },
    clear_next: |count| match count {
        1 => "We buy the number at once. It is yours within seconds.",
        _ => "We buy the numbers at once. They are yours within seconds.",
    },
    mixed: |regulated, all| {
        let need = if regulated == 1 { "needs" } else { "need" };
        format!("{regulated} of these {all} numbers {need} a verified identity, so the whole order waits for yours.")
    },
    others_now: |others| match others {
        1 => "Buy the other one now".to_owned(),
        others => format!("Buy the other {others} now"),
    },
    numbers: "Numbers in this order",
    total: |count| format!("{count} numbers"),
    gone: "No longer available, left out",
    if_gone: "If a number is gone by then",
    if_gone_name: |choice| match choice {
        IfGone::Ask => "Ask me",
        IfGone::Closest => "Take the closest match, never dearer",
    },
    no_fee: "No set-up fee",
    confirm: "Confirm purchase",
    cancel: "Cancel",
    search_again: "Search again",
    see_orders: "See your orders",
    see_account: "See your credit limit",
};
