//! The stream of changes, `GET /events`.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::EventSource;

/// Follows the account's changes until dropped. The browser reconnects by itself.
pub(crate) struct Follower {
    source: Option<EventSource>,
    _listener: Closure<dyn Fn()>,
}

impl Drop for Follower {
    fn drop(&mut self) {
        if let Some(source) = &self.source {
            source.close();
        }
    }
}

/// Events that come together count as one.
const TOGETHER: Duration = Duration::from_millis(20);

/// Calls `changed` whenever the account changed, and after every connection: what happened before it was missed.
pub(crate) fn follow_changes(changed: impl Fn() + Clone + 'static) -> Follower {
    let waiting = Rc::new(Cell::new(false));
    let listener = Closure::<dyn Fn()>::new(move || {
        if !waiting.replace(true) {
            let (waiting, changed) = (waiting.clone(), changed.clone());
            let tell = move || {
                waiting.set(false);
                changed();
            };
            set_timeout(tell, TOGETHER);
        }
    });
    let source = EventSource::new("/events").ok();
    if let Some(source) = &source {
        for event in ["open", "changed"] {
            let _ = source.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    }
    Follower { source, _listener: listener }
}
