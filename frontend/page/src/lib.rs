//! The page's wasm: wakes the server-rendered HTML.

use leptos::{mount::hydrate_body, web_sys::console};
use wasm_bindgen::prelude::wasm_bindgen;

/// Wakes the page; called once by the document's script. A panic is told to the console: it is always a bug, and the
/// page goes on as the plain HTML that it was.
#[wasm_bindgen]
pub fn hydrate() {
    std::panic::set_hook(Box::new(|panic| console::error_1(&panic.to_string().into())));
    hydrate_body(app::routes::App);
}
