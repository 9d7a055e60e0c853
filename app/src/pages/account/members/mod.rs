//! The people of the account: seen by everybody, managed by admins.

mod ask;
mod invites;
mod list;

use leptos::prelude::*;

use crate::{
    AppError,
    api::members::show_members,
    components::{failure::Mishap, loaded::loaded},
    desk::MembersView,
    live::Live,
    words::words,
};
use ask::AskRemove;
use invites::Invites;
use list::List;

/// The account's people, asked for anew whenever something changes.
pub(super) fn members() -> Resource<Result<MembersView, AppError>> {
    let live = Live::here();
    Resource::new(move || live.version(), |_| show_members())
}

/// The section.
#[component]
pub(super) fn Members(resource: Resource<Result<MembersView, AppError>>) -> impl IntoView {
    let failed = move |error| view! { <Mishap error=error retry=move |()| resource.refetch() /> }.into_any();
    let skeleton = || view! { <div class="panel skeleton" aria-hidden="true"></div> }.into_any();
    loaded(resource, skeleton, failed, move |people| view! { <People people=people /> })
}

#[component]
fn People(people: Signal<MembersView>) -> impl IntoView {
    let words = &words().members;
    let manages = Memo::new(move |_| people.with(|people| people.manages));
    view! {
        <section id="members" class="stack" aria-labelledby="members-title">
            <h2 id="members-title">{words.title}</h2>
            <p class="hint">{move || if manages.get() { words.hint } else { words.hint_seen }}</p>
            <List people=people />
            {move || manages.get().then(|| view! { <Invites people=people /> })}
        </section>
        {move || manages.get().then(|| view! { <AskRemove people=people /> })}
    }
    .into_any()
}
