//! The search form: a plain GET form, whose answer the page fetches itself once it is awake.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{asked::Asked, features::Features, typing::Typing};
use crate::{
    browser,
    domain::{
        country::SOLD,
        offer::{Digits, MATCHES, Match, TYPES},
    },
    words::words,
};

/// Country, type, digits, area code.
#[component]
pub(super) fn SearchForm(asked: Memo<Asked>, go: Callback<(String, bool)>) -> impl IntoView {
    let (search, frame) = (&words().search, &words().frame);
    let form = NodeRef::<html::Form>::new();
    let typing = Typing::new(form, go);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        typing.send(false);
    };
    // Back and forward change the question; what stands in a field that was touched follows only if it is told. What
    // the form itself asked is in its fields already, and more may have been typed since.
    Effect::new(move |before: Option<Asked>| {
        let asked = asked.get();
        if before.is_some() && !typing.asked(&asked.url()) {
            for (key, value) in asked.fields() {
                browser::put_value(key, value);
            }
        }
        asked
    });
    let countries = SOLD.iter().map(|code| {
        let chosen = move || asked.with(|asked| asked.country == code.as_str());
        let name = (frame.country)(code.as_str()).unwrap_or_default();
        view! {
            <option value=code.to_string() selected=chosen>
                {name}
            </option>
        }
    });
    let matches = MATCHES.iter().map(|matching| {
        let chosen = move || asked.with(|asked| asked.matching.parse::<Match>().unwrap_or_default() == *matching);
        view! {
            <option value=matching.as_str() selected=chosen>
                {(search.match_name)(*matching)}
            </option>
        }
    });
    let kinds = TYPES.iter().map(|kind| {
        let chosen = move || asked.with(|asked| asked.kind == kind.as_str());
        view! {
            <option value=kind.as_str() selected=chosen>
                {(frame.kind)(*kind)}
            </option>
        }
    });
    view! {
        <form class="panel search-form" role="search" aria-label=search.form method="get" action="/search" node_ref=form on:submit=submit on:input=move |_| typing.later()>
            <div class="field">
                <label for="country">{search.country}</label>
                <select id="country" name="country">
                    {countries.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="type">{search.kind}</label>
                <select id="type" name="type">
                    {kinds.collect_view()}
                </select>
            </div>
            <DigitsField asked=asked />
            <div class="field">
                <label for="area_code">{search.area_code}</label>
                <input
                    id="area_code"
                    name="area_code"
                    type="text"
                    inputmode="numeric"
                    pattern="[2-9][0-9]{2}"
                    maxlength="3"
                    title=search.area_code_shape
                    placeholder=search.any
                    autocomplete="off"
                    value=move || asked.with(|asked| asked.area_code.clone())
                />
            </div>
            <button type="submit" class="button main">
                {search.submit}
            </button>
            <div class="field beside match">
                <label for="match">{search.matching}</label>
                <select id="match" name="match">
                    {matches.collect_view()}
                </select>
            </div>
            <Features asked=asked />
            <div class="field beside place">
                <label for="place">{search.city}</label>
                <input
                    id="place"
                    name="place"
                    type="text"
                    maxlength="60"
                    title=search.city_shape
                    placeholder=search.city_example
                    autocomplete="off"
                    value=move || asked.with(|asked| asked.place.clone())
                />
            </div>
        </form>
    }
    .into_any()
}

/// Digits or a word; a word shows which digits it dials.
#[component]
fn DigitsField(asked: Memo<Asked>) -> impl IntoView {
    let search = &words().search;
    let typed = RwSignal::new(asked.with_untracked(|asked| asked.digits.clone()));
    Effect::new(move |_| typed.set(asked.with(|asked| asked.digits.clone())));
    let dials = Memo::new(move |_| {
        let typed = typed.get();
        let digits = typed.parse::<Digits>().ok()?;
        typed.contains(|letter: char| letter.is_ascii_alphabetic()).then(|| digits.as_str().to_owned())
    });
    view! {
        <div class="field digits">
            <label for="digits">{search.digits}</label>
            <input
                id="digits"
                name="digits"
                type="text"
                maxlength="20"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                pattern=r"[0-9A-Za-z +.\(\)\-]*"
                title=search.digits_shape
                placeholder=search.digits_example
                aria-describedby="dials"
                value=move || asked.with(|asked| asked.digits.clone())
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <span id="dials" class="dials">
                {move || {
                    dials
                        .get()
                        .map(|digits| {
                            view! {
                                <span class="hidden">{(search.dials_as)(&digits)}</span>
                                <span aria-hidden="true">{digits.clone()}</span>
                            }
                        })
                }}
            </span>
        </div>
    }
    .into_any()
}
