//! Loading the page anew without losing what was typed, ticked or chosen: it is kept in the tab's own storage until the
//! page is back. Passwords, files and hidden fields are not.

use std::{cell::RefCell, rc::Rc};

use leptos::{
    prelude::{document, request_animation_frame, window},
    serde_json,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Storage};

/// A field and what stands in it.
#[derive(Serialize, Deserialize)]
struct Field {
    name: String,
    /// Its place among the fields of that name.
    place: usize,
    now: Value,
}

#[derive(PartialEq, Serialize, Deserialize)]
enum Value {
    Text(String),
    Ticked(bool),
}

/// How many frames a field is waited for that appears only after another one was put back.
const FRAMES: u32 = 60;

/// Loads the page anew.
pub(crate) fn load_anew() {
    keep();
    let _ = window().location().reload();
}

/// Keeps what stands in the page, which is about to be loaded anew.
pub(crate) fn keep() {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&fields())) {
        let _ = storage.set_item(&key(), &text);
    }
}

/// Puts back what was kept for this page.
pub(crate) fn put_back() {
    let Some(storage) = storage() else { return };
    let kept = storage.get_item(&key()).ok().flatten().and_then(|text| serde_json::from_str(&text).ok());
    let _ = storage.remove_item(&key());
    if let Some(kept) = kept {
        put_back_within(Rc::new(RefCell::new(kept)), FRAMES);
    }
}

fn put_back_within(kept: Rc<RefCell<Vec<Field>>>, frames: u32) {
    kept.borrow_mut().retain(|field| !field.put_back());
    if frames > 0 && !kept.borrow().is_empty() {
        request_animation_frame(move || put_back_within(kept, frames - 1));
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn key() -> String {
    ["plusone-kept-", &window().location().pathname().unwrap_or_default()].concat()
}

fn fields() -> Vec<Field> {
    let all = all("form [name]");
    let field = |(nth, field): (usize, &Element)| {
        let name = name(field);
        let place = all[..nth].iter().filter(|other| self::name(other) == name).count();
        Some(Field { now: value(field)?, name, place })
    };
    all.iter().enumerate().filter_map(field).collect()
}

/// A field's name; one of several choices is named by what it stands for as well.
fn name(field: &Element) -> String {
    let name = field.get_attribute("name").unwrap_or_default();
    match field.dyn_ref::<HtmlInputElement>() {
        Some(input) if matches!(input.type_().as_str(), "checkbox" | "radio") => {
            [name.as_str(), "=", &input.value()].concat()
        }
        _ => name,
    }
}

/// What stands in a field; `None` where that is not to be kept.
fn value(field: &Element) -> Option<Value> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "password" | "file" | "hidden" | "submit" | "button" => None,
            "checkbox" => Some(Value::Ticked(input.checked())),
            // The one that was left follows the one that was chosen.
            "radio" => input.checked().then_some(Value::Ticked(true)),
            _ => Some(Value::Text(input.value())),
        };
    }
    let area = field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    area.or_else(|| field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value)).map(Value::Text)
}

impl Field {
    /// Whether the field was there to be put back.
    fn put_back(&self) -> bool {
        let same = |field: &Element| name(field) == self.name;
        let Some(field) = all("form [name]").into_iter().filter(same).nth(self.place) else { return false };
        if !self.now.put_into(&field) {
            return true;
        }
        // The page follows its fields by what they say of themselves.
        for event in ["input", "change"] {
            let init = EventInit::new();
            init.set_bubbles(true);
            let _ = Event::new_with_event_init_dict(event, &init).map(|event| field.dispatch_event(&event));
        }
        true
    }
}

impl Value {
    /// Puts it into a field; whether that changed anything.
    fn put_into(&self, field: &Element) -> bool {
        match self {
            Self::Ticked(ticked) => {
                let Some(input) = field.dyn_ref::<HtmlInputElement>() else { return false };
                let changes = input.checked() != *ticked;
                input.set_checked(*ticked);
                changes
            }
            Self::Text(text) => {
                if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
                    return choose(select, text);
                }
                let changes = value(field).is_some_and(|before| before != *self);
                if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                    input.set_value(text);
                } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                    area.set_value(text);
                }
                changes
            }
        }
    }
}

/// Chooses what a select may no longer offer.
fn choose(select: &HtmlSelectElement, text: &str) -> bool {
    let before = select.value();
    select.set_value(text);
    if select.value() != text {
        select.set_value(&before);
    }
    select.value() != before
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|nth| found.item(nth)?.dyn_into().ok()).collect()
}
