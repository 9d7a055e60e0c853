//! What a page shows when its data cannot be had.

use leptos::prelude::*;

use super::{chip::Tone, notice::Notice, respond, respond::Onward, sign_in_first::SignInFirst, title::PageTitle};
use crate::{AppError, api::show_door::DOOR, live::Build, pages::missing::Missing, words::words};

/// The way on from an error: to the sign-in page, to the search, or once more.
#[component]
pub(crate) fn Failure(error: AppError, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    match error {
        AppError::SignInNeeded => view! { <SignInFirst /> }.into_any(),
        AppError::PasskeyNeeded => view! { <Onward path=DOOR /> }.into_any(),
        AppError::NotFound => view! { <Missing /> }.into_any(),
        error => {
            respond::with_status(error.status());
            let frame = &words().frame;
            view! {
                <PageTitle name=frame.failed_title.to_owned() />
                <div class="page">
                    <h1>{frame.failed_title}</h1>
                    <Mishap error=error retry=retry />
                </div>
            }
            .into_any()
        }
    }
}

/// An error within a page that is otherwise whole.
#[component]
pub(crate) fn Mishap(error: AppError, #[prop(into, optional)] retry: Option<Callback<()>>) -> impl IntoView {
    let mishap = (words().problems.error)(&error);
    if error == AppError::OldPage {
        let build = Build::here();
        Effect::new(move |_| build.misfits());
    }
    let retry = retry.map(|retry| {
        let again = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            retry.run(());
        };
        // Without script an empty address loads the page again; `external` keeps the router from taking it for a way.
        view! {
            <a class="button" href="" rel="external" on:click=again>
                {words().frame.try_again}
            </a>
        }
    });
    view! {
        <Notice tone=Tone::Bad title=mishap.title text=mishap.text>
            {retry}
        </Notice>
    }
    .into_any()
}
