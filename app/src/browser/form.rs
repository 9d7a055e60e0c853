//! Reading and mending plain forms.

use leptos::{
    ev::SubmitEvent,
    html,
    prelude::{GetUntracked, NodeRef, document},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement};

/// What a form would send: names and values, in order.
pub(crate) fn fields(event: &SubmitEvent) -> Vec<(String, String)> {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    form.map(|form| values(&form)).unwrap_or_default()
}

/// What a form holds now.
pub(crate) fn form_fields(form: NodeRef<html::Form>) -> Vec<(String, String)> {
    form.get_untracked().map(|form| values(&form)).unwrap_or_default()
}

fn values(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let pair = |entry: JsValue| {
        let entry: js_sys::Array = entry.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    data.entries().into_iter().flatten().filter_map(pair).collect()
}

/// Puts a value into the input or select with this id.
pub(crate) fn put_value(id: &'static str, value: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    }
}

/// Takes the file out of a file input.
pub(crate) fn empty(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        input.set_value("");
    }
}
