//! Reading and mending plain forms.

use leptos::{
    html,
    prelude::{GetUntracked, NodeRef, document},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, SubmitEvent};

/// What a form holds now: names and values, in order, as it would send them.
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

/// The same without the fields that the browser finds wrong, of a form whose fields bear their names as ids.
pub(crate) fn valid_fields(form: NodeRef<html::Form>) -> Vec<(String, String)> {
    let input = |id: &str| document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok();
    let valid = |(name, _): &(String, String)| input(name).is_none_or(|input| input.check_validity());
    form_fields(form).into_iter().filter(valid).collect()
}

/// Puts a value into the input or select with this id; a box is ticked, or a choice made, by any.
pub(crate) fn put_value(id: &'static str, value: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "checkbox" | "radio" => input.set_checked(!value.is_empty()),
            _ => input.set_value(value),
        }
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        // What a form leaves out is its first choice.
        if value.is_empty() { select.set_selected_index(0) } else { select.set_value(value) }
    }
}

/// Whether a field was changed by choosing, not by typing.
pub(crate) fn is_choice(event: &Event) -> bool {
    let Some(target) = event.target() else { return false };
    let ticked = |input: &HtmlInputElement| input.type_() == "checkbox";
    target.has_type::<HtmlSelectElement>() || target.dyn_ref::<HtmlInputElement>().is_some_and(ticked)
}

/// Whether a form was sent by a button that has a door of its own.
pub(crate) fn has_own_door(event: &SubmitEvent) -> bool {
    event.submitter().is_some_and(|button| button.has_attribute("formaction"))
}

/// Takes the file out of a file input.
pub(crate) fn empty(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        input.set_value("");
    }
}
