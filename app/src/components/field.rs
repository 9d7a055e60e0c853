//! Fields of forms. The id of a control is the name that the form sends.

use leptos::prelude::*;

use crate::{browser, live::Awake, words::words};

/// A control, which is inside, with its name.
#[component]
pub(crate) fn Field(
    name: &'static str,
    label: &'static str,
    #[prop(default = "field")] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=class>
            <label for=name>{label}</label>
            {children()}
        </div>
    }
    .into_any()
}

/// A native `<select>`.
#[component]
pub(crate) fn SelectField(
    name: &'static str,
    label: &'static str,
    #[prop(default = "field")] class: &'static str,
    /// Values, each with what people read, in order.
    options: Vec<(String, String)>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let option = move |(value, text): (String, String)| {
        let this = value.clone();
        view! {
            <option value=value selected=move || *chosen.read() == this>
                {text}
            </option>
        }
    };
    let change = move |event| {
        if let Some(on_change) = on_change {
            on_change.run(event_target_value(&event));
        }
    };
    view! {
        <Field name=name label=label class=class>
            <select id=name name=name on:change=change>
                {options.into_iter().map(option).collect_view()}
            </select>
        </Field>
    }
    .into_any()
}

/// Three digits, where numbers have area codes. Before the page is awake it cannot know that another country was
/// chosen, so it takes them.
#[component]
pub(crate) fn AreaCodeField(
    #[prop(into)] value: Signal<String>,
    /// The country's numbers have none.
    #[prop(into)]
    none: Signal<bool>,
) -> impl IntoView {
    let search = &words().search;
    let awake = Awake::here();
    Effect::new(move |_| {
        if none.get() {
            browser::put_value("area_code", "");
        }
    });
    view! {
        <Field name="area_code" label=search.area_code>
            <input
                id="area_code"
                name="area_code"
                type="text"
                inputmode="numeric"
                pattern="[2-9][0-9]{2}"
                maxlength="3"
                title=move || if none.get() { search.no_area_codes_hint } else { search.area_code_shape }
                placeholder=move || if none.get() { search.no_area_codes } else { search.any }
                autocomplete="off"
                disabled=move || none.get() && awake.get()
                value=value
            />
        </Field>
    }
    .into_any()
}
