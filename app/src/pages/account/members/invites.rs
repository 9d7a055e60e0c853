//! Inviting somebody, and the invites that are open.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::Told;
use crate::{
    api::members::{InviteMember, WithdrawInvite},
    browser,
    components::{
        action::{action, busy, refusal, send},
        chip::{Chip, Tone},
        failure::Mishap,
        field::{Field, SelectField},
        loaded::once,
        moment::Moment,
        notice::Notice,
        press::Press,
        rows::Rows,
    },
    desk::{Invite, InviteLink, MembersView},
    domain::{Email, MemberRole, Role},
    live::Live,
    words::words,
};

/// The form, what came of it, and the list.
#[component]
pub(super) fn Invites(people: Signal<MembersView>, told: Told) -> impl IntoView {
    let words = &words().members;
    let live = Live::here();
    let (inviting, withdrawing) = (action::<InviteMember>(), action::<WithdrawInvite>());
    Effect::new(move |_| {
        if let Some(done) = inviting.value().get() {
            told.clear();
            live.bump();
            if done.is_ok() {
                browser::put_value("email", "");
            }
        }
    });
    Effect::new(move |_| {
        if let Some(done) = withdrawing.value().get() {
            inviting.clear();
            match done {
                Ok(()) => told.tell(words.withdrawn),
                Err(_) => told.clear(),
            }
            live.bump();
        }
    });
    let (not_made, not_withdrawn) = (refusal(inviting), refusal(withdrawing));
    let refused = move || not_made.get().or_else(|| not_withdrawn.get());
    // The page's own code has it by value; a form without script by a cookie, which the server has read.
    let link = Memo::new(move |_| match inviting.value().get() {
        Some(done) => done.ok(),
        None => people.with(|people| people.link.clone()),
    });
    let proven = once(move || people.with(|people| people.proven));
    view! {
        {move || refused().map(|error| view! { <Mishap error=error /> })}
        {move || proven.get().then(|| view! { <Form inviting=inviting /> })}
        {move || link.get().map(|link| view! { <Fresh link=link /> })}
        <Open people=people withdrawing=withdrawing />
    }
    .into_any()
}

#[component]
fn Form(inviting: ServerAction<InviteMember>) -> impl IntoView {
    let words = &words().members;
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let fields = browser::form_fields(form);
        let value = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        if let (Some(email), Some(role)) = (value("email"), value("role")) {
            send(inviting, InviteMember { email, role });
        }
    };
    let option = |role: MemberRole| (role.to_string(), (words.role)(role.into()).to_owned());
    let options = [MemberRole::Buyer, MemberRole::Admin].map(option).to_vec();
    let busy = busy(inviting);
    view! {
        <div class="panel stack">
            <h3>{words.invite}</h3>
            <p class="hint">{words.invite_hint}</p>
            <form class="rename" method="post" action="/api/invite_member" node_ref=form on:submit=submit>
                <Field name="email" label=words.email>
                    <input id="email" name="email" type="email" required maxlength=Email::MAX autocomplete="off" />
                </Field>
                <SelectField
                    name="role"
                    label=words.role_label
                    options=options
                    chosen=Signal::stored(MemberRole::Buyer.to_string())
                />
                <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                    {words.send}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// The field with the link, or what says that it was mailed.
const LINK: &str = "invite_link";

/// What came of an invite, this once. It takes the focus: it is what was asked for, and is gone when one looks again.
#[component]
fn Fresh(link: InviteLink) -> impl IntoView {
    let words = &words().members;
    let InviteLink { email, link } = link;
    Effect::new(move |_| browser::focus(LINK));
    let Some(link) = link else {
        let title = (words.mailed_title)(email.as_str());
        return view! {
            <div id=LINK tabindex="-1">
                <Notice tone=Tone::Done title=title text=words.mailed_text />
            </div>
        }
        .into_any();
    };
    view! {
        <div class="panel stack">
            <Notice tone=Tone::Wait title=words.link_title text=words.link_text />
            <div class="field">
                <label for=LINK>{(words.link)(email.as_str())}</label>
                <input id=LINK type="text" readonly autocomplete="off" value=link />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Open(people: Signal<MembersView>, withdrawing: ServerAction<WithdrawInvite>) -> impl IntoView {
    let words = &words().members;
    let invites = Memo::new(move |_| people.with(|people| people.invites.clone()));
    let empty = Memo::new(move |_| invites.with(Vec::is_empty));
    let row = move |invite| view! { <Row invite=invite withdrawing=withdrawing /> }.into_any();
    view! {
        <h3 id="invites-title" hidden=move || empty.get()>
            {words.open}
        </h3>
        <ul class="panel entries" aria-labelledby="invites-title" hidden=move || empty.get()>
            <Rows list=invites key=|invite: &Invite| invite.id.clone() row=row />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(invite: Invite, withdrawing: ServerAction<WithdrawInvite>) -> impl IntoView {
    let words = &words().members;
    let Invite { id, email, role, until } = invite;
    let input = Signal::stored(WithdrawInvite { invite: id.to_string() });
    let fields = |WithdrawInvite { invite }| vec![("invite", invite)];
    let name = (words.withdraw_named)(email.as_str());
    view! {
        <li>
            <div>
                <p class="entry-name">
                    {email.to_string()}
                    <Chip tone=Signal::stored(Tone::Calm) text=Signal::stored((words.role)(Role::from(role))) />
                </p>
                <p class="hint">{words.until} " " <Moment at=Signal::stored(until) within=true /></p>
            </div>
            <Press action=withdrawing input=input fields=fields name=name>
                {words.withdraw}
            </Press>
        </li>
    }
    .into_any()
}
