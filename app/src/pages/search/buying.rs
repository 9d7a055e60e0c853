//! The two doors of buying as one: a single number has its own.

use leptos::prelude::*;

use crate::{
    AppError,
    api::{buy_number::BuyNumber, buy_numbers::BuyNumbers},
    components::action::action,
    desk::{Placed, Quote},
    domain::order::IfGone,
};

/// What became of the latest purchase.
#[derive(Clone, Copy)]
pub(super) struct Buying {
    one: ServerAction<BuyNumber>,
    several: ServerAction<BuyNumbers>,
}

impl Buying {
    pub(super) fn new() -> Self {
        Self { one: action(), several: action() }
    }

    pub(super) fn clear(self) {
        self.one.clear();
        self.several.clear();
    }

    pub(super) fn pending(self) -> bool {
        self.one.pending().get() || self.several.pending().get()
    }

    pub(super) fn result(self) -> Option<Result<Placed, AppError>> {
        self.one.value().get().or_else(|| self.several.value().get())
    }

    /// Buys what is quoted, unless that is under way.
    pub(super) fn buy(self, quote: &Quote, if_gone: String) {
        if untrack(move || self.pending()) {
            return;
        }
        self.clear();
        let (price_cents, request_id) = (quote.total().cents(), quote.request.to_string());
        let numbers = numbers_of(quote);
        if quote.offers.len() == 1 {
            self.one.dispatch(BuyNumber { number: numbers, price_cents, request_id, if_gone });
        } else {
            self.several.dispatch(BuyNumbers { numbers, price_cents, request_id, if_gone });
        }
    }
}

/// The form that buys what is quoted, for a page that is not awake: its door, and the name of its field of numbers.
pub(super) fn door(quote: &Quote) -> (&'static str, &'static str) {
    if quote.offers.len() == 1 { ("/api/buy_number", "number") } else { ("/api/buy_numbers", "numbers") }
}

/// The quoted numbers as the doors read them.
pub(super) fn numbers_of(quote: &Quote) -> String {
    quote.offers.iter().map(|offer| offer.number.as_e164()).collect::<Vec<_>>().join(",")
}

/// Whether the buyer should say what to do if a number is gone: what is ours and not held is sold at once.
pub(super) fn may_be_gone(quote: &Quote) -> bool {
    use crate::domain::offer::Source;
    quote.held || quote.offers.iter().any(|offer| offer.source != Source::Stock)
}

/// What happens to a number that is gone, unless the buyer chooses.
pub(super) const IF_GONE: IfGone = IfGone::Ask;
