//! Fields of forms.

use leptos::prelude::*;

/// A native `<select>` with its name. Its id is the name that the form sends.
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
) -> impl IntoView {
    let option = |(value, text): (String, String)| {
        let this = value.clone();
        view! {
            <option value=value selected=move || *chosen.read() == this>
                {text}
            </option>
        }
    };
    view! {
        <div class=class>
            <label for=name>{label}</label>
            <select id=name name=name>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
