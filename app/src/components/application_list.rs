//! Applications in a list, each with its state, which changes in place.

use leptos::prelude::*;

use super::{chip::Chip, moment::Moment, rows::Rows};
use crate::{desk::ApplicationSummary, words::words};

/// A list of applications that follows its signal.
#[component]
pub(crate) fn ApplicationList(
    #[prop(into)] applications: Signal<Vec<ApplicationSummary>>,
    /// What it is called.
    label: &'static str,
    /// They are of several services, so each says of which.
    #[prop(optional)]
    mixed: bool,
) -> impl IntoView {
    view! {
        <ul class="orders" aria-label=label>
            <Rows
                list=applications
                key=|application: &ApplicationSummary| application.id.clone()
                row=move |application| view! { <Row application=application mixed=mixed /> }.into_any()
            />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(application: ApplicationSummary, mixed: bool) -> impl IntoView {
    let words = &words().services;
    let ApplicationSummary { id, service, state, name, numbers, changed_at } = application;
    let name = if name.is_empty() { words.unnamed.to_owned() } else { name };
    let several = (!numbers.is_empty()).then(|| match numbers.as_slice() {
        [number] => number.to_string(),
        numbers => (words.for_numbers)(numbers.len()),
    });
    view! {
        <li>
            <a class="order-row" href=format!("/services/{service}?application={id}")>
                <span class="what">
                    <span class="application-name">{name}</span>
                    {mixed.then(|| view! { " " <span class="more">{(words.service)(service).title}</span> })}
                    {several.map(|text| view! { " " <span class="more">{text}</span> })}
                </span>
                <Chip tone=Signal::stored((&state).into()) text=Signal::stored((words.state)(&state)) />
                <span class="when">
                    <span class="hidden">{words.changed} " "</span>
                    <Moment at=Signal::stored(changed_at) />
                </span>
            </a>
        </li>
    }
    .into_any()
}
