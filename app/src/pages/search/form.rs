//! The search form: a plain GET form, whose answer the page fetches itself once it is awake.

use leptos::{
    ev::{Event, SubmitEvent},
    html,
    prelude::*,
};

use super::{
    asked::Asked,
    features::Features,
    typing::{By, Typing},
};
use crate::{
    browser,
    components::field::{AreaCodeField, Field, SelectField},
    domain::{
        CountryCode,
        country::SOLD,
        offer::{Digits, Match, NumberType},
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
        typing.send(By::Pressing);
    };
    let input = move |event: Event| typing.later(if browser::is_choice(&event) { By::Choosing } else { By::Typing });
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
    let country =
        |code: &CountryCode| (code.to_string(), (frame.country)(code.as_str()).unwrap_or_default().to_owned());
    let kind = |kind: &NumberType| (kind.to_string(), (frame.kind)(*kind).to_owned());
    view! {
        <form class="panel search-form" role="search" aria-label=search.form method="get" action="/search" node_ref=form on:submit=submit on:input=input>
            <SelectField
                name="country"
                label=search.country
                options=SOLD.iter().map(country).collect()
                chosen=Signal::derive(move || asked.with(|asked| asked.country.clone()))
            />
            <SelectField
                name="type"
                label=search.kind
                options=NumberType::ALL.iter().map(kind).collect()
                chosen=Signal::derive(move || asked.with(|asked| asked.kind.clone()))
            />
            <DigitsField asked=asked />
            <AreaCodeField
                value=Signal::derive(move || asked.with(|asked| asked.area_code.clone()))
                none=Signal::derive(move || !asked.with(Asked::has_area_codes))
            />
            <button type="submit" class="button main">
                {search.submit}
            </button>
            <MoreFilters asked=asked />
        </form>
    }
    .into_any()
}

/// What fewer people set: a narrow page folds it away, a wide one shows it whether it is open or not.
#[component]
fn MoreFilters(asked: Memo<Asked>) -> impl IntoView {
    let search = &words().search;
    let matching = |matching: &Match| (matching.to_string(), (search.match_name)(*matching).to_owned());
    let chosen = move || asked.with(|asked| asked.matching.parse::<Match>().unwrap_or_default().to_string());
    // What hides a filter that is set would mislead; what the reader opened is theirs to close.
    let open = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || asked.with(Asked::narrowed_further)
    });
    view! {
        <details class="more-filters" open=move || open.get()>
            <summary>{search.more_filters}</summary>
            <SelectField
                name="match"
                label=search.matching
                class="field match"
                options=Match::ALL.iter().map(matching).collect()
                chosen=Signal::derive(chosen)
            />
            <Features asked=asked />
            <Field name="place" label=search.city class="field place">
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
            </Field>
        </details>
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
        <Field name="digits" label=search.digits class="field digits">
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
        </Field>
    }
    .into_any()
}
