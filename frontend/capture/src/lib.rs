//! The capture worker's wasm: a picture that somebody chose or took is decoded, turned upright, made no larger than the
//! identity vendor needs, rid of what else a camera writes into it, and judged; and so is each frame of a live camera.
//! All of it beside the page, which stays quick meanwhile, and before anything is sent.

mod decode;
mod face;
mod frame;

use capture::{Ask, Fingerprint, Flaw, Gray, Turn};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The longer side of what is sent, in pixels: print of an ID stays legible, and an upload short (vendors ask for 1,400
/// to 2,000).
const LONGEST: u32 = 2_048;
/// Of a JPEG; below it print frays.
const QUALITY: f64 = 0.92;

/// Answers a question of the page's, [`Ask`] by its name. Of a file, and of the frame that was kept:
/// `{ picture, flaw, mark, same }`, a JPEG that is ready to be sent, what to mend in it (a name of [`Flaw`]) or nothing,
/// what it is known by when it shows the same again, and when it is the very same. Of a frame:
/// `{ lacks, black }`, what to mend before it may be taken, or nothing, and whether the camera gives no picture.
///
/// # Errors
/// The file is no picture that can be read here; there is nothing in the frame; no frame was kept.
#[wasm_bindgen]
pub async fn answer(ask: String, what: JsValue) -> Result<Object, JsValue> {
    match Ask::named(&ask).ok_or("no such question")? {
        Ask::Prepare => prepared(decode::drawn(&what.dyn_into::<Blob>()?, LONGEST).await?).await,
        Ask::Document => frame::look(what.dyn_into()?, frame::Part::Whole(capture::WIDTH as u32), frame::document),
        Ask::Face => frame::look(what.dyn_into()?, face::PART, face::face(Turn::Ahead)),
        Ask::FaceLeft => frame::look(what.dyn_into()?, face::PART, face::face(Turn::Left)),
        Ask::FaceRight => frame::look(what.dyn_into()?, face::PART, face::face(Turn::Right)),
        Ask::Keep => prepared(frame::kept(LONGEST)?).await,
    }
}

async fn prepared(canvas: OffscreenCanvas) -> Result<Object, JsValue> {
    let (width, height) = (canvas.width(), canvas.height());
    let pixels = pixels(&canvas)?;
    let (wide, high) = (width as usize, height as usize);
    let flaw = capture::look(&pixels, wide, high).map_or(JsValue::UNDEFINED, |flaw: Flaw| flaw.as_str().into());
    let mark = Gray::of(&pixels, wide, high, capture::WIDTH).map(|gray| Fingerprint::of(&gray).to_string());
    Ok(object(&[
        ("flaw", flaw),
        ("mark", mark.into()),
        ("same", format!("{:016x}", capture::digest(&pixels)).into()),
        ("picture", encoded(&canvas).await?),
    ]))
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

fn context(canvas: &OffscreenCanvas) -> Result<OffscreenCanvasRenderingContext2d, JsValue> {
    Ok(canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?)
}

/// Red, green, blue and opacity, a byte each.
fn pixels(canvas: &OffscreenCanvas) -> Result<Vec<u8>, JsValue> {
    let (width, height) = (canvas.width(), canvas.height());
    Ok(context(canvas)?.get_image_data(0.0, 0.0, width.into(), height.into())?.data().0)
}

async fn encoded(canvas: &OffscreenCanvas) -> Result<JsValue, JsValue> {
    let options = ImageEncodeOptions::new();
    options.set_type("image/jpeg");
    options.set_quality(QUALITY);
    JsFuture::from(canvas.convert_to_blob_with_options(&options)?).await
}
