//! A purchase that the gate holds, on the page that it was confirmed on.

use leptos::prelude::*;

use super::{
    chip::Tone,
    gate_dialog::{GateDialog, HeldNumber},
    moment::Day,
    way::Way,
};
use crate::{browser, domain::OrderId, words::words};

/// The order and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JustHeld {
    pub order: OrderId,
    pub held: HeldNumber,
}

/// How the gate stands before this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// Nothing was held here.
    Shut,
    /// It asks for the identity.
    Asking(JustHeld),
    /// The buyer will verify later.
    Later(JustHeld),
}

impl Gate {
    /// What is held.
    pub(crate) const fn held(&self) -> Option<&JustHeld> {
        match self {
            Self::Shut => None,
            Self::Asking(just) | Self::Later(just) => Some(just),
        }
    }
}

/// The gate's dialog over the page, while it asks.
#[component]
pub(crate) fn GateOver(gate: RwSignal<Gate>, #[prop(into, optional)] on_later: Option<Callback<()>>) -> impl IntoView {
    move || {
        let Gate::Asking(just) = gate.get() else { return ().into_any() };
        let held = just.held.clone();
        let later = move |()| {
            gate.set(Gate::Later(just.clone()));
            if let Some(on_later) = on_later {
                on_later.run(());
            }
            browser::focus(SEE_ORDER);
        };
        view! { <GateDialog held=held on_close=later /> }.into_any()
    }
}

/// The link to the order; the focus goes there when the dialog closes, for what it came from is gone.
const SEE_ORDER: &str = "see-order";

/// Until when it is held, and the two ways on.
#[component]
pub(crate) fn HeldNote(just: JustHeld) -> impl IntoView {
    let words = words();
    let JustHeld { order, held } = just;
    view! {
        <div class="notice held-note" data-tone=Tone::Wait.as_str()>
            <p>
                {(words.search.held_note)(&held.number)} " " <Day until=held.until /> ". "
                <a id=SEE_ORDER href=format!("/orders/{order}")>{words.search.see_order}</a>
            </p>
            <Way to="/verify" text=words.gate.start />
        </div>
    }
    .into_any()
}
