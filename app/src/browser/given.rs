//! Pictures that are dropped on the page, or pasted into it.

use leptos::{
    ev::DragEvent,
    html::Input,
    prelude::{GetUntracked, NodeRef, document},
};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{ClipboardEvent, DataTransfer, Document};

use super::Picture;

/// Puts a dropped file into an input, as if it was chosen there; `false` where it is none.
pub(crate) fn put_dropped(event: &DragEvent, input: NodeRef<Input>) -> bool {
    let files = event.data_transfer().and_then(|given| given.files()).filter(|files| files.length() > 0);
    let Some((files, input)) = files.zip(input.get_untracked()) else { return false };
    input.set_files(Some(&files));
    true
}

/// A listener for what is pasted, removed when dropped.
pub(crate) struct Pasting {
    document: Document,
    listener: Closure<dyn Fn(ClipboardEvent)>,
}

const PASTED: &str = "paste";

/// Calls `then` with each picture that is pasted into the page; text goes where it always does.
pub(crate) fn when_pasted(then: impl Fn(Picture) + 'static) -> Pasting {
    let document = document();
    let listener = Closure::<dyn Fn(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        if let Some(picture) = event.clipboard_data().and_then(|given| first(&given)) {
            event.prevent_default();
            then(picture);
        }
    });
    let _ = document.add_event_listener_with_callback(PASTED, listener.as_ref().unchecked_ref());
    Pasting { document, listener }
}

fn first(given: &DataTransfer) -> Option<Picture> {
    let file = given.files()?.get(0)?;
    let name = file.name();
    Picture::new(file.into(), name)
}

impl Drop for Pasting {
    fn drop(&mut self) {
        let _ = self.document.remove_event_listener_with_callback(PASTED, self.listener.as_ref().unchecked_ref());
    }
}
