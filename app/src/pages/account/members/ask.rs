//! The dialog that asks before somebody is removed.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::Told;
use crate::{
    api::members::RemoveMember,
    components::{
        action::{action, refusal},
        dialog::Dialog,
        failure::Mishap,
        press::Press,
    },
    desk::{Member, MembersView},
    live::Live,
    words::words,
};

/// The dialog, when the address asks about somebody of the account who may be removed.
#[component]
pub(super) fn AskRemove(people: Signal<MembersView>, told: Told) -> impl IntoView {
    let live = Live::here();
    let removing = action::<RemoveMember>();
    let (query, navigate) = (use_query_map(), use_navigate());
    let whom = Memo::new(move |_| {
        let asked = query.with(|query| query.get_str("remove").map(str::to_owned))?;
        let known = |member: &&Member| member.may_be_removed && member.id.as_str() == asked;
        people.with(|people| people.members.iter().find(known).cloned())
    });
    let close = Callback::new(move |()| {
        navigate("/account", NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    Effect::new(move |_| {
        if let Some(done) = removing.value().get() {
            live.bump();
            if done.is_ok() {
                close.run(());
                told.tell(words().members.removed);
            } else {
                told.clear();
            }
        }
    });
    let refused = refusal(removing);
    view! {
        {move || refused.get().filter(|_| whom.get().is_none()).map(|error| view! { <Mishap error=error /> })}
        {move || whom.get().map(|member| view! { <Ask member=member removing=removing on_close=close /> })}
    }
    .into_any()
}

#[component]
fn Ask(member: Member, removing: ServerAction<RemoveMember>, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let words = &words().members;
    let refused = refusal(removing);
    let input = Signal::stored(RemoveMember { member: member.id.to_string() });
    let fields = |RemoveMember { member }| vec![("member", member)];
    let text = if member.you { words.ask_you.to_owned() } else { (words.ask)(&member.email) };
    view! {
        <Dialog id="remove-member" title=words.ask_title on_close=on_close>
            <p>{text}</p>
            <p>{words.ask_then}</p>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            <div class="dialog-ways">
                <form method="dialog">
                    <button type="submit" class="button">
                        {words.cancel}
                    </button>
                </form>
                <Press action=removing input=input fields=fields class="button main" first=true>
                    {words.confirm}
                </Press>
            </div>
        </Dialog>
    }
    .into_any()
}
