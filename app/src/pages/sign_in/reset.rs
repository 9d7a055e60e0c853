//! `/sign-in/reset`: asking for a link; `/sign-in/reset/{token}`: choosing a new password by it. Looking changes nothing.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    AppError,
    api::{
        reset::{AskReset, ResetPassword, show_reset},
        show_viewer::Frame,
    },
    components::{
        action::{action, refusal},
        chip::Tone,
        failure::{Failure, Mishap},
        field::Field,
        loaded::{answered, noted},
        new_password::NewPassword,
        notice::Notice,
        respond,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::ResetView,
    live::FrameResource,
    pages::missing::Missing,
    words::words,
};

/// Where the store sends mail: a form for the address, or the word that a link is on its way.
#[component]
pub(crate) fn AskResetPage() -> impl IntoView {
    let resource = use_context::<FrameResource>();
    let mails = move || match resource.and_then(|resource| resource.get()) {
        Some(Ok(Frame { mails, .. })) => Some(mails),
        Some(Err(_)) | None => None,
    };
    view! {
        <Transition>
            {
                let mails = noted(move |_| mails());
                move || {
                    mails.get().map(|mails| if mails { view! { <Ask /> }.into_any() } else { view! { <Missing /> }.into_any() })
                }
            }
        </Transition>
    }
    .into_any()
}

#[component]
fn Ask() -> impl IntoView {
    let words = &words().reset;
    let query = use_query_map();
    let refused = refusal(action::<AskReset>());
    let asked = move || query.with(|query| query.get_str("asked").is_some());
    view! {
        <PageTitle name=words.title.to_owned() />
        <div class="page door">
            <h1>{words.title}</h1>
            <p class="lead">{words.lead}</p>
            {move || {
                asked()
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Done title=words.sent_title text=words.sent_text>
                                <p>{words.sent_again}</p>
                            </Notice>
                        }
                    })
            }}
            // Plain: the answer says the same to everybody.
            <form class="panel stack" method="post" action="/api/ask_reset">
                {move || refused.get().map(|error| view! { <Mishap error=error /> })}
                <Field name="email" label=words.email>
                    <input id="email" name="email" type="email" autocomplete="username" required />
                </Field>
                <div>
                    <button type="submit" class="button main">
                        {words.ask}
                    </button>
                </div>
                <p class="hint">
                    <a href="/sign-in">{words.back}</a>
                </p>
            </form>
        </div>
    }
    .into_any()
}

/// Whose password the link is for, if it is good.
#[component]
pub(crate) fn ResetPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let resource = Resource::new(move || token.get(), show_reset);
    answered(
        resource,
        || view! { <Waiting title=words().reset.new_title bones=Bones::Panels(1) /> }.into_any(),
        move |error| match error {
            AppError::NotFound => view! { <Gone /> }.into_any(),
            error => view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any(),
        },
        move |reset| view! { <Choose reset=reset token=token.into() /> },
    )
}

#[component]
fn Choose(reset: Signal<ResetView>, token: Signal<String>) -> impl IntoView {
    let words = &words().reset;
    let resetting = action::<ResetPassword>();
    let email = Memo::new(move |_| reset.with(|reset| reset.email.clone()));
    let until = Signal::derive(move || reset.with(|reset| reset.until));
    view! {
        <PageTitle name=words.new_title.to_owned() />
        <div class="page door">
            <h1>{words.new_title}</h1>
            <p class="lead">{words.new_lead}</p>
            <NewPassword action=resetting token=token email=email submit=words.save until=until />
        </div>
    }
    .into_any()
}

/// It was used, is too old, or a newer one took its place.
#[component]
fn Gone() -> impl IntoView {
    respond::with_status(404);
    let words = &words().reset;
    view! {
        <PageTitle name=words.gone_title.to_owned() />
        <div class="page empty">
            <h1>{words.gone_title}</h1>
            <p class="lead">{words.gone_text}</p>
            <a class="button main" href="/sign-in/reset">
                {words.gone_way}
            </a>
        </div>
    }
    .into_any()
}
