//! One number that the account owns.

use leptos::prelude::*;

use super::Asked;
use crate::{
    api::keep_number::KeepNumber,
    components::{
        becoming::Becoming, moment::Moment, number::Number, place::place_and_kind, press::Press, price::MonthlyPrice,
    },
    desk::{OwnedNumber, Tenure},
    words::words,
};

/// A row: the number, which leads to its order, and what can be done with it.
#[component]
pub(super) fn NumberRow(number: OwnedNumber, asked: Asked, keeping: ServerAction<KeepNumber>) -> impl IntoView {
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
            let input = Signal::stored(KeepNumber { line: number.line.to_string() });
            let fields = |KeepNumber { line }| vec![("line", line)];
            view! {
                <Press action=keeping input=input fields=fields name=(numbers.keep_number)(&text)>
                    {numbers.keep}
                </Press>
            }
            .into_any()
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
                <MonthlyPrice monthly=Signal::stored(number.offer.monthly) />
            </td>
            <td role="cell" class="since">
                <span class="label" aria-hidden="true">
                    {numbers.since}
                    " "
                </span>
                <Moment at=Signal::stored(number.since) within=true />
                <Becoming tenure=number.tenure />
            </td>
            <td role="cell" class="act">
                {way}
            </td>
        </tr>
    }
    .into_any()
}
