//! Cases under review. They are decided on the account's page, where all of it is seen.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Kind, Shared};
use crate::{
    components::{moment::Moment, rows::Rows},
    desk::ReviewedCase,
    pages::operator::vendor::VendorLink,
    words::words,
};

#[component]
pub(super) fn Reviewed(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let count = Memo::new(move |_| shared.queue.with(|queue| queue.counts.reviewed));
    let list = Memo::new(move |_| shared.queue.with(|queue| queue.reviewed.clone()));
    view! {
        <Kind id="reviewed" title=words.reviewed hint=words.reviewed_hint count=count>
            <Rows
                list=list
                key=|case: &ReviewedCase| case.account.clone()
                row=|case| view! { <Row case=case /> }.into_any()
            />
        </Kind>
    }
    .into_any()
}

#[component]
fn Row(case: ReviewedCase) -> impl IntoView {
    let words = &words().queue;
    let ReviewedCase { account, name, vendor, since } = case;
    let to = format!("/operator/accounts/{account}");
    view! {
        <li>
            <div>
                <p class="entry-name">{name.clone()}</p>
                <p class="hint">{words.since} " " <Moment at=Signal::stored(since) /></p>
                {vendor.map(|vendor| view! { <p class="hint"><VendorLink vendor=vendor /></p> })}
            </div>
            <A href=to attr:class="button">
                {words.look}
                <span class="hidden">" " {name}</span>
            </A>
        </li>
    }
    .into_any()
}
