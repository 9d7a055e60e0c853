//! The page as a whole: focus, and whether anybody looks.

use leptos::{
    html::Input,
    prelude::{GetUntracked, NodeRef, document, request_animation_frame, window},
};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Document, HtmlElement};

/// Puts the focus on the element with this id, as soon as what changed is on the page.
pub(crate) fn focus(id: &'static str) {
    focus_on(format!("#{id}"));
}

/// The same for the first element that a selector finds.
pub(crate) fn focus_on(selector: String) {
    request_animation_frame(move || {
        if let Some(element) = find(&selector) {
            let _ = element.focus();
        }
    });
}

/// Where the focus is lost, because what had it is gone, puts it on the first of these that there is.
pub(crate) fn catch_focus(selectors: Vec<String>) {
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if let Some(element) = selectors.iter().find_map(|selector| find(selector)).filter(|_| lost) {
            let _ = element.focus();
        }
    });
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Loads another page of the site: nothing of this one is kept in memory.
pub(crate) fn go(path: &str) {
    let _ = window().location().assign(path);
}

/// Says of the element with this id whether it is about to be another.
pub(crate) fn set_busy(id: &'static str, busy: bool) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = if busy { element.set_attribute(BUSY, "true") } else { element.remove_attribute(BUSY) };
    }
}

const BUSY: &str = "aria-busy";

/// Tells style sheets and tests that the wasm runs: `<html data-awake>`.
pub(crate) fn mark_awake() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-awake", "");
    }
}

/// Whether a checkbox is ticked.
pub(crate) fn has_tick(node: NodeRef<Input>) -> bool {
    node.get_untracked().is_some_and(|input| input.checked())
}

/// The build that this page is of.
pub(crate) fn build() -> String {
    document().document_element().and_then(|root| root.get_attribute("data-build")).unwrap_or_default()
}

/// What the browser says of itself.
pub(crate) fn agent() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Whether a checkbox is ticked; where it is not and must be, the browser says so beside it.
pub(crate) fn is_ticked(node: NodeRef<Input>) -> bool {
    node.get_untracked().is_some_and(|input| input.checked() || input.report_validity())
}

/// A listener on the document, removed when dropped.
pub(crate) struct Watch {
    document: Document,
    listener: Closure<dyn Fn()>,
}

const VISIBILITY: &str = "visibilitychange";

/// Calls `then` whenever the page goes out of sight, with `false`, or comes back.
pub(crate) fn when_seen(then: impl Fn(bool) + 'static) -> Watch {
    let document = document();
    let listener = Closure::<dyn Fn()>::new({
        let document = document.clone();
        move || then(!document.hidden())
    });
    let _ = document.add_event_listener_with_callback(VISIBILITY, listener.as_ref().unchecked_ref());
    Watch { document, listener }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.document.remove_event_listener_with_callback(VISIBILITY, self.listener.as_ref().unchecked_ref());
    }
}
