//! The identity vendor's name for a hand-over.

use leptos::prelude::*;

use crate::{desk::VendorCase, words::words};

/// The name, and the way to the vendor's own page of it, where there is one.
#[component]
pub(super) fn VendorLink(vendor: VendorCase) -> impl IntoView {
    let VendorCase { reference, link } = vendor;
    let words = &words().queue;
    match link {
        Some(link) => view! {
            {words.vendor}
            " "
            <a href=link rel="external noreferrer">
                <code>{reference}</code>
            </a>
        }
        .into_any(),
        None => view! { {words.vendor} " " <code>{reference}</code> }.into_any(),
    }
}

/// Why an ID alone waits for a person, and what they do: what the vendor has of it decides.
pub(super) fn why_alone(vendor: Option<&VendorCase>) -> &'static str {
    let words = &words().queue;
    if vendor.is_some() { words.alone_waits } else { words.alone_nowhere }
}
