//! A native dialog. The server sends it open, so it shows without script; once awake it is modal.

use leptos::{html, prelude::*};

use crate::browser;

/// A dialog named by its title. A `<form method="dialog">` inside closes it, with or without script.
#[component]
pub(crate) fn Dialog(
    /// Unique in the page; the title's element.
    id: &'static str,
    title: &'static str,
    /// Runs after the person closed it, by whatever means.
    #[prop(into)]
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if node.get().is_some() {
            browser::open_modal(node);
        }
    });
    view! {
        <dialog class="dialog" open aria-labelledby=id node_ref=node on:close=move |_| on_close.run(())>
            <h2 id=id>{title}</h2>
            {children()}
        </dialog>
    }
    .into_any()
}
