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
    Blob, CanvasRenderingContext2d, DomException, HtmlCanvasElement, MediaDeviceInfo, MediaDeviceKind, MediaDevices,
    MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::{CameraTrouble, Facing, Lens, Picture};

/// An open camera.
pub(crate) struct Camera {
    stream: SendWrapper<MediaStream>,
    _on_end: SendWrapper<Closure<dyn Fn()>>,
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in tracks(&self.stream) {
            track.set_onended(None);
            track.stop();
        }
    }
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream.get_tracks().into_iter().filter_map(|track| track.dyn_into().ok())
}

/// Asks for a camera, the one that was chosen last for this purpose where it is still there, and shows it in `video`;
/// `ended` is called when it is taken away. One that nobody wants any more once it is there is off, and shown nowhere.
pub(crate) async fn open_camera(
    video: NodeRef<Video>,
    facing: Facing,
    wanted: impl Fn() -> bool,
    ended: impl Fn() + 'static,
) -> Result<Camera, CameraTrouble> {
    let devices = devices().ok_or(CameraTrouble::Insecure)?;
    let chosen = remembered(facing);
    let stream = match ask(&devices, &wishes(facing, chosen.as_deref())).await {
        // It was unplugged since, or is another browser's now.
        Err(CameraTrouble::Missing) if chosen.is_some() => ask(&devices, &wishes(facing, None)).await?,
        asked => asked?,
    };
    let on_end = Closure::<dyn Fn()>::new(ended);
    for track in tracks(&stream) {
        track.set_onended(Some(on_end.as_ref().unchecked_ref()));
    }
    let camera = Camera { stream: SendWrapper::new(stream), _on_end: SendWrapper::new(on_end) };
    let video = video.try_get_untracked().flatten().filter(|_| wanted()).ok_or(CameraTrouble::Broken)?;
    // As properties too: Safari opens a full-screen player for a video whose attributes alone say so.
    video.set_muted(true);
    let _ = Reflect::set(&video, &"playsInline".into(), &JsValue::TRUE);
    video.set_src_object(Some(&camera.stream));
    let playing = video.play().map_err(trouble)?;
    JsFuture::from(playing).await.map_err(trouble)?;
    Ok(camera)
}

async fn ask(devices: &MediaDevices, wishes: &MediaStreamConstraints) -> Result<MediaStream, CameraTrouble> {
    let asked = devices.get_user_media_with_constraints(wishes).map_err(trouble)?;
    Ok(JsFuture::from(asked).await.map_err(trouble)?.unchecked_into())
}

/// Nothing on a page that is not secure.
fn devices() -> Option<MediaDevices> {
    window().navigator().media_devices().ok().filter(|devices| !devices.is_undefined())
}

/// Wishes alone, for what is demanded and not there is an error; but a camera that somebody chose counts for more than
/// how many pixels it has.
fn wishes(facing: Facing, chosen: Option<&str>) -> MediaStreamConstraints {
    let wish = |ideal: JsValue| object(&[("ideal", ideal)]);
    let (wide, high) = match facing {
        Facing::User => (1280, 960),
        // Print needs pixels.
        Facing::Environment => (1920, 1440),
    };
    let mut video = vec![("width", wish(wide.into())), ("height", wish(high.into()))];
    match chosen {
        Some(device) => video.push(("deviceId", object(&[("exact", device.into())]))),
        None => video.push(("facingMode", wish(facing.as_str().into()))),
    }
    let wishes = MediaStreamConstraints::new();
    wishes.set_video(&object(&video));
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
        "NotReadableError" | "TrackStartError" | "AbortError" => CameraTrouble::Busy,
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
            let _ = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &JsValue::from_f64(0.92));
        });
        let blob: Blob = JsFuture::from(made).await.ok()?.dyn_into().ok()?;
        Picture::new(blob, name.to_owned())
    }

    /// The id of the lens that is open.
    pub(crate) fn lens(&self) -> Option<String> {
        let settings = tracks(&self.stream).next()?.get_settings();
        Reflect::get(&settings, &"deviceId".into()).ok()?.as_string()
    }
}

/// The cameras there are; they have names only once one was open.
pub(crate) async fn lenses() -> Vec<Lens> {
    let Some(asked) = devices().and_then(|devices| devices.enumerate_devices().ok()) else { return Vec::new() };
    let found: js_sys::Array = match JsFuture::from(asked).await {
        Ok(found) => found.unchecked_into(),
        Err(_) => return Vec::new(),
    };
    let infos = found.iter().filter_map(|info| info.dyn_into::<MediaDeviceInfo>().ok());
    let cameras = infos.filter(|info| info.kind() == MediaDeviceKind::Videoinput);
    cameras.map(|info| Lens { id: info.device_id(), name: info.label() }).collect()
}

/// A listener for cameras that come and go, removed when dropped.
pub(crate) struct LensWatch {
    devices: Option<MediaDevices>,
    listener: Closure<dyn Fn()>,
}

const CHANGED: &str = "devicechange";

/// Calls `then` whenever a camera is plugged in or out.
pub(crate) fn when_lenses_change(then: impl Fn() + 'static) -> LensWatch {
    let (devices, listener) = (devices(), Closure::<dyn Fn()>::new(then));
    if let Some(devices) = &devices {
        let _ = devices.add_event_listener_with_callback(CHANGED, listener.as_ref().unchecked_ref());
    }
    LensWatch { devices, listener }
}

impl Drop for LensWatch {
    fn drop(&mut self) {
        if let Some(devices) = &self.devices {
            let _ = devices.remove_event_listener_with_callback(CHANGED, self.listener.as_ref().unchecked_ref());
        }
    }
}

/// Under which key the browser remembers a choice.
fn key(facing: Facing) -> String {
    format!("plusone-camera-{}", facing.as_str())
}

fn remembered(facing: Facing) -> Option<String> {
    window().local_storage().ok()??.get_item(&key(facing)).ok()?
}

/// Under which key the browser remembers that pictures shall not take themselves.
const BY_HAND: &str = "plusone-by-hand";

/// Whether pictures take themselves; they do where nobody said otherwise.
pub(crate) fn take_themselves() -> bool {
    window().local_storage().ok().flatten().is_none_or(|kept| !matches!(kept.get_item(BY_HAND), Ok(Some(_))))
}

/// Remembers whether they shall.
pub(crate) fn remember_take_themselves(yes: bool) {
    if let Ok(Some(kept)) = window().local_storage() {
        let _ = if yes { kept.remove_item(BY_HAND) } else { kept.set_item(BY_HAND, "") };
    }
}

/// Remembers which camera somebody chose for this purpose.
pub(crate) fn remember_lens(facing: Facing, id: &str) {
    if let Ok(Some(kept)) = window().local_storage() {
        let _ = kept.set_item(&key(facing), id);
    }
}
