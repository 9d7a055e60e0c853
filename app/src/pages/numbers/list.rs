//! The numbers, as a table that becomes cards on a phone.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Asked, row::NumberRow};
use crate::{api::keep_number::KeepNumber, desk::NumbersView, domain::LineId, words::words};

/// A page of the list. A number keeps its row while its state changes. Explicit roles: a table that is laid out as
/// cards loses its own in some browsers.
#[component]
pub(super) fn List(view: Signal<NumbersView>, asked: Asked, keeping: ServerAction<KeepNumber>) -> impl IntoView {
    let words = &words().numbers;
    let lines = move || view.with(|view| view.numbers.iter().map(|number| number.line.clone()).collect::<Vec<_>>());
    let row = move |line: LineId| {
        let find = move |view: &NumbersView| view.numbers.iter().find(|number| number.line == line).cloned();
        let now = Memo::new(move |_| view.with(&find));
        move || now.get().map(|number| view! { <NumberRow number=number asked=asked keeping=keeping /> })
    };
    view! {
        <div class="offers numbers">
            <table role="table" aria-label=words.list>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{words.number}</th>
                        <th role="columnheader" scope="col">{words.place}</th>
                        <th role="columnheader" scope="col">{words.price}</th>
                        <th role="columnheader" scope="col">{words.since}</th>
                        <th role="columnheader" scope="col">
                            <span class="hidden">{words.action}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=lines key=Clone::clone children=row />
                </tbody>
            </table>
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
    view! {
        <div class="panel empty">
            {move || {
                if asked.after.read().is_empty() {
                    view! {
                        <h2>{numbers.empty_title}</h2>
                        <p class="hint">{numbers.empty_text}</p>
                        <a class="button main" href="/search">
                            {orders.find}
                        </a>
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="hint">{numbers.no_more_text}</p>
                        <a class="button" href="/numbers">
                            {numbers.newest}
                        </a>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
