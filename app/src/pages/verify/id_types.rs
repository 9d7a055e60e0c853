//! Which country, which of its documents.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::place::Place;
use crate::{
    components::{countries::issuing_countries, field::SelectField},
    domain::{
        CountryCode,
        id_document::{IdDocument, IdType, types_of},
    },
    live::Awake,
    words::words,
};

/// The chosen document.
#[derive(Clone, Copy)]
pub(super) struct ChosenId {
    pub country: RwSignal<CountryCode>,
    pub kind: RwSignal<Option<IdType>>,
}

impl ChosenId {
    /// What the address asks for: without script, that is how a country's documents are looked up. Or else the one of
    /// which a side is here.
    pub(super) fn new(here: Option<IdDocument>) -> Self {
        let (country, kind) = use_query_map().with_untracked(|query| {
            let asked = query.get_str("country").and_then(|code| code.parse().ok());
            let Some(country) = asked.filter(|code| types_of(*code).is_some()) else {
                return here.map_or((CountryCode::US, None), |here| (here.country(), Some(here.kind())));
            };
            let kind = query.get_str("id_type").and_then(|kind| kind.parse().ok());
            (country, kind.filter(|kind| offers(country, *kind)))
        });
        Self { country: RwSignal::new(country), kind: RwSignal::new(kind) }
    }

    /// Takes over what was chosen before the page was awake, or goes on with a new choice.
    pub(super) fn choose(self, country: CountryCode, kind: Option<IdType>) {
        self.country.set(country);
        self.kind.set(kind.filter(|kind| offers(country, *kind)));
    }

    /// The document that is chosen.
    pub(super) fn document(self) -> Option<IdDocument> {
        IdDocument::new(self.country.get(), self.kind.get()?).ok()
    }

    /// Whether the chosen kind has a back; `None` before there is one.
    pub(super) fn has_back(self) -> Option<bool> {
        self.kind.get().map(IdType::has_back)
    }
}

fn offers(country: CountryCode, kind: IdType) -> bool {
    types_of(country).is_some_and(|types| types.contains(&kind))
}

/// The country's select and the radio group of its documents.
#[component]
pub(super) fn IdTypes(id: ChosenId) -> impl IntoView {
    let words = &words().document;
    let awake = Awake::here();
    let countries = issuing_countries();
    let change = move |country: String| {
        if let Ok(country) = country.parse() {
            id.choose(country, id.kind.get_untracked());
        }
    };
    let types = move || types_of(id.country.get()).unwrap_or_default().to_vec();
    view! {
        <div class="country">
            <SelectField
                name="country"
                label=words.country
                options=countries
                chosen=Signal::derive(move || id.country.get().to_string())
                on_change=change
            />
            <button
                type="submit"
                class="button unscripted"
                formmethod="get"
                formaction=Place::here().page()
                formnovalidate
                hidden=move || awake.get()
            >
                {words.show_types}
            </button>
        </div>
        <fieldset class="choices" role="radiogroup" aria-labelledby="id-type">
            <legend id="id-type">{words.id_type}</legend>
            <For each=types key=|kind| *kind let:kind>
                <label class="choice">
                    <input
                        type="radio"
                        name="id_type"
                        value=kind.as_str()
                        required
                        checked=move || id.kind.get() == Some(kind)
                        on:change=move |_| id.kind.set(Some(kind))
                    />
                    <span>{(words.kind)(kind)}</span>
                </label>
            </For>
        </fieldset>
    }
    .into_any()
}
