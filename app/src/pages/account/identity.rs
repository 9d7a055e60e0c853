//! What the identity vendor has of the account's people, and having it deleted.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    api::delete_identity_data::DeleteIdentityData,
    components::{
        action::{action, refusal},
        dialog::Dialog,
        failure::Mishap,
        moment::Moment,
        press::Press,
    },
    desk::{AccountView, Check, IdentityData},
    live::Live,
    words::words,
};

/// The section, and the dialog that asks before anything is deleted.
#[component]
pub(super) fn Identity(account: Signal<AccountView>) -> impl IntoView {
    let (identity, live) = (&words().account.identity_data, Live::here());
    let deleting = action::<DeleteIdentityData>();
    let data = Memo::new(move |_| account.with(|account| account.identity));
    let (query, navigate) = (use_query_map(), use_navigate());
    let asked = Memo::new(move |_| query.with(|query| query.get_str("delete") == Some("identity")));
    let close = Callback::new(move |()| {
        navigate("/account", NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    Effect::new(move |_| {
        if let Some(done) = deleting.value().get() {
            live.bump();
            if done.is_ok() {
                close.run(());
            }
        }
    });
    let refused = refusal(deleting);
    let ask = move || asked.get() && data.get().deletable();
    view! {
        <section class="panel identity-data" aria-labelledby="identity-data">
            <h2 id="identity-data">{identity.title}</h2>
            {move || (data.get() != IdentityData::Here).then_some(view! { <p>{identity.here}</p> })}
            {move || view! { <AtVendor data=data.get() /> }}
            {move || refused.get().filter(|_| !ask()).map(|error| view! { <Mishap error=error /> })}
        </section>
        {move || ask().then(|| view! { <AskDelete data=data.get() deleting=deleting on_close=close /> })}
    }
    .into_any()
}

/// Where it stands at the vendor.
#[component]
fn AtVendor(data: IdentityData) -> impl IntoView {
    let identity = &words().account.identity_data;
    match data {
        IdentityData::None => view! { <p>{identity.none}</p> }.into_any(),
        IdentityData::Here => view! { <Deletable text=identity.waiting way=identity.take_back /> }.into_any(),
        IdentityData::Kept { check: Check::Running } => view! { <p>{identity.checking}</p> }.into_any(),
        IdentityData::Kept { check: Check::Review } => {
            view! { <Deletable text=identity.reviewed way=identity.delete /> }.into_any()
        }
        IdentityData::Kept { check: Check::Over } => {
            view! { <Deletable text=identity.kept way=identity.delete /> }.into_any()
        }
        IdentityData::Asked { at } => view! {
            <p role="status">
                {identity.asked} " " <Moment at=Signal::stored(at) within=true /> ". " {identity.asked_then}
            </p>
        }
        .into_any(),
        IdentityData::Deleted { asked, at } => view! {
            <p role="status">
                {identity.asked} " " <Moment at=Signal::stored(asked) within=true /> ". " {identity.deleted} " "
                <Moment at=Signal::stored(at) within=true /> "."
            </p>
        }
        .into_any(),
    }
}

/// What there is, and the way to the question; without script the button's own form leads there.
#[component]
fn Deletable(text: &'static str, way: &'static str) -> impl IntoView {
    let navigate = use_navigate();
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        navigate("/account?delete=identity", NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <p>{text}</p>
        <form method="get" action="/account" on:submit=ask>
            <button type="submit" name="delete" value="identity" class="button">
                {way}
            </button>
        </form>
    }
    .into_any()
}

/// The dialog 'Delete your identity data?'.
#[component]
fn AskDelete(
    data: IdentityData,
    deleting: ServerAction<DeleteIdentityData>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let identity = &words().account.identity_data;
    let refused = refusal(deleting);
    let input = Signal::stored(DeleteIdentityData {});
    let what = if data == IdentityData::Here { identity.ask_waiting } else { identity.ask_text };
    let reviewed = data == IdentityData::Kept { check: Check::Review };
    let then = if reviewed { identity.ask_reviewed } else { identity.ask_then };
    view! {
        <Dialog id="delete-identity" title=identity.ask_title on_close=on_close>
            <p>{what}</p>
            <p>{identity.ask_consent}</p>
            <p>{then}</p>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            <div class="dialog-ways">
                <form method="dialog">
                    <button type="submit" class="button">
                        {identity.cancel}
                    </button>
                </form>
                <Press action=deleting input=input fields=|_| Vec::new() class="button main" first=true>
                    {identity.confirm}
                </Press>
            </div>
        </Dialog>
    }
    .into_any()
}
