//! `/pools/new`: numbers for a new pool, or for one that is there. The question lives in the address.

mod answer;
mod asked;
mod form;
mod offer;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    AppError,
    api::buy_pool::BuyPool,
    browser,
    components::{
        action::action,
        failure::Failure,
        gate_dialog::HeldNumber,
        just_held::{Gate, GateOver, HeldNote, JustHeld},
        loaded::answered,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::{Placed, PoolQuote},
    words::words,
};
use answer::{Answer, ask};
use asked::Asked;
use form::PoolForm;
use offer::Offer;

/// The form, the price, and the gate's dialog.
#[component]
pub(crate) fn NewPoolPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::read));
    let resource = Resource::new(move || asked.get(), ask);
    let buying = action::<BuyPool>();
    let again = Callback::new(move |()| resource.refetch());
    let failed = move |error| view! { <Failure error=error retry=again /> }.into_any();
    answered(
        resource,
        || view! { <Waiting title=words().new_pool.title bones=Bones::Panels(1) class="page new-pool" /> }.into_any(),
        failed,
        move |answer| view! { <NewPool asked=asked answer=answer buying=buying again=again /> },
    )
}

#[component]
fn NewPool(
    asked: Memo<Asked>,
    answer: Signal<Answer>,
    buying: ServerAction<BuyPool>,
    again: Callback<()>,
) -> impl IntoView {
    let new_pool = &words().new_pool;
    let navigate = use_navigate();
    let gate = RwSignal::new(Gate::Shut);
    // What came of a purchase says nothing of another question.
    let forget = move || {
        buying.clear();
        gate.set(Gate::Shut);
    };
    Effect::new(move |before: Option<Asked>| {
        let now = asked.get();
        if before.is_some_and(|before| before != now) {
            forget();
        }
        now
    });
    let go = Callback::new({
        let navigate = navigate.clone();
        move |now: Asked| {
            if asked.with_untracked(|asked| *asked == now) {
                forget();
                again.run(());
            } else {
                navigate(&now.url(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        }
    });
    Effect::new(move |_| match buying.value().get() {
        Some(Ok(placed)) => match answer.with_untracked(|answer| held_by(&placed, answer)) {
            Some(held) => gate.set(Gate::Asking(held)),
            // In the price's place: going back must not ask to buy what is bought.
            None => {
                let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
                navigate(&format!("/orders/{}", placed.order), replace);
            }
        },
        Some(Err(
            AppError::PriceChanged { .. } | AppError::RequestReused | AppError::NumberGone | AppError::NotEnough { .. },
        )) => again.run(()),
        _ => {}
    });
    Effect::new(move |before: Option<Option<Result<PoolQuote, AppError>>>| {
        let now = answer.with(|answer| answer.quote.clone());
        if before.is_some_and(|before| before != now) {
            browser::focus(offer::QUOTE);
        }
        now
    });
    let title = Memo::new(move |_| answer.with(title));
    let busy = Signal::derive(move || answer.read().asked != *asked.read());
    view! {
        <PageTitle name=title />
        <div class="page new-pool">
            <p class="back">
                <a href="/pools">{words().pool.back}</a>
            </p>
            <h1>{move || title.get()}</h1>
            <p class="lead">{new_pool.lead}</p>
            <PoolForm asked=asked answer=answer busy=busy go=go />
            {move || match gate.read().held().cloned() {
                Some(just) => view! { <HeldNote just=just /> }.into_any(),
                None => view! { <Offer answer=answer buying=buying again=again /> }.into_any(),
            }}
        </div>
        <GateOver gate=gate />
    }
    .into_any()
}

fn title(answer: &Answer) -> String {
    let new_pool = &words().new_pool;
    answer.pool.as_ref().map_or_else(|| new_pool.title.to_owned(), |pool| (new_pool.title_more)(pool.as_str()))
}

/// What the gate holds of a purchase, if it does.
fn held_by(placed: &Placed, answer: &Answer) -> Option<JustHeld> {
    let until = placed.held.as_ref()?.until;
    let quote = answer.quote.as_ref()?.as_ref().ok()?;
    let held = HeldNumber { number: offer::heading(answer, quote), monthly: quote.total, until };
    Some(JustHeld { order: placed.order.clone(), held })
}
