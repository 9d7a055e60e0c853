//! One field of the form: its label, its control, a hint, and what is wrong with it.

use leptos::prelude::*;

use super::layout::{Control, control, optional};
use crate::{
    components::{countries::issuing_countries, text_area::TextArea},
    desk::Filled,
    domain::{
        PhoneNumber, Service,
        service::{Field, Reason, Wrong},
    },
    words::words,
};

/// What every field of a form has to know of it.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub service: Service,
    /// What stood in the form when it was opened.
    pub filled: StoredValue<Filled>,
    /// The account's numbers that may be chosen.
    pub numbers: Signal<Vec<PhoneNumber>>,
    pub wrong: Signal<Vec<Wrong>>,
    /// Why it was refused the last time.
    pub reasons: Signal<Vec<Reason>>,
}

impl Around {
    fn value(self, field: Field) -> String {
        self.filled.with_value(|filled| {
            filled.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone()).unwrap_or_default()
        })
    }

    fn has(self, field: Field, value: &str) -> bool {
        self.filled.with_value(|filled| {
            let mut lines = filled.iter().filter(|(name, _)| *name == field).flat_map(|(_, value)| value.lines());
            lines.any(|line| line.trim() == value)
        })
    }

    /// What is wrong with a field, in words.
    fn trouble(self, field: Field) -> Option<String> {
        let words = &words().services;
        let wrong = self.wrong.with(|wrong| wrong.iter().find(|wrong| wrong.field == field).copied());
        wrong.map(|wrong| (words.why)(field, wrong.why)).or_else(|| {
            let named = self.reasons.with(|reasons| reasons.contains(&Reason::Check(field)));
            named.then(|| words.look_here.to_owned())
        })
    }
}

/// A field.
#[component]
pub(super) fn FieldOf(around: Around, field: Field) -> impl IntoView {
    match control(around.service, field) {
        Control::Ticks => {
            let choices = (words().services.choices)(around.service, field);
            let choices = choices.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect();
            view! { <Several around=around field=field choices=Signal::stored(choices) kind="checkbox" /> }.into_any()
        }
        Control::Number => view! { <OfNumbers around=around field=field kind="radio" /> }.into_any(),
        Control::Numbers => view! { <OfNumbers around=around field=field kind="checkbox" /> }.into_any(),
        _ => view! { <Single around=around field=field /> }.into_any(),
    }
}

/// The account's numbers, or where to find some.
#[component]
fn OfNumbers(around: Around, field: Field, kind: &'static str) -> impl IntoView {
    let choice = |number: &PhoneNumber| (number.as_e164().to_owned(), number.to_string());
    let choices = Signal::derive(move || around.numbers.with(|numbers| numbers.iter().map(choice).collect()));
    view! { <Several around=around field=field choices=choices kind=kind /> }
}

/// A label and one control.
#[component]
fn Single(around: Around, field: Field) -> impl IntoView {
    let words = &words().services;
    let service = around.service;
    let wide = matches!(control(service, field), Control::Prose(_));
    let inner = input(around, field);
    view! {
        <div class="field" class:wide=wide>
            <label for=field.as_str()>
                {(words.field)(service, field)}
                {optional(service, field).then(|| view! { <span class="optional">{words.optional}</span> })}
            </label>
            {inner}
            <Notes around=around field=field />
        </div>
    }
    .into_any()
}

fn input(around: Around, field: Field) -> AnyView {
    let words = &words().services;
    let (id, name) = (field.as_str(), name(field));
    let described = described(field);
    let invalid = move || around.trouble(field).map(|_| "true");
    let value = around.value(field);
    match control(around.service, field) {
        Control::Line(kind, complete) => view! {
            <input
                id=id
                name=name
                type=kind
                autocomplete=complete
                aria-describedby=described
                aria-invalid=invalid
                value=value
            />
        }
        .into_any(),
        Control::Prose(rows) => view! {
            <TextArea id=id name=name rows=rows text=value described=described invalid=Signal::derive(invalid) />
        }
        .into_any(),
        _ => {
            let choices: Vec<(String, String)> = match control(around.service, field) {
                Control::Country => issuing_countries(),
                _ => (words.choices)(around.service, field)
                    .iter()
                    .map(|(value, text)| ((*value).to_owned(), (*text).to_owned()))
                    .collect(),
            };
            let option = |(choice, text): (String, String)| {
                view! {
                    <option selected=choice == value value=choice>
                        {text}
                    </option>
                }
            };
            view! {
                <select id=id name=name aria-describedby=described aria-invalid=invalid>
                    <option value="">{words.choose}</option>
                    {choices.into_iter().map(option).collect_view()}
                </select>
            }
            .into_any()
        }
    }
}

/// Boxes to tick, or one of several to choose.
#[component]
fn Several(
    around: Around,
    field: Field,
    #[prop(into)] choices: Signal<Vec<(String, String)>>,
    kind: &'static str,
) -> impl IntoView {
    let words = &words().services;
    let name = name(field);
    let choice = move |(value, text): (String, String)| {
        let ticked = around.has(field, &value);
        view! {
            <label class="tick">
                <input type=kind name=name.clone() value=value checked=ticked />
                <span>{text}</span>
            </label>
        }
    };
    let none =
        move || (field == Field::Numbers && choices.with(Vec::is_empty)).then(|| view! { <NoNumbers around=around /> });
    let role = if kind == "radio" { "radiogroup" } else { "group" };
    view! {
        <fieldset
            id=field.as_str()
            class="field wide"
            role=role
            tabindex="-1"
            aria-labelledby=format!("{field}-name")
            aria-describedby=described(field)
        >
            <legend id=format!("{field}-name")>{(words.field)(around.service, field)}</legend>
            <div class="ticks">
                <For each=move || choices.get() key=|(value, _)| value.clone() children=choice />
            </div>
            {none}
            <Notes around=around field=field />
        </fieldset>
    }
    .into_any()
}

#[component]
fn NoNumbers(around: Around) -> impl IntoView {
    let words = &words().services;
    let search = match around.service {
        Service::TollFree => "/search?country=US&type=toll-free",
        _ => "/search?country=US&type=local",
    };
    view! {
        <p class="hint">
            {(words.no_numbers)(around.service)} " " <a href=search>{words.find}</a>
        </p>
    }
    .into_any()
}

/// What belongs into a field, and what is wrong with it; both may be empty.
#[component]
fn Notes(around: Around, field: Field) -> impl IntoView {
    let hint = (words().services.hint)(around.service, field);
    view! {
        <p id=format!("{field}-hint") class="hint" hidden=hint.is_empty()>
            {hint}
        </p>
        <p id=format!("{field}-wrong") class="wrong" hidden=move || around.trouble(field).is_none()>
            {move || around.trouble(field)}
        </p>
    }
    .into_any()
}

/// A field as the form sends it: each has a list of its own, for the door reads no lone entry as one.
fn name(field: Field) -> String {
    format!("fields[{field}][]")
}

fn described(field: Field) -> String {
    format!("{field}-hint {field}-wrong")
}
