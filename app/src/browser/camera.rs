//! The camera. A [`Camera`] that is dropped is off: its tracks stop, and the lamp beside the lens goes out.

use js_sys::{Object, Reflect};
use leptos::{
    html::Video,
    prelude::{GetUntracked, NodeRef, document, window},
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, DomException, HtmlCanvasElement, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

use super::{CameraTrouble, Picture};

/// An open camera.
pub(crate) struct Camera {
    stream: SendWrapper<MediaStream>,
    _on_end: SendWrapper<Closure<dyn Fn()>>,
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in tracks(&self.stream) {
            track.stop();
        }
    }
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream.get_tracks().into_iter().filter_map(|track| track.dyn_into().ok())
}

/// Asks for the camera on the person's side and shows it in `video`; `ended` is called when it is taken away.
pub(crate) async fn open_camera(video: NodeRef<Video>, ended: impl Fn() + 'static) -> Result<Camera, CameraTrouble> {
    let devices = window().navigator().media_devices().map_err(|_| CameraTrouble::Insecure)?;
    if devices.is_undefined() {
        return Err(CameraTrouble::Insecure);
    }
    let asked = devices.get_user_media_with_constraints(&wishes()).map_err(trouble)?;
    let stream: MediaStream = JsFuture::from(asked).await.map_err(trouble)?.unchecked_into();
    let on_end = Closure::<dyn Fn()>::new(ended);
    for track in tracks(&stream) {
        track.set_onended(Some(on_end.as_ref().unchecked_ref()));
    }
    let camera = Camera { stream: SendWrapper::new(stream), _on_end: SendWrapper::new(on_end) };
    let video = video.try_get_untracked().flatten().ok_or(CameraTrouble::Broken)?;
    // As properties too: Safari opens a full-screen player for a video whose attribute alone says muted.
    video.set_muted(true);
    video.set_src_object(Some(&camera.stream));
    let playing = video.play().map_err(trouble)?;
    JsFuture::from(playing).await.map_err(trouble)?;
    Ok(camera)
}

fn wishes() -> MediaStreamConstraints {
    let size = |ideal: u32| object(&[("ideal", ideal.into())]);
    let video = object(&[("facingMode", "user".into()), ("width", size(1280)), ("height", size(960))]);
    let wishes = MediaStreamConstraints::new();
    wishes.set_video(&video);
    wishes.set_audio(&JsValue::FALSE);
    wishes
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// By the names of the DOMException that `getUserMedia` rejects with.
fn trouble(error: JsValue) -> CameraTrouble {
    let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match name.as_str() {
        "NotAllowedError" | "SecurityError" | "PermissionDeniedError" => CameraTrouble::Refused,
        "NotFoundError" | "OverconstrainedError" | "DevicesNotFoundError" => CameraTrouble::Missing,
        "NotReadableError" | "TrackStartError" => CameraTrouble::Busy,
        _ => CameraTrouble::Broken,
    }
}

impl Camera {
    /// What the camera shows now, as a JPEG that will be sent under `name`.
    pub(crate) async fn photo(video: NodeRef<Video>, name: &'static str) -> Option<Picture> {
        let video = video.try_get_untracked().flatten()?;
        let (width, height) = (video.video_width(), video.video_height());
        if width == 0 || height == 0 {
            return None;
        }
        let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width(width);
        canvas.set_height(height);
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.draw_image_with_html_video_element(&video, 0.0, 0.0).ok()?;
        let made = js_sys::Promise::new(&mut |resolve, _| {
            let _ = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &JsValue::from_f64(0.9));
        });
        let blob: Blob = JsFuture::from(made).await.ok()?.dyn_into().ok()?;
        Picture::new(blob, name.to_owned())
    }
}
