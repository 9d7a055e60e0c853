//! The numbers of a pool.

use leptos::prelude::*;

use crate::{
    components::{becoming::Becoming, number::Number},
    desk::{PoolNumber, PoolView, Tenure},
    words::words,
};

/// A table that becomes cards on a phone, or a word on why there is none.
#[component]
pub(super) fn Numbers(pool: Signal<PoolView>) -> impl IntoView {
    let empty = Memo::new(move |_| pool.with(|pool| pool.numbers.is_empty()));
    move || {
        if empty.get() {
            view! { <NoNumbers pool=pool /> }.into_any()
        } else {
            view! { <Table pool=pool /> }.into_any()
        }
    }
}

#[component]
fn NoNumbers(pool: Signal<PoolView>) -> impl IntoView {
    let words = &words().pool;
    let text = move || pool.with(|pool| if pool.orders.is_empty() { words.empty_ended } else { words.empty_waiting });
    view! {
        <div class="panel empty">
            <h2>{words.empty_title}</h2>
            <p class="hint">{text}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Table(pool: Signal<PoolView>) -> impl IntoView {
    let (pool_words, search) = (&words().pool, &words().search);
    let numbers = Memo::new(move |_| pool.with(|pool| pool.numbers.clone()));
    view! {
        <div class="offers pool-numbers">
            <table role="table" aria-label=pool_words.numbers>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{search.number}</th>
                        <th role="columnheader" scope="col">{search.place}</th>
                        <th role="columnheader" scope="col">{search.price}</th>
                        <th role="columnheader" scope="col">
                            <span class="hidden">{pool_words.action}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || numbers.get() key=|number| (number.line.clone(), number.tenure == Tenure::Owned) let:number>
                        <Row number=number />
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Explicit roles: a table that is laid out as cards loses its own in some browsers.
#[component]
fn Row(number: PoolNumber) -> impl IntoView {
    let (pool_words, frame) = (&words().pool, &words().frame);
    let PoolNumber { line, number, country, place, monthly, tenure } = number;
    let country = (frame.country)(country.as_str()).unwrap_or_default().to_owned();
    let name = (pool_words.release_number)(&number.to_string());
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <Number number=number />
            </th>
            <td role="cell" class="place">
                {if place.is_empty() { country } else { place }}
            </td>
            <td role="cell" class="price">
                <strong>{monthly.to_string()}</strong>
                " "
                {frame.a_month}
            </td>
            <td role="cell" class="act">
                {if tenure == Tenure::Owned {
                    view! {
                        <a href=format!("/numbers?release={line}") aria-label=name>
                            {pool_words.release}
                        </a>
                    }
                        .into_any()
                } else {
                    view! { <Becoming tenure=tenure /> }.into_any()
                }}
            </td>
        </tr>
    }
}
