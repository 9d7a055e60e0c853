//! Numbers that are ticked, to be bought as one order.

use leptos::prelude::*;

use super::asked::PICK;
use crate::{
    browser,
    domain::{Money, NumberList, PhoneNumber, offer::Offer},
    words::words,
};

/// What is ticked, in the order in which it was. It outlives the rows: one may search for the next number meanwhile.
#[derive(Clone, Copy)]
pub(super) struct Picking {
    picked: RwSignal<Vec<(PhoneNumber, Money)>>,
}

impl Picking {
    pub(super) fn new() -> Self {
        Self { picked: RwSignal::new(Vec::new()) }
    }

    pub(super) fn clear(self) {
        self.picked.set(Vec::new());
    }

    /// Ticks or unticks; at the limit nothing more is ticked.
    fn set(self, number: &PhoneNumber, monthly: Money, ticked: bool) {
        self.picked.update(|picked| {
            picked.retain(|(other, _)| other != number);
            if ticked && picked.len() < NumberList::MAX {
                picked.push((number.clone(), monthly));
            }
        });
    }

    fn holds(self, number: &PhoneNumber) -> bool {
        self.picked.with(|picked| picked.iter().any(|(other, _)| other == number))
    }
}

/// The box that ticks a row.
#[component]
pub(super) fn Tick(offer: Offer, picking: Picking) -> impl IntoView {
    let node = NodeRef::<leptos::html::Input>::new();
    let name = (words().search.pick_number)(&offer.number.to_string());
    let e164 = offer.number.as_e164().to_owned();
    let (number, monthly) = (offer.number.clone(), offer.monthly);
    let ticked = {
        let number = number.clone();
        Memo::new(move |_| picking.holds(&number))
    };
    // It may have been ticked before the page was awake.
    let early = number.clone();
    Effect::new(move |_| {
        if browser::has_tick(node) && !untrack(move || ticked.get()) {
            picking.set(&early, monthly, true);
        }
    });
    let change = move |event| picking.set(&number, monthly, event_target_checked(&event));
    view! {
        <input
            type="checkbox"
            name=PICK
            value=e164
            aria-label=name
            node_ref=node
            prop:checked=move || ticked.get()
            on:change=change
        />
    }
}

/// What is ticked, what it costs, and the button that buys it. Before the page is awake it cannot know, and the form
/// around it sends what is ticked.
#[component]
pub(super) fn PickBar(picking: Picking, buy: Callback<Vec<PhoneNumber>>) -> impl IntoView {
    let search = &words().search;
    let count = Memo::new(move |_| picking.picked.with(Vec::len));
    let total = move || picking.picked.with(|picked| picked.iter().map(|(_, monthly)| *monthly).sum::<Money>());
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let numbers = picking.picked.with_untracked(|picked| picked.iter().map(|(number, _)| number.clone()).collect());
        buy.run(numbers);
    };
    view! {
        <div class="picked" data-none=move || (count.get() == 0).then_some("")>
            <p aria-live="polite">
                {move || {
                    (count.get() > 0).then(|| (search.picked)(count.get(), &(words().frame.monthly)(total())))
                }}
            </p>
            {move || {
                (count.get() > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="plain" on:click=move |_| picking.clear()>
                                {search.pick_none}
                            </button>
                        }
                    })
            }}
            <button type="submit" class="button main" on:click=press>
                {search.buy_picked}
            </button>
        </div>
    }
    .into_any()
}
