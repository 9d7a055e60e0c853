//! `/account`: how the account stands, what it may still commit itself to, its statement month by month, its people, and
//! how the person who looks gets in.

mod access;
mod facts;
mod identity;
mod mail;
mod members;
mod statement;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    AppError,
    api::show_account::show_account,
    components::{
        failure::{Failure, Mishap},
        loaded::answered,
        respond,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    live::Live,
    words::words,
};
use access::{Access, access};
use facts::Facts;
use identity::Identity;
use mail::{Mail, mail};
use members::{Members, members};
use statement::StatementOf;

/// The account and the month that the address names.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let words = &words().account;
    let (query, live) = (use_query_map(), Live::here());
    let month = Memo::new(move |_| query.with(|query| query.get_str("month").unwrap_or_default().to_owned()));
    let resource = Resource::new(move || (live.version(), month.get()), |(_, month)| show_account(month));
    let (people, persons, mailed) = (members(), access(), mail());
    let failed = move |error| view! { <Failed error=error retry=move |()| resource.refetch() /> }.into_any();
    answered(
        resource,
        || view! { <Waiting title=words.title bones=Bones::Panels(2) /> }.into_any(),
        failed,
        move |account| {
            view! {
                <PageTitle name=words.title.to_owned() />
                <div class="page">
                    <h1>{words.title}</h1>
                    <Facts account=account />
                    <Identity account=account />
                    <StatementOf account=account />
                    <Members resource=people />
                    <Mail resource=mailed />
                    <Access resource=persons />
                </div>
            }
        },
    )
}

/// A month that is none is mended by choosing another; trying again would not help.
#[component]
fn Failed(error: AppError, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    let AppError::Invalid(_) = error else { return view! { <Failure error=error retry=retry /> }.into_any() };
    respond::with_status(error.status());
    let words = &words().account;
    view! {
        <PageTitle name=words.title.to_owned() />
        <div class="page">
            <h1>{words.title}</h1>
            <Mishap error=error />
            <p>
                <a href="/account">{words.this_month}</a>
            </p>
        </div>
    }
    .into_any()
}
