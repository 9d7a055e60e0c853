//! What operators did to an account, and why.

use leptos::prelude::*;

use crate::{
    components::{moment::Moment, rows::Rows},
    desk::{CustomerView, PastDeed},
    words::words,
};

#[component]
pub(super) fn Deeds(customer: Signal<CustomerView>) -> impl IntoView {
    let words = &words().customer;
    let list = Memo::new(move |_| customer.with(|customer| customer.deeds.clone()));
    let empty = Memo::new(move |_| list.with(Vec::is_empty));
    view! {
        <section class="stack" aria-labelledby="deeds-title" hidden=move || empty.get()>
            <h2 id="deeds-title">{words.deeds}</h2>
            <ul class="panel entries">
                <Rows
                    list=list
                    key=|deed: &PastDeed| (deed.at, deed.deed.as_str())
                    row=|deed| view! { <Row deed=deed /> }.into_any()
                />
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(deed: PastDeed) -> impl IntoView {
    let PastDeed { deed, by, at, reason } = deed;
    view! {
        <li>
            <div>
                <p class="entry-name">{(words().customer.deed)(deed)}</p>
                <p class="said">{reason}</p>
                <p class="hint">{by} ", " <Moment at=Signal::stored(at) within=true /></p>
            </div>
        </li>
    }
    .into_any()
}
