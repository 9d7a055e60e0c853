//! The frame's header: where one is, who one is, how the account stands.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{chip::Chip, loaded::noted};
use crate::{
    api::show_viewer::Frame,
    desk::{UNREAD_MOST, Viewer},
    live::FrameResource,
    words::words,
};

/// Brand, ways, account.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let resource = use_context::<FrameResource>();
    let viewer = move || match resource.and_then(|resource| resource.get()) {
        Some(Ok(Frame { viewer, .. })) => viewer,
        _ => None,
    };
    view! {
        <header class="top">
            <Brand />
            <Transition>
                {
                    // What is new comes and goes beside the rest, which keeps the focus that it may have.
                    let unread = noted(move |_| viewer().map_or(0, |viewer| viewer.unread));
                    let viewer = noted(move |_| viewer().map(|viewer| Viewer { unread: 0, ..viewer }));
                    move || viewer.get().map(|viewer| view! { <SignedIn viewer=viewer unread=unread /> })
                }
            </Transition>
        </header>
    }
    .into_any()
}

/// The store's name, which leads to its first page.
#[component]
pub(crate) fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/search">
            <span class="brand-mark" aria-hidden="true">
                "+1"
            </span>
            {words().frame.brand}
        </a>
    }
}

#[component]
fn SignedIn(viewer: Viewer, unread: Signal<u32>) -> impl IntoView {
    let frame = &words().frame;
    let Viewer { account, standing, operates, .. } = viewer;
    view! {
        <nav aria-label=frame.nav>
            <A href="/search">{frame.search}</A>
            <A href="/orders">{frame.orders}</A>
            <A href="/numbers">{frame.numbers}</A>
            <A href="/pools">{frame.pools}</A>
            <A href="/services">{frame.services}</A>
            {operates.then(|| view! { <A href="/operator">{frame.operator}</A> })}
        </nav>
        <div class="who">
            <Chip tone=Signal::stored(standing.into()) text=Signal::stored((frame.standing)(standing)) />
            <Notices unread=unread />
            <A href="/account" attr:class="account">
                {account}
            </A>
            <form method="post" action="/api/sign_out">
                <button type="submit" class="plain sign-out">
                    <span>{frame.sign_out}</span>
                    <svg viewBox="0 0 20 20" aria-hidden="true">
                        <path d="M8 3H4v14h4M8 10h9m-4-4 4 4-4 4" />
                    </svg>
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// The way to what happened, with how much of it is new.
#[component]
fn Notices(unread: Signal<u32>) -> impl IntoView {
    let words = &words().notices;
    let more = |unread| unread >= UNREAD_MOST;
    let badge = move || {
        let unread = unread.get();
        (unread > 0).then(|| {
            view! {
                <span class="badge" aria-hidden="true">
                    {(words.badge)(unread, more(unread))}
                </span>
            }
        })
    };
    let name = move || (words.link)(unread.get(), more(unread.get()));
    view! {
        <A href="/notices" attr:class="notices-way" attr:aria-label=name>
            <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d="M4 14.5V13l1.5-2V8.5a4.5 4.5 0 0 1 9 0V11l1.5 2v1.5zM8.5 17h3M10 2.5V4" />
            </svg>
            {badge}
        </A>
    }
    .into_any()
}
