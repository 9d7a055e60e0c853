//! Uploads with progress, which `fetch` does not report.

use leptos::serde_json;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

use super::{Part, Sent};
use crate::{AppError, picture::SIDE_HEADER};

/// An upload on its way. Clones are the same upload.
#[derive(Clone)]
pub(crate) struct Upload(SendWrapper<XmlHttpRequest>);

impl Upload {
    /// An upload that has not begun.
    pub(crate) fn new() -> Option<Self> {
        XmlHttpRequest::new().ok().map(|request| Self(SendWrapper::new(request)))
    }

    /// Stops it; the server keeps nothing of half an upload.
    pub(crate) fn stop(&self) {
        let _ = self.0.abort();
    }

    /// Sends the parts to `path` and tells the percentage on the way.
    pub(crate) async fn send(self, path: &'static str, parts: Vec<Part>, progress: impl Fn(u32) + 'static) -> Sent {
        let request = self.0.take();
        let Some(form) = form_of(parts) else { return lost() };
        let on_progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.total() > 0.0 {
                progress((event.loaded() * 100.0 / event.total()) as u32);
            }
        });
        if let Ok(upload) = request.upload() {
            upload.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        }
        let ended = js_sys::Promise::new(&mut |resolve, _| {
            request.set_onloadend(Some(&resolve));
        });
        let aborted = std::rc::Rc::new(std::cell::Cell::new(false));
        let on_abort = Closure::<dyn Fn()>::new({
            let aborted = aborted.clone();
            move || aborted.set(true)
        });
        request.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
        let begun = request
            .open_with_async("POST", path, true)
            .and_then(|()| request.set_request_header("accept", "application/json"))
            .and_then(|()| request.send_with_opt_form_data(Some(&form)));
        if begun.is_err() {
            return lost();
        }
        let _ = JsFuture::from(ended).await;
        if aborted.get() { Sent::Stopped } else { answer(&request) }
    }
}

fn lost() -> Sent {
    Sent::Refused { error: AppError::Transport, side: String::new() }
}

fn answer(request: &XmlHttpRequest) -> Sent {
    match request.status() {
        Ok(200..=299) => Sent::Done,
        _ => {
            let text = request.response_text().ok().flatten().unwrap_or_default();
            let error = serde_json::from_str(&text).unwrap_or(AppError::Transport);
            let side = request.get_response_header(SIDE_HEADER).ok().flatten().unwrap_or_default();
            Sent::Refused { error, side }
        }
    }
}

fn form_of(parts: Vec<Part>) -> Option<FormData> {
    let form = FormData::new().ok()?;
    for part in parts {
        let added = match part {
            Part::Text(name, value) => form.append_with_str(name, &value),
            Part::Picture(name, picture) => form.append_with_blob_and_filename(name, picture.blob(), &picture.name()),
        };
        added.ok()?;
    }
    Some(form)
}
