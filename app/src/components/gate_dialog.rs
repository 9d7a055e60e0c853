//! The gate: a held purchase asks for the buyer's identity.

use leptos::prelude::*;

use super::{dialog::Dialog, moment::Day, way::Way};
use crate::{
    domain::{Money, Timestamp, feedback::Topic},
    words::words,
};

/// What the gate holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldNumber {
    /// The number, as people read it.
    pub number: String,
    /// Its price a month.
    pub monthly: Money,
    /// When the hold runs out.
    pub until: Timestamp,
}

/// The dialog 'Verify your identity' over a held purchase.
#[component]
pub(crate) fn GateDialog(held: HeldNumber, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let gate = &words().gate;
    let steps = gate.steps.iter().map(|(name, text)| {
        view! {
            <li>
                <strong>{*name}</strong>
                <span>{*text}</span>
            </li>
        }
    });
    view! {
        <Dialog id="gate" title=gate.title on_close=on_close>
            <p class="lead">{gate.lead}</p>
            <div class="held">
                <p class="number">{held.number}</p>
                <p class="held-until">{gate.held_until} " " <Day until=held.until /></p>
                <p class="held-price">{(words().frame.monthly)(held.monthly)}</p>
            </div>
            <ol class="steps">{steps.collect_view()}</ol>
            <p class="small">
                {gate.data_short} " "
                <a href=Topic::IdentityVerification.path()>{words().help.way}</a>
            </p>
            <details class="small">
                <summary>{gate.data}</summary>
                <ul>{gate.data_points.iter().map(|point| view! { <li>{*point}</li> }).collect_view()}</ul>
            </details>
            <div class="dialog-ways">
                <form method="dialog">
                    <button type="submit" class="button">
                        {gate.not_now}
                    </button>
                </form>
                <Way to="/verify" text=gate.start first=true />
            </div>
        </Dialog>
    }
    .into_any()
}
