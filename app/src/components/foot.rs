//! The foot of every page: in which language it is read.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    browser,
    domain::Language,
    words::{spoken, words},
};

/// Each language by its own name. A plain form: the document is loaded anew, where it stands, in the one that is chosen, and
/// what was typed in it is put back.
#[component]
pub(crate) fn Foot(
    /// Where the page is.
    #[prop(into)]
    back: Signal<String>,
) -> impl IntoView {
    let way = |language: Language| {
        let tag = language.as_str();
        let current = (language == spoken()).then_some("true");
        view! {
            <li>
                <button type="submit" class="plain" name="language" value=tag lang=tag aria-current=current>
                    {language.own_name()}
                </button>
            </li>
        }
    };
    view! {
        <footer class="foot">
            <form
                method="post"
                action="/api/choose_language"
                aria-label=words().frame.languages
                on:submit=move |_| browser::keep()
            >
                <input type="hidden" name="back" value=move || back.get() />
                <ul>{Language::ALL.map(way).collect_view()}</ul>
            </form>
        </footer>
    }
    .into_any()
}

/// The address of the page that is shown, but for the place in it.
pub(crate) fn address_here() -> Signal<String> {
    let here = use_location();
    Signal::derive(move || match here.search.get() {
        search if search.is_empty() => here.pathname.get(),
        search => format!("{}?{search}", here.pathname.get()),
    })
}
