//! The numbers of a pool.

use leptos::prelude::*;

use crate::{
    components::{
        becoming::Becoming,
        empty::Empty,
        number::Number,
        place::place,
        price::MonthlyPrice,
        rows::Rows,
        table::{Head, Table},
    },
    desk::{PoolNumber, PoolView, Tenure},
    words::words,
};

/// A table, or a word on why there is none.
#[component]
pub(super) fn Numbers(pool: Signal<PoolView>) -> impl IntoView {
    let pool_words = &words().pool;
    let empty = Memo::new(move |_| pool.with(|pool| pool.numbers.is_empty()));
    let ended = move || pool.with(|pool| pool.orders.is_empty());
    let why = move || if ended() { pool_words.empty_ended } else { pool_words.empty_waiting };
    move || {
        if empty.get() {
            view! { <Empty title=pool_words.empty_title text=why /> }.into_any()
        } else {
            view! { <PoolTable pool=pool /> }.into_any()
        }
    }
}

/// Cards on a phone.
#[component]
fn PoolTable(pool: Signal<PoolView>) -> impl IntoView {
    let (pool_words, search) = (&words().pool, &words().search);
    let numbers = Memo::new(move |_| pool.with(|pool| pool.numbers.clone()));
    let heads = vec![
        Head::Shown(search.number),
        Head::Shown(search.place),
        Head::Shown(search.price),
        Head::Hidden(pool_words.action),
    ];
    let key = |number: &PoolNumber| number.line.clone();
    view! {
        <div class="offers">
            <Table label=pool_words.numbers heads=heads>
                <Rows list=numbers key=key row=|number| view! { <Row number=number /> }.into_any() />
            </Table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(number: PoolNumber) -> impl IntoView {
    let pool_words = &words().pool;
    let PoolNumber { line, offer, tenure } = number;
    let act = if tenure == Tenure::Owned {
        let name = (pool_words.release_number)(&offer.number.to_string());
        view! {
            <a href=format!("/numbers?release={line}") aria-label=name>
                {pool_words.release}
            </a>
        }
        .into_any()
    } else {
        view! { <Becoming tenure=tenure /> }.into_any()
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <Number number=offer.number.clone() />
            </th>
            <td role="cell" class="place">
                {place(&offer)}
            </td>
            <td role="cell" class="price">
                <MonthlyPrice monthly=Signal::stored(offer.monthly) />
            </td>
            <td role="cell" class="act">
                {act}
            </td>
        </tr>
    }
    .into_any()
}
