//! The people of the account: seen by everybody, managed by admins.

mod ask;
mod invites;
mod list;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::access::PROVE;
use crate::{
    AppError,
    api::members::show_members,
    browser,
    components::{chip::Tone, failure::Mishap, loaded::loaded},
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

/// What has the section's name, and the focus of a button that is gone with what it did.
const TITLE: &str = "members-title";

/// What the last press did, told where its button is gone.
#[derive(Clone, Copy)]
struct Told(RwSignal<Option<&'static str>>);

impl Told {
    /// Nothing yet, or what a form without script did, which is led to an address that says so.
    fn from_address() -> Self {
        let words = &words().members;
        let done = use_query_map().with_untracked(|query| match query.get_str("changed") {
            Some("people") => Some(words.removed),
            Some("invites") => Some(words.withdrawn),
            _ => None,
        });
        Self(RwSignal::new(done))
    }

    fn tell(self, text: &'static str) {
        self.0.set(Some(text));
        browser::focus(TITLE);
    }

    fn clear(self) {
        self.0.set(None);
    }
}

#[component]
fn People(people: Signal<MembersView>) -> impl IntoView {
    let words = &words().members;
    let told = Told::from_address();
    let manages = Memo::new(move |_| people.with(|people| people.manages));
    let unproven = Memo::new(move |_| people.with(|people| people.manages && !people.proven));
    view! {
        <section id="members" class="stack" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">
                {words.title}
            </h2>
            <p class="hint">{move || if manages.get() { words.hint } else { words.hint_seen }}</p>
            // There before it says anything, or it would not be heard.
            <div role="status">{move || told.0.get().map(|text| view! { <Done text=text /> })}</div>
            {move || unproven.get().then(|| view! { <ProveFirst /> })}
            <List people=people told=told />
            {move || manages.get().then(|| view! { <Invites people=people told=told /> })}
        </section>
        {move || manages.get().then(|| view! { <AskRemove people=people told=told /> })}
    }
    .into_any()
}

#[component]
fn Done(text: &'static str) -> impl IntoView {
    view! {
        <p class="notice" data-tone=Tone::Done.as_str()>
            {text}
        </p>
    }
    .into_any()
}

/// The way to what is asked for first.
#[component]
fn ProveFirst() -> impl IntoView {
    let words = &words().members;
    view! {
        <p>
            {words.proof} " " <a href=format!("#{PROVE}") rel="external">
                {words.proof_way}
            </a>
        </p>
    }
    .into_any()
}
