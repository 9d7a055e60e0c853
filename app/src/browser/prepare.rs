//! Pictures as the capture worker makes them ready: a worker a file, so that what decoding took is given back at once.

use std::str::FromStr;

use capture::{Ask, Fingerprint, Flaw};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{
    Picture, Prepared,
    worker::{CaptureWorker, field},
};

/// A picture made ready to be sent, and judged; nothing where it cannot be read, or no worker runs.
pub(crate) async fn prepare(picture: &Picture) -> Option<Prepared> {
    let worker = CaptureWorker::start()?;
    let answer = worker.ask(Ask::Prepare, picture.blob()).await?;
    prepared(&answer, picture.name())
}

/// The picture in an answer, which will be sent under `name`.
pub(super) fn prepared(answer: &JsValue, name: String) -> Option<Prepared> {
    let text = |name: &str| field(answer, name)?.as_string();
    let blob: Blob = field(answer, "picture")?.dyn_into().ok()?;
    Some(Prepared {
        picture: Picture::new(blob, name)?,
        flaw: text("flaw").as_deref().and_then(Flaw::named),
        mark: text("mark").and_then(|mark| Fingerprint::from_str(&mark).ok()),
        same: text("same").unwrap_or_default(),
    })
}
