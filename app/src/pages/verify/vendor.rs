//! The steps that lead to the vendor's own page, which asks for ID and selfie itself.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    consent::Consent, outcome::Orders, problem::Problem, reasons::Reasons, stepper::StepHead, without::Without,
};
use crate::{
    components::{chip::Tone, look_again::LookAgain, notice::Notice},
    desk::{Step, VerifyView},
    words::words,
};

/// What will happen there, the consent, and the way. A plain form: the browser leaves for another site.
#[component]
pub(super) fn VendorPage(case: Signal<VerifyView>) -> impl IntoView {
    let (words, document) = (&words().vendor, &words().document);
    let tick = NodeRef::<html::Input>::new();
    let reasons = case.with_untracked(|case| match &case.step {
        Step::VendorPage { reasons } => reasons.clone(),
        _ => Vec::new(),
    });
    let step = |(name, text): &(&'static str, &'static str)| {
        view! {
            <li>
                <strong>{*name}</strong>
                <span>{*text}</span>
            </li>
        }
    };
    view! {
        <StepHead current=0 title=words.title lead=words.lead />
        {(!reasons.is_empty()).then(|| view! { <Reasons title=document.last_time reasons=reasons /> })}
        <InAddress />
        <div class="to-vendor">
            <section class="panel" aria-labelledby="at-vendor">
                <h2 id="at-vendor">{words.what}</h2>
                <ol class="steps">{words.steps.iter().map(step).collect_view()}</ol>
                <p class="small">{words.comes_back}</p>
            </section>
            <form class="stack" method="post" action="/api/visit_vendor">
                <Consent tick=tick />
                <button type="submit" class="button main">
                    {words.go}
                </button>
            </form>
        </div>
        <Without text=words.without_text />
    }
    .into_any()
}

/// Left half-way, or done and not known yet: the same inquiry goes on.
#[component]
pub(super) fn AtVendor(case: Signal<VerifyView>) -> impl IntoView {
    let (words, outcome) = (&words().vendor, &words().outcome);
    view! {
        <StepHead current=0 title=words.away lead=words.away_lead />
        <InAddress />
        <div class="panel working">
            <form method="post" action="/api/visit_vendor">
                <button type="submit" class="button main">
                    {words.go_on}
                </button>
            </form>
            <p class="hint">{words.done}</p>
            <LookAgain to="/verify" />
        </div>
        <Without text=words.without_text />
        <Orders case=case title=outcome.waiting_orders />
    }
    .into_any()
}

/// What our own server put into the address when the way could not be taken. What the vendor puts there is not read.
#[component]
fn InAddress() -> impl IntoView {
    let problem = use_query_map().with_untracked(Problem::in_address);
    problem.map(|problem| view! { <Notice tone=Tone::Bad title=problem.title() text=problem.text.clone() /> })
}
