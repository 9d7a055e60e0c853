//! The state of an order, its number, and what to do next.

use leptos::prelude::*;

use super::{cancel::Cancel, heading};
use crate::{
    components::{chip::Tone, look_again::LookAgain, moment::Day, way::Way},
    desk::{LineView, OrderView, Stage, Tenure},
    domain::{feedback::Topic, order::Status},
    words::words,
};

/// The one element of the page with the role `status`, the number, and the next useful step.
#[component]
pub(super) fn Banner(order: Signal<OrderView>) -> impl IntoView {
    let all = words();
    let words = &all.order;
    let status = Memo::new(move |_| order.with(|order| order.summary.status));
    let verify = Memo::new(move |_| order.with(|order| order.verify_next));
    let tone = move || Tone::from(status.get()).as_str();
    let busy = move || (status.get() == Status::Completing).then_some("");
    let choosing = Memo::new(move |_| order.with(|order| order.choose_until.is_some()));
    let next = move || (words.next)(status.get(), verify.get(), choosing.get());
    let bought = move || matches!(status.get(), Status::Purchased | Status::PartlyPurchased);
    let let_go = Memo::new(move |_| bought() && order.with(|order| order.lines.iter().any(is_going)));
    let hold = Memo::new(move |_| order.with(|order| order.summary.hold.as_ref().map(|hold| hold.until)));
    view! {
        <div class="banner" data-tone=tone>
            <div>
                <p class="chip" data-tone=tone data-busy=busy role="status">
                    {move || (words.status)(status.get())}
                </p>
                <h1 class="number">{move || order.with(heading)}</h1>
                <p class="next">
                    {move || if let_go.get() { words.let_go } else { next().text }}
                    {move || hold.get().map(|until| view! { <span class="until">{words.held_until} " " <Day until=until /></span> })}
                </p>
                {move || {
                    verify
                        .get()
                        .then(|| {
                            view! {
                                <p class="hint">
                                    <a href=Topic::IdentityVerification.path()>{all.help.way}</a>
                                </p>
                            }
                        })
                }}
                {(status.get_untracked().open() && !verify.get_untracked()).then(|| {
                    view! { <LookAgain to=order.with_untracked(|order| format!("/orders/{}", order.summary.id)) /> }
                })}
            </div>
            <div class="ways">
                {move || {
                    bought()
                        .then(|| {
                            view! {
                                <a class="button" href="/numbers">
                                    {words.numbers_way}
                                </a>
                            }
                        })
                }}
                {move || {
                    if verify.get() {
                        view! { <Way to="/verify" text=words.verify /> }.into_any()
                    } else if next().look_again {
                        view! {
                            <a class="button main" href=order.with(similar)>
                                {words.similar}
                            </a>
                        }
                            .into_any()
                    } else if matches!(status.get(), Status::Purchased | Status::Declined) {
                        view! {
                            <a class="button main" href="/search">
                                {words.another}
                            </a>
                        }
                            .into_any()
                    } else {
                        ().into_any()
                    }
                }}
                <Cancel order=order />
            </div>
        </div>
    }
    .into_any()
}

/// Whether a bought number left the account, or is about to.
fn is_going(line: &LineView) -> bool {
    matches!(line.stage, Stage::Bought(tenure) if tenure != Tenure::Owned)
}

/// The search that finds numbers like the order's first.
fn similar(order: &OrderView) -> String {
    let Some(line) = order.lines.first() else { return "/search".to_owned() };
    let area = line.offer.number.nanp().map(|(area, _)| format!("&area_code={area}")).unwrap_or_default();
    format!("/search?country={}&type={}{area}", line.offer.country, line.offer.kind)
}
