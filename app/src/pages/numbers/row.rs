//! One number that the account owns.

use leptos::{ev::SubmitEvent, prelude::*};

use super::Asked;
use crate::{
    api::keep_number::KeepNumber,
    components::{becoming::Becoming, moment::Moment, number::Number, place::place},
    desk::{OwnedNumber, Tenure},
    domain::{LineId, offer::Offer},
    words::words,
};

/// A row: the number, which leads to its order, and what can be done with it.
#[component]
pub(super) fn NumberRow(number: OwnedNumber, asked: Asked, keeping: ServerAction<KeepNumber>) -> impl IntoView {
    let frame = &words().frame;
    let numbers = &words().numbers;
    let text = number.offer.number.to_string();
    let way = match number.tenure {
        Tenure::Owned => {
            let name = (numbers.release_number)(&text);
            let to = number.clone();
            view! {
                <a class="button" href=move || asked.releasing(&to) aria-label=name data-noscroll="">
                    {numbers.release}
                </a>
            }
            .into_any()
        }
        Tenure::Releasing { .. } => {
            view! { <Keep line=number.line name=(numbers.keep_number)(&text) keeping=keeping /> }.into_any()
        }
        Tenure::Returning { .. } | Tenure::Released { .. } => ().into_any(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a href=format!("/orders/{}", number.order)>
                    <Number number=number.offer.number.clone() />
                </a>
            </th>
            <td role="cell" class="place">
                {place_and_kind(&number.offer)}
            </td>
            <td role="cell" class="price">
                <strong>{number.offer.monthly.to_string()}</strong>
                " "
                {frame.a_month}
            </td>
            <td role="cell" class="since">
                <span class="label" aria-hidden="true">
                    {numbers.since}
                    " "
                </span>
                <Moment at=Signal::stored(number.since) />
                <Becoming tenure=number.tenure />
            </td>
            <td role="cell" class="act">
                {way}
            </td>
        </tr>
    }
    .into_any()
}

/// The place, and what kind of number it is unless the place says that.
fn place_and_kind(offer: &Offer) -> String {
    let (place, kind) = (place(offer), (words().frame.kind)(offer.kind));
    if place == kind { place } else { format!("{place} · {kind}") }
}

/// A plain form, sent by the page itself once it is awake.
#[component]
fn Keep(line: LineId, name: String, keeping: ServerAction<KeepNumber>) -> impl IntoView {
    let id = line.to_string();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !keeping.pending().get_untracked() {
            keeping.dispatch(KeepNumber { line: line.to_string() });
        }
    };
    let busy = move || keeping.pending().get().then_some("true");
    view! {
        <form method="post" action="/api/keep_number" on:submit=submit>
            <input type="hidden" name="line" value=id />
            <button type="submit" class="button" aria-label=name aria-disabled=busy>
                {words().numbers.keep}
            </button>
        </form>
    }
    .into_any()
}
