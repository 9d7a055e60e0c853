//! Everybody of the account, each with what may be done.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::Told;
use crate::{
    api::members::ChangeRole,
    components::{
        action::{action, refusal},
        chip::{Chip, Tone},
        failure::Mishap,
        moment::Moment,
        press::Press,
        rows::Rows,
    },
    desk::{Member, MembersView},
    domain::Role,
    live::Live,
    words::words,
};

/// The list.
#[component]
pub(super) fn List(people: Signal<MembersView>, told: Told) -> impl IntoView {
    let live = Live::here();
    let changing = action::<ChangeRole>();
    Effect::new(move |_| {
        if changing.value().get().is_some() {
            told.clear();
            live.bump();
        }
    });
    let members = Memo::new(move |_| people.with(|people| people.members.clone()));
    let row = move |member| view! { <Row member=member changing=changing /> }.into_any();
    let refused = refusal(changing);
    view! {
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
        <ul class="panel entries">
            <Rows list=members key=|member: &Member| member.id.clone() row=row />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(member: Member, changing: ServerAction<ChangeRole>) -> impl IntoView {
    let words = &words().members;
    let Member { id, email, role, seen_at, you, may_become, may_be_removed } = member;
    let tone = if role.manages() { Tone::Done } else { Tone::Calm };
    let role = view! { <Chip tone=Signal::stored(tone) text=Signal::stored((words.role)(role)) /> };
    let you = you.then(|| view! { <Chip tone=Signal::stored(Tone::Wait) text=Signal::stored(words.you) /> });
    let seen = match seen_at {
        Some(at) => view! { {words.seen} " " <Moment at=Signal::stored(at) within=true /> }.into_any(),
        None => words.never_seen.into_any(),
    };
    let change = may_become.map(|other| {
        let input = Signal::stored(ChangeRole { member: id.to_string(), role: other.to_string() });
        let fields = |ChangeRole { member, role }| vec![("member", member), ("role", role)];
        let other = Role::from(other);
        view! {
            <Press action=changing input=input fields=fields name=(words.make_named)(other, &email)>
                {(words.make)(other)}
            </Press>
        }
    });
    let remove = may_be_removed.then(|| view! { <WayToRemove id=id.to_string() name=(words.remove_named)(&email) /> });
    view! {
        <li>
            <div>
                <p class="entry-name">{email} {role} {you}</p>
                <p class="hint">{seen}</p>
            </div>
            <div class="form-ways">{change} {remove}</div>
        </li>
    }
    .into_any()
}

/// The way to the question; without script the button's own form leads there.
#[component]
fn WayToRemove(id: String, name: String) -> impl IntoView {
    let navigate = use_navigate();
    let address = format!("/account?remove={id}");
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <form method="get" action="/account" on:submit=ask>
            <button type="submit" name="remove" value=id class="button" aria-label=name>
                {words().members.remove}
            </button>
        </form>
    }
    .into_any()
}
