//! The gate: a held purchase, or a held application, asks for the buyer's identity.

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

/// What the gate's dialog speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// A purchase.
    Number(HeldNumber),
    /// An application, by the service that it is for.
    Application(&'static str),
}

impl From<HeldNumber> for Held {
    fn from(held: HeldNumber) -> Self {
        Self::Number(held)
    }
}

/// The dialog 'Verify your identity' over what is held.
#[component]
pub(crate) fn GateDialog(#[prop(into)] held: Held, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let gate = &words().gate;
    let (lead, last) = match held {
        Held::Number(_) => (gate.lead, gate.steps[2]),
        Held::Application(_) => (gate.lead_service, gate.step_service),
    };
    let steps = [gate.steps[0], gate.steps[1], last].into_iter().map(|(name, text)| {
        view! {
            <li>
                <strong>{name}</strong>
                <span>{text}</span>
            </li>
        }
    });
    view! {
        <Dialog id="gate" title=gate.title on_close=on_close>
            <p class="lead">{lead}</p>
            <WhatIsHeld held=held />
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

#[component]
fn WhatIsHeld(held: Held) -> impl IntoView {
    let inside = match held {
        Held::Number(HeldNumber { number, monthly, until }) => view! {
            <p class="number">{number}</p>
            <p class="held-until">{words().gate.held_until} " " <Day until=until /></p>
            <p class="held-price">{(words().frame.monthly)(monthly)}</p>
        }
        .into_any(),
        Held::Application(service) => view! { <p class="held-what">{service}</p> }.into_any(),
    };
    view! { <div class="held">{inside}</div> }.into_any()
}
