//! `/invite/{token}`: who is invited chooses a password here. Looking changes nothing.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    AppError,
    api::accept_invite::{AcceptInvite, show_invite},
    components::{
        action::{action, refusal},
        chip::Tone,
        facts::Fact,
        failure::Failure,
        loaded::answered,
        new_password::NewPassword,
        notice::Notice,
        respond,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::Invitation,
    words::words,
};

/// What the link invites to, if it is good.
#[component]
pub(crate) fn InvitePage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let resource = Resource::new(move || token.get(), show_invite);
    answered(
        resource,
        || view! { <Waiting title=words().invite.waiting bones=Bones::Panels(1) /> }.into_any(),
        move |error| match error {
            AppError::NotFound => view! { <Gone /> }.into_any(),
            error => view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any(),
        },
        move |invitation| view! { <Invited invitation=invitation token=token.into() /> },
    )
}

#[component]
fn Invited(invitation: Signal<Invitation>, token: Signal<String>) -> impl IntoView {
    let (words, roles) = (&words().invite, &words().members);
    let joining = action::<AcceptInvite>();
    let title = Signal::derive(move || invitation.with(|invitation| (words.title)(&invitation.account)));
    let role = Memo::new(move |_| invitation.with(|invitation| invitation.role.into()));
    let email = Memo::new(move |_| invitation.with(|invitation| invitation.email.to_string()));
    let until = Signal::derive(move || invitation.with(|invitation| invitation.until));
    let signed_in = Memo::new(move |_| invitation.with(|invitation| invitation.signed_in.clone()));
    let other = move || {
        let text = (words.signed_in)(&signed_in.get()?);
        Some(view! { <Notice tone=Tone::Wait title=words.signed_in_title text=text /> })
    };
    view! {
        <PageTitle name=title />
        <div class="page door">
            <h1>{move || title.get()}</h1>
            <p class="lead">{move || (words.lead)(role.get())}</p>
            {other}
            <NewPassword action=joining token=token email=email submit=words.submit until=until>
                <div class="facts">
                    <dl>
                        <Fact name=words.email>{move || email.get()}</Fact>
                        <Fact name=roles.role_label>{move || (roles.role)(role.get())}</Fact>
                    </dl>
                </div>
            </NewPassword>
        </div>
    }
    .into_any()
}

/// It was used, or is too old. Whoever has just tried it for an e-mail that is somebody's is told that.
#[component]
fn Gone() -> impl IntoView {
    respond::with_status(404);
    let words = &words().invite;
    let (title, text) = match refusal(action::<AcceptInvite>()).get_untracked() {
        Some(AppError::EmailTaken) => (words.taken_title, words.taken_text),
        _ => (words.gone_title, words.gone_text),
    };
    view! {
        <PageTitle name=title.to_owned() />
        <div class="page empty">
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            <a class="button main" href="/sign-in">
                {words.gone_way}
            </a>
        </div>
    }
    .into_any()
}
