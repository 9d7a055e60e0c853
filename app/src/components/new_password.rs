//! Choosing a password by a link.

use leptos::prelude::*;

use super::{
    action::{Call, refusal},
    failure::Mishap,
    field::Field,
    moment::Moment,
};
use crate::{domain::Timestamp, words::words};

/// The form, which sends the link's token with the password. What else is to be known is inside.
#[component]
pub(crate) fn NewPassword<S: Call>(
    action: ServerAction<S>,
    token: Signal<String>,
    /// Who will sign in by it.
    #[prop(into)]
    email: Signal<String>,
    /// What the button says.
    submit: &'static str,
    /// Until when the link is good.
    until: Signal<Timestamp>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = &words().access;
    let refused = refusal(action);
    view! {
        // Plain: a session begins or ends with it, so the page is loaded anew.
        <form class="panel stack" method="post" action=S::url()>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            {children.map(|children| children())}
            <input type="hidden" name="token" value=move || token.get() />
            // For who keeps passwords: it says whose the new one is.
            <input type="email" autocomplete="username" value=move || email.get() readonly hidden />
            <Field name="password" label=words.new_password>
                <input
                    id="password"
                    name="password"
                    type="password"
                    autocomplete="new-password"
                    aria-describedby="password-hint"
                    required
                />
                <p id="password-hint" class="hint">
                    {words.new_password_hint}
                </p>
            </Field>
            <div>
                <button type="submit" class="button main">
                    {submit}
                </button>
            </div>
            <p class="hint">{words.link_until} " " <Moment at=until within=true /></p>
        </form>
    }
    .into_any()
}
