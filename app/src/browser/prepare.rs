//! Asking the capture worker: a worker a picture, so that what decoding took is given back at once.

use std::str::FromStr;

use capture::{Fingerprint, Flaw};
use js_sys::{Promise, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{Picture, Prepared};

/// A worker; it ends with this.
struct Running(Worker);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// A picture made ready to be sent, and judged; nothing where it cannot be read, or no worker runs.
pub(crate) async fn prepare(picture: &Picture) -> Option<Prepared> {
    let script = document().document_element()?.get_attribute("data-capture")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Running(Worker::new_with_options(&script, &options).ok()?);
    let answered = Promise::new(&mut |resolve, reject| {
        worker.0.set_onmessage(Some(&resolve));
        worker.0.set_onerror(Some(&reject));
    });
    worker.0.post_message(picture.blob()).ok()?;
    let answer = JsFuture::from(answered).await.ok()?.dyn_into::<MessageEvent>().ok()?.data();
    let field = |name: &str| Reflect::get(&answer, &JsValue::from(name)).ok();
    let text = |name: &str| field(name)?.as_string();
    let blob: Blob = field("picture")?.dyn_into().ok()?;
    Some(Prepared {
        picture: Picture::new(blob, picture.name())?,
        flaw: text("flaw").as_deref().and_then(Flaw::named),
        mark: text("mark").and_then(|mark| Fingerprint::from_str(&mark).ok()),
    })
}
