//! The numbers in a table, and the ways to older ones.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Asked, row::NumberRow};
use crate::{
    api::keep_number::KeepNumber,
    components::{
        empty::Empty,
        rows::Rows,
        table::{Head, Table},
    },
    desk::{NumbersView, OwnedNumber},
    words::words,
};

/// A page of the list, cards on a phone.
#[component]
pub(super) fn List(view: Signal<NumbersView>, asked: Asked, keeping: ServerAction<KeepNumber>) -> impl IntoView {
    let words = &words().numbers;
    let numbers = Memo::new(move |_| view.with(|view| view.numbers.clone()));
    let row = move |number| view! { <NumberRow number=number asked=asked keeping=keeping /> }.into_any();
    let heads = vec![
        Head::Shown(words.number),
        Head::Shown(words.place),
        Head::Shown(words.price),
        Head::Shown(words.since),
        Head::Hidden(words.action),
    ];
    view! {
        <div class="offers numbers">
            <Table label=words.list heads=heads>
                <Rows list=numbers key=|number: &OwnedNumber| number.line.clone() row=row />
            </Table>
        </div>
        <Pages view=view asked=asked />
    }
    .into_any()
}

/// The ways to older numbers and back to the newest, when there are others than these.
#[component]
fn Pages(view: Signal<NumbersView>, asked: Asked) -> impl IntoView {
    let words = &words().numbers;
    let older = move || view.with(|view| view.older.clone());
    let later = move || !asked.after.read().is_empty();
    view! {
        {move || {
            (later() || older().is_some())
                .then(|| {
                    view! {
                        <nav class="months" aria-label=words.pages>
                            {later().then(|| view! { <A href="/numbers">{words.newest}</A> })}
                            {older().map(|line| view! { <A href=format!("/numbers?after={line}")>{words.older}</A> })}
                        </nav>
                    }
                })
        }}
    }
    .into_any()
}

/// An account without numbers, or a page after the last one.
#[component]
pub(super) fn NoNumbers(asked: Asked) -> impl IntoView {
    let (numbers, orders) = (&words().numbers, &words().orders);
    move || {
        if asked.after.read().is_empty() {
            let way = ("/search", orders.find);
            view! { <Empty title=numbers.empty_title text=numbers.empty_text way=way /> }.into_any()
        } else {
            view! { <Empty text=numbers.no_more_text way=("/numbers", numbers.newest) /> }.into_any()
        }
    }
}
