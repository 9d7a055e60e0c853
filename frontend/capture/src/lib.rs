//! The capture worker's wasm: a picture that somebody chose or took is decoded, turned upright, made no larger than the
//! identity vendor needs, rid of what else a camera writes into it, and judged. All of it beside the page, which stays
//! quick meanwhile, and before anything is sent.

mod decode;

use capture::{Fingerprint, Flaw, Gray};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The longer side of what is sent, in pixels: print of an ID stays legible, and an upload short (vendors ask for 1,400
/// to 2,000).
const LONGEST: u32 = 2_048;
/// Of a JPEG; below it print frays.
const QUALITY: f64 = 0.92;

/// Of a file: `{ picture, flaw, mark }`, a JPEG that is ready to be sent, what to mend in it (a name of [`Flaw`]) or
/// nothing, and what it is known by when it comes again.
///
/// # Errors
/// The file is no picture that can be read here.
#[wasm_bindgen]
pub async fn prepare(file: Blob) -> Result<Object, JsValue> {
    let canvas = decode::drawn(&file, LONGEST).await?;
    let (width, height) = (canvas.width(), canvas.height());
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?;
    let pixels = context.get_image_data(0.0, 0.0, width.into(), height.into())?.data().0;
    let (width, height) = (width as usize, height as usize);
    let answer = Object::new();
    let put = |name: &str, value: JsValue| Reflect::set(&answer, &name.into(), &value);
    put("flaw", capture::look(&pixels, width, height).map_or(JsValue::UNDEFINED, |flaw: Flaw| flaw.as_str().into()))?;
    if let Some(gray) = Gray::of(&pixels, width, height, capture::WIDTH) {
        put("mark", Fingerprint::of(&gray).to_string().into())?;
    }
    put("picture", encoded(&canvas).await?)?;
    Ok(answer)
}

async fn encoded(canvas: &OffscreenCanvas) -> Result<JsValue, JsValue> {
    let options = ImageEncodeOptions::new();
    options.set_type("image/jpeg");
    options.set_quality(QUALITY);
    JsFuture::from(canvas.convert_to_blob_with_options(&options)?).await
}
