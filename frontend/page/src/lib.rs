//! The page's wasm: wakes the server-rendered HTML.

use app::{domain::Language, parts::Part, words::learn};
use leptos::{
    mount::hydrate_body,
    prelude::{document, window},
    web_sys::console,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Wakes the page, once its words and the part that has it are there; called once by the document's script. A panic is told
/// to the console: it is always a bug, and the page goes on as the plain HTML that it was. So does one without its parts.
#[wasm_bindgen]
pub async fn hydrate() {
    std::panic::set_hook(Box::new(|panic| console::error_1(&panic.to_string().into())));
    let root = document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang")).and_then(|tag| tag.parse::<Language>().ok());
    if learn(language.unwrap_or_default()).await.is_err() {
        return;
    }
    let path = window().location().pathname().unwrap_or_default();
    if let Some(part) = Part::of(&path)
        && part.load().await.is_err()
    {
        return;
    }
    hydrate_body(app::routes::App);
}
