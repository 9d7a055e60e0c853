//! When nothing was found.

use leptos::prelude::*;

use super::asked::Asked;
use crate::words::words;

/// Says what to do next, by what was asked for.
#[component]
pub(super) fn NothingFound(asked: Memo<Asked>) -> impl IntoView {
    let search = &words().search;
    let ways = move || {
        asked.with(|asked| {
            let ways = [
                (!asked.digits.is_empty(), search.empty_fewer_digits),
                (!asked.matching.is_empty(), search.empty_anywhere),
                (!asked.area_code.is_empty(), search.empty_no_area),
                (!asked.place.is_empty(), search.empty_no_place),
                (asked.narrowed_by_features(), search.empty_fewer_features),
                (true, search.empty_other_kind),
            ];
            ways.into_iter().filter(|(fits, _)| *fits).map(|(_, way)| view! { <li>{way}</li> }).collect_view()
        })
    };
    view! {
        <div class="panel empty">
            <h2>{search.empty_title}</h2>
            <p class="hint">{search.empty_text}</p>
            <ul>{ways}</ul>
        </div>
    }
    .into_any()
}
