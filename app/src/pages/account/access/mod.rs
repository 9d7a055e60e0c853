//! What on the account's page is the person's own: where they are signed in, and by what.

mod codes;
mod passkeys;
mod password;
mod prove;
mod sessions;

use leptos::prelude::*;

use crate::{
    AppError,
    api::show_access::show_access,
    components::{failure::Mishap, loaded::loaded},
    desk::AccessView,
    live::Live,
};
use codes::Codes;
use passkeys::Passkeys;
use password::Password;
pub(super) use prove::PROVE;
use sessions::Sessions;

/// The person's sessions, asked for anew whenever something changes. The page makes it: what is made within a part that
/// waits for another answer may be made twice on the server, and once in the browser.
pub(super) fn access() -> Resource<Result<AccessView, AppError>> {
    let live = Live::here();
    Resource::new(move || live.version(), |_| show_access())
}

/// The person's part of the page; what the account's part shows does not wait for it.
#[component]
pub(super) fn Access(resource: Resource<Result<AccessView, AppError>>) -> impl IntoView {
    let failed = move |error| view! { <Mishap error=error retry=move |()| resource.refetch() /> }.into_any();
    let skeleton = || view! { <div class="panel skeleton" aria-hidden="true"></div> }.into_any();
    loaded(resource, skeleton, failed, move |access| {
        view! {
            <Sessions access=access />
            <Passkeys access=access />
            <Password access=access />
            <Codes access=access />
        }
    })
}
