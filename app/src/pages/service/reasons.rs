//! Why a reviewer refused an application.

use leptos::prelude::*;

use crate::{
    domain::{Service, service::Reason},
    words::words,
};

/// The reasons, in words that one can act on.
#[component]
pub(super) fn Reasons(service: Service, reasons: Vec<Reason>) -> impl IntoView {
    let words = &words().services;
    let reason = move |reason| {
        let text = (words.reason)(reason, &|field| (words.field)(service, field));
        view! { <li>{text}</li> }
    };
    view! {
        <section class="panel stack" aria-labelledby="reasons">
            <h2 id="reasons">{words.reasons}</h2>
            <ul class="points">{reasons.into_iter().map(reason).collect_view()}</ul>
        </section>
    }
    .into_any()
}
