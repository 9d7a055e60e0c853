//! When nothing was found.

use leptos::prelude::*;

use super::asked::Asked;
use crate::{domain::offer::NumberType, words::words};

/// What to do next, by what was asked for; each way leads to the search that does it.
#[component]
pub(super) fn NothingFound(asked: Memo<Asked>) -> impl IntoView {
    let search = &words().search;
    let ways = move || {
        let way = |(text, to): (String, String)| view! { <li><a href=to>{text}</a></li> };
        asked.with(ways).into_iter().map(way).collect_view()
    };
    view! {
        <div class="panel empty">
            <p class="hint">{search.empty_text}</p>
            <ul>{ways}</ul>
            <p class="hint">{search.empty_other}</p>
        </div>
    }
    .into_any()
}

/// Texts and addresses, the least loss first.
fn ways(asked: &Asked) -> Vec<(String, String)> {
    let search = &words().search;
    let mut ways = Vec::new();
    if !asked.matching.is_empty() && !asked.digits.is_empty() {
        ways.push((search.empty_anywhere.to_owned(), asked.but(|asked| asked.matching.clear())));
    }
    if let Some((fewer, to)) = asked.fewer_digits() {
        ways.push(((search.empty_fewer_digits)(&fewer), to));
    } else if !asked.digits.is_empty() {
        ways.push((search.empty_no_digits.to_owned(), asked.but(|asked| asked.digits.clear())));
    }
    if !asked.area_code.is_empty() {
        ways.push(((search.empty_no_area)(&asked.area_code), asked.but(|asked| asked.area_code.clear())));
    }
    if !asked.place.is_empty() {
        ways.push(((search.empty_no_place)(&asked.place), asked.but(|asked| asked.place.clear())));
    }
    if asked.narrowed_by_features() {
        let any = asked.but(|asked| {
            for feature in [&mut asked.voice, &mut asked.sms, &mut asked.mms] {
                feature.clear();
            }
        });
        ways.push((search.empty_fewer_features.to_owned(), any));
    }
    if asked.kind != NumberType::Local.as_str() {
        let local = asked.but(|asked| asked.kind = NumberType::Local.as_str().to_owned());
        ways.push((search.empty_local.to_owned(), local));
    }
    ways
}
