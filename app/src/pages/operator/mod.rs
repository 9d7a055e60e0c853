//! `/operator` and below: the desk of who runs the store. To everybody else there is no such place; the server decides
//! that anew with every answer.

mod account;
mod asked;
mod cells;
mod customer;
mod deed;
mod feedback;
mod filters;
mod list;
mod order;
mod orders;
mod paging;
mod queue;
mod rules;
mod submissions;
mod vendor;
mod verifications;
mod webhooks;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{components::title::PageTitle, words::words};

pub(crate) use customer::CustomerPage;
pub(crate) use feedback::OperatorFeedbackPage;
pub(crate) use order::OperatorOrderPage;
pub(crate) use orders::OperatorOrdersPage;
pub(crate) use queue::QueuePage;
pub(crate) use rules::RulesPage;
pub(crate) use submissions::OperatorSubmissionsPage;
pub(crate) use verifications::OperatorVerificationsPage;
pub(crate) use webhooks::OperatorWebhooksPage;

/// A page of the area, below the ways to the others.
#[component]
pub(crate) fn Area(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <PageTitle name=title />
        <div class="page operator">
            <Ways />
            <h1>{move || title.get()}</h1>
            {children()}
        </div>
    }
    .into_any()
}

/// The ways of the area.
#[component]
fn Ways() -> impl IntoView {
    let words = &words().operator;
    let ways = [
        ("/operator", words.queue),
        ("/operator/orders", words.orders),
        ("/operator/verifications", words.verifications),
        ("/operator/submissions", words.submissions),
        ("/operator/webhooks", words.webhooks),
        ("/operator/feedback", words.feedback),
        ("/operator/rules", words.rules),
    ];
    let way = |(to, text)| {
        view! {
            <li>
                <A href=to exact=to == "/operator">
                    {text}
                </A>
            </li>
        }
    };
    view! {
        <nav class="operator-ways" aria-label=words.ways>
            <ul>{ways.into_iter().map(way).collect_view()}</ul>
        </nav>
    }
    .into_any()
}
