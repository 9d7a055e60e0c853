//! The frame's header: where one is, who one is, how the account stands.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{chip::Chip, loaded::noted};
use crate::{api::show_viewer::Frame, desk::Viewer, live::FrameResource, words::words};

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
                    let viewer = noted(move |_| viewer());
                    move || viewer.get().map(|viewer| view! { <SignedIn viewer=viewer /> })
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
fn SignedIn(viewer: Viewer) -> impl IntoView {
    let frame = &words().frame;
    let Viewer { account, standing, operates, .. } = viewer;
    view! {
        <nav aria-label=frame.nav>
            <A href="/search">{frame.search}</A>
            <A href="/orders">{frame.orders}</A>
            <A href="/numbers">{frame.numbers}</A>
            <A href="/pools">{frame.pools}</A>
            {operates.then(|| view! { <A href="/operator">{frame.operator}</A> })}
        </nav>
        <div class="who">
            <Chip tone=Signal::stored(standing.into()) text=Signal::stored((frame.standing)(standing)) />
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
