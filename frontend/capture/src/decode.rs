//! From a file to pixels.

use capture::is_heic;
use heic_rs::{DecodeOptions, PixelLayout};
use js_sys::Uint8Array;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, ImageData, OffscreenCanvas, WorkerGlobalScope};

use crate::context;

/// More pixels than this are a trap and no photograph.
const PIXELS_MAX: u64 = 64_000_000;

/// The picture in a file, upright, with no side longer than `longest`.
pub(crate) async fn drawn(file: &Blob, longest: u32) -> Result<OffscreenCanvas, JsValue> {
    let bitmap = bitmap(file).await?;
    let canvas = fitted(&bitmap, longest)?;
    bitmap.close();
    Ok(canvas)
}

/// A picture with no side longer than `longest`.
pub(crate) fn fitted(bitmap: &ImageBitmap, longest: u32) -> Result<OffscreenCanvas, JsValue> {
    let scale = f64::from(longest) / f64::from(bitmap.width().max(bitmap.height()).max(1));
    let side = |length: u32| ((f64::from(length) * scale.min(1.0)).round() as u32).max(1);
    let (width, height) = (side(bitmap.width()), side(bitmap.height()));
    let canvas = OffscreenCanvas::new(width, height)?;
    context(&canvas)?.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width.into(), height.into())?;
    Ok(canvas)
}

/// The browser's own decoder first: it is quick, turns what lies on its side, and Safari's reads HEIC.
async fn bitmap(file: &Blob) -> Result<ImageBitmap, JsValue> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let own = JsFuture::from(scope.create_image_bitmap_with_blob(file)?).await;
    match own {
        Ok(bitmap) => bitmap.dyn_into(),
        Err(refused) => {
            let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await?).to_vec();
            // By its bytes: Windows gives such files no type.
            let heic = if is_heic(&bytes) { pixels(&bytes)? } else { return Err(refused) };
            JsFuture::from(scope.create_image_bitmap_with_image_data(&heic)?).await?.dyn_into()
        }
    }
}

fn pixels(heic: &[u8]) -> Result<ImageData, JsValue> {
    let options = DecodeOptions::default().with_layout(PixelLayout::Rgba8).with_max_pixels(Some(PIXELS_MAX));
    let image = heic_rs::decode(heic, &options).map_err(|error| JsValue::from(error.to_string()))?;
    ImageData::new_with_u8_clamped_array_and_sh(Clamped(&image.data), image.width, image.height)
}
