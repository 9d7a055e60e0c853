//! One offer.

use leptos::prelude::*;

use super::picking::{Picking, Tick};
use crate::{
    components::{number::Number, place::place, price::MonthlyPrice},
    domain::{
        PhoneNumber,
        offer::{Capabilities, Offer},
    },
    words::words,
};

/// A row of the table.
#[component]
pub(super) fn OfferRow(
    offer: Offer,
    marked: String,
    picking: Picking,
    buy: Callback<Vec<PhoneNumber>>,
) -> impl IntoView {
    let search = &words().search;
    let name = (search.buy_number)(&offer.number.to_string());
    let number = offer.number.clone();
    let e164 = number.as_e164().to_owned();
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        buy.run(vec![number.clone()]);
    };
    let place = place(&offer);
    view! {
        <tr role="row">
            <td role="cell" class="pick">
                <Tick offer=offer.clone() picking=picking />
            </td>
            <th role="rowheader" scope="row">
                <Number number=offer.number marked=marked />
            </th>
            <td role="cell" class="place">
                {place}
            </td>
            <td role="cell">
                <CanDo can=offer.capabilities />
            </td>
            <td role="cell" class="price">
                <MonthlyPrice monthly=Signal::stored(offer.monthly) />
            </td>
            <td role="cell" class="act">
                <button type="submit" class="button" name="buy" value=e164 aria-label=name on:click=press>
                    {search.buy}
                </button>
            </td>
        </tr>
    }
}

/// What a number can do.
#[component]
pub(crate) fn CanDo(can: Capabilities) -> impl IntoView {
    let frame = &words().frame;
    let all = [(can.voice, frame.voice), (can.sms, frame.sms), (can.mms, frame.mms)];
    view! {
        <ul class="can">
            {all
                .into_iter()
                .filter(|(can, _)| *can)
                .map(|(_, name)| view! { <li>{name}</li> })
                .collect_view()}
        </ul>
    }
}
