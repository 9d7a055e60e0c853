//! The form that says what is listed: a plain one that leads to an address.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use super::asked::{Asked, address};
use crate::{browser, components::field::Field, words::words};

/// The form; its fields are inside.
#[component]
pub(super) fn Filters(asked: Asked, children: Children) -> impl IntoView {
    let words = &words().operator;
    let navigate = use_navigate();
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate(&address(asked.path, browser::form_fields(form)), options);
    };
    // What was chosen by hand follows the address only if it is told.
    Effect::new(move |before: Option<()>| {
        for name in asked.names() {
            let value = asked.get(name);
            if before.is_some() {
                browser::put_value(name, &value);
            }
        }
    });
    view! {
        <form class="filters" method="get" action=asked.path autocomplete="off" node_ref=form on:submit=submit>
            {children()}
            <div class="filter-ways">
                <button type="submit" class="button">
                    {words.show}
                </button>
                {move || asked.narrowed().then(|| view! { <A href=asked.path>{words.show_all}</A> })}
            </div>
        </form>
    }
    .into_any()
}

/// A field of one line.
#[component]
pub(super) fn TextFilter(
    asked: Asked,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    #[prop(optional)] inputmode: Option<&'static str>,
) -> impl IntoView {
    let value = asked.value(name);
    view! {
        <Field name=name label=label class="field wide">
            <input id=name name=name type="text" maxlength="200" inputmode=inputmode placeholder=hint value=value />
        </Field>
    }
    .into_any()
}

/// The choices of a filter, all of them first.
pub(super) fn choices<T: ToString>(
    all: impl IntoIterator<Item = T>,
    text: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let first = (String::new(), words().operator.any.to_owned());
    let choice = |one: T| (one.to_string(), text(one).to_owned());
    std::iter::once(first).chain(all.into_iter().map(choice)).collect()
}
