//! Another name for a pool.

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::{
    api::rename_pool::RenamePool,
    browser,
    components::{
        action::{busy, refusal, send},
        failure::Mishap,
        field::Field,
    },
    desk::PoolView,
    domain::pool::PoolName,
    live::Live,
    words::words,
};

/// A plain form, sent by the page itself once it is awake.
#[component]
pub(super) fn Rename(pool: Signal<PoolView>, renaming: ServerAction<RenamePool>) -> impl IntoView {
    let words = &words().pool;
    let live = Live::here();
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = browser::form_fields(form).into_iter().find(|(key, _)| key == "name");
        if let Some((_, name)) = typed {
            send(renaming, RenamePool { pool: pool.with_untracked(|pool| pool.summary.id.to_string()), name });
        }
    };
    Effect::new(move |_| {
        if matches!(renaming.value().get(), Some(Ok(()))) {
            live.bump();
        }
    });
    let (busy, refused) = (busy(renaming), refusal(renaming));
    view! {
        <section class="panel stack" aria-labelledby="rename">
            <h2 id="rename">{words.rename_title}</h2>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            <form class="rename" method="post" action="/api/rename_pool" node_ref=form on:submit=submit>
                <input type="hidden" name="pool" value=move || pool.with(|pool| pool.summary.id.to_string()) />
                <Field name="name" label=words.new_name>
                    <input
                        id="name"
                        name="name"
                        type="text"
                        required
                        maxlength=PoolName::MAX
                        autocomplete="off"
                        value=move || pool.with(|pool| pool.summary.name.to_string())
                    />
                </Field>
                <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                    {words.rename}
                </button>
            </form>
        </section>
    }
    .into_any()
}
