//! Another name for a pool.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    api::rename_pool::RenamePool, browser, components::failure::Mishap, desk::PoolView, domain::pool::PoolName,
    live::Live, words::words,
};

/// The renaming. An action begins with the error of a plain form, which leptos keeps for as long as the page lives.
pub(super) fn action() -> ServerAction<RenamePool> {
    let action = ServerAction::new();
    if use_query_map().with_untracked(|query| query.get_str("__err").is_none()) {
        action.clear();
    }
    action
}

/// A plain form, sent by the page itself once it is awake.
#[component]
pub(super) fn Rename(pool: Signal<PoolView>, action: ServerAction<RenamePool>) -> impl IntoView {
    let words = &words().pool;
    let live = Live::here();
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = browser::form_fields(form).into_iter().find(|(key, _)| key == "name");
        if let Some((_, name)) = typed
            && !action.pending().get_untracked()
        {
            action.dispatch(RenamePool { pool: pool.with_untracked(|pool| pool.summary.id.to_string()), name });
        }
    };
    Effect::new(move |_| {
        if matches!(action.value().get(), Some(Ok(()))) {
            live.bump();
        }
    });
    let busy = move || action.pending().get().then_some("true");
    view! {
        <section class="panel stack" aria-labelledby="rename">
            <h2 id="rename">{words.rename_title}</h2>
            {move || action.value().get().and_then(Result::err).map(|error| view! { <Mishap error=error /> })}
            <form class="rename" method="post" action="/api/rename_pool" node_ref=form on:submit=submit>
                <input type="hidden" name="pool" value=move || pool.with(|pool| pool.summary.id.to_string()) />
                <div class="field">
                    <label for="name">{words.new_name}</label>
                    <input
                        id="name"
                        name="name"
                        type="text"
                        required
                        maxlength=PoolName::MAX
                        autocomplete="off"
                        value=move || pool.with(|pool| pool.summary.name.to_string())
                    />
                </div>
                <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                    {words.rename}
                </button>
            </form>
        </section>
    }
    .into_any()
}
