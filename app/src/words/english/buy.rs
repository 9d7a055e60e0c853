use crate::words::BuyWords;

pub(super) const WORDS: BuyWords = BuyWords {
    title: "Confirm purchase",
    held_next: "You verify your identity next. We hold the number meanwhile.",
    clear_next: "We buy the number at once. It is yours within seconds.",
    no_fee: "No set-up fee",
    confirm: "Confirm purchase",
    cancel: "Cancel",
    search_again: "Search again",
    see_orders: "See your orders",
    see_account: "See your credit limit",
};
