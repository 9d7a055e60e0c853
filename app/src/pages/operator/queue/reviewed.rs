//! Cases under review. They are decided on the account's page, where all of it is seen.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Kind, Shared};
use crate::{
    components::moment::Moment,
    desk::ReviewedCase,
    domain::verification::Shows,
    pages::operator::vendor::{VendorLink, why_alone},
    words::words,
};

#[component]
pub(super) fn Reviewed(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let row = |case: Signal<ReviewedCase>| (move || view! { <Row case=case.get() /> }).into_any();
    view! {
        <Kind
            shared=shared
            id="reviewed"
            title=words.reviewed
            hint=words.reviewed_hint
            count=|counts| counts.reviewed
            list=|queue| &queue.reviewed
            key=|case: &ReviewedCase| case.account.clone()
            row=row
        />
    }
    .into_any()
}

#[component]
fn Row(case: ReviewedCase) -> impl IntoView {
    let words = &words().queue;
    let ReviewedCase { account, name, vendor, shows, since } = case;
    let to = format!("/operator/accounts/{account}");
    view! {
        <li>
            <div>
                <p class="entry-name">{name.clone()}</p>
                <p class="hint">{words.since} " " <Moment at=Signal::stored(since) within=true /></p>
                {(shows == Shows::IdAlone).then(|| view! { <p>{words.id_alone} " " {why_alone(vendor.as_ref())}</p> })}
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
