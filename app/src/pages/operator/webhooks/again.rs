//! The form that has an event looked at again, for a reason.

use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn};
use leptos_router::components::A;

use super::super::asked::Asked;
use crate::{
    api::operator::redeliver::Redeliver,
    browser,
    components::{
        action::{busy, send},
        field::Field,
    },
    domain::Why,
    words::words,
};

/// The form, in the place of the list's beginning.
#[component]
pub(super) fn AskAgain(event: String, asked: Asked, asking: ServerAction<Redeliver>) -> impl IntoView {
    let of = &words().operator.of_webhooks;
    let form = NodeRef::<html::Form>::new();
    let named = event.clone();
    let submit = move |pressed: SubmitEvent| {
        pressed.prevent_default();
        let fields = browser::form_fields(form);
        let why = fields.into_iter().find(|(name, _)| name == "why").map(|(_, why)| why).unwrap_or_default();
        send(asking, Redeliver { event: named.clone(), why });
    };
    Effect::new(|_| browser::focus("why"));
    let busy = busy(asking);
    view! {
        <section class="panel stack" aria-labelledby="again">
            <h2 id="again">{of.again_title}</h2>
            <p class="hint">
                <code>{event.clone()}</code>
                " "
                {of.again_text}
            </p>
            <form class="stack" method="post" action=Redeliver::url() node_ref=form on:submit=submit>
                <input type="hidden" name="event" value=event />
                <Field name="why" label=of.why>
                    <input id="why" name="why" type="text" required maxlength=Why::MAX autocomplete="off" />
                </Field>
                <div class="form-ways">
                    <button type="submit" class="button main" aria-busy=busy aria-disabled=busy>
                        {of.redeliver}
                    </button>
                    <A href=asked.with("", "") scroll=false>
                        {of.cancel}
                    </A>
                </div>
            </form>
        </section>
    }
    .into_any()
}
