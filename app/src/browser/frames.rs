//! The frames of a live camera on their way to a capture worker of their own: never more than one, and ten a second at
//! most.

use std::rc::{Rc, Weak};

use capture::Ask;
use leptos::{
    html::Video,
    prelude::{GetUntracked, NodeRef, document, window},
    task::spawn_local,
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, ImageBitmap};

use super::{
    Frame, Prepared,
    clock::pause,
    prepare::prepared,
    worker::{CaptureWorker, field},
};

/// From one frame to the next, in milliseconds, at least: hands and heads move no faster, and batteries last.
const EACH: f64 = 100.0;
/// While there is nothing to see, or nobody who looks.
const LATER: f64 = 250.0;

/// Frames that are looked at, until this is dropped.
pub(crate) struct Frames(SendWrapper<Rc<CaptureWorker>>);

/// Looks at the frames of `video` as `ask` says, and tells what was seen; nothing where no worker runs.
pub(crate) fn watch(video: NodeRef<Video>, ask: Ask, seen: impl Fn(Frame) + 'static) -> Option<Frames> {
    let worker = Rc::new(CaptureWorker::start()?);
    spawn_local(follow(Rc::downgrade(&worker), video, ask, seen));
    Some(Frames(SendWrapper::new(worker)))
}

impl Frames {
    /// The best of the good frames that came last, made ready to be sent under `name`.
    pub(crate) fn keep(&self, name: &'static str) -> impl Future<Output = Option<Prepared>> + use<> {
        let answered = self.0.ask(Ask::Keep, &JsValue::UNDEFINED);
        async move { prepared(&answered.await?, name.to_owned()) }
    }
}

async fn follow(worker: Weak<CaptureWorker>, video: NodeRef<Video>, ask: Ask, seen: impl Fn(Frame)) {
    loop {
        let begun = now();
        let frame = frame(video).await;
        let Some(asked) = worker.upgrade() else {
            if let Some(frame) = frame {
                frame.close();
            }
            return;
        };
        let wait = match frame {
            Some(frame) => {
                let answered = asked.ask(ask, &frame);
                drop(asked);
                // Without an answer the worker is gone, and this with it; one that was on its way then comes too late.
                let Some(answer) = answered.await else { return };
                if let Some(told) = told(&answer).filter(|_| worker.strong_count() > 0) {
                    seen(told);
                }
                EACH - (now() - begun)
            }
            None => LATER,
        };
        if wait > 0.0 {
            pause(wait as u32).await;
        }
    }
}

/// What the camera shows now; nothing while nobody looks.
async fn frame(video: NodeRef<Video>) -> Option<ImageBitmap> {
    /// `HTMLMediaElement.HAVE_CURRENT_DATA`.
    const SHOWS: u16 = 2;
    let video: HtmlVideoElement = video.try_get_untracked().flatten()?;
    if document().hidden() || video.ready_state() < SHOWS || video.video_width() == 0 {
        return None;
    }
    let made = window().create_image_bitmap_with_html_video_element(&video).ok()?;
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

/// Nothing where the worker could not look.
fn told(answer: &JsValue) -> Option<Frame> {
    let black = field(answer, "black")?.is_truthy();
    let lacks = field(answer, "lacks").and_then(|name| name.as_string()).unwrap_or_default();
    Some(Frame { lacks, black, at: now() })
}

fn now() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |clock| clock.now())
}
