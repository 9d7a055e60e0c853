//! Frames of a live camera: each is judged small, and the best of the good ones that came last is kept whole.

use std::cell::RefCell;

use capture::{Gray, Lack, Seen};
use js_sys::Object;
use wasm_bindgen::JsValue;
use web_sys::{ImageBitmap, OffscreenCanvas};

use crate::{context, decode::fitted, object, pixels};

/// Which part of a frame is judged, and at which size, in pixels.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// All of it, this wide.
    Whole(u32),
    /// The largest square in its middle, with sides of this length.
    Square(u32),
}

/// What was seen in a frame, and what it lacks by name; nothing of one without pixels.
pub(crate) type Judged<T> = Option<(Seen<T>, Option<&'static str>)>;

/// What is kept: a frame, and how good it is.
struct Best {
    frame: ImageBitmap,
    merit: f32,
}

thread_local! {
    static BEST: RefCell<Option<Best>> = const { RefCell::new(None) };
}

/// Judges a frame. A good one is kept if it is the best since the last that was not.
pub(crate) fn look<T>(
    frame: ImageBitmap,
    part: Part,
    judge: impl Fn(&[u8], usize, usize) -> Judged<T>,
) -> Result<Object, JsValue> {
    let small = cut(&frame, part)?;
    let (wide, high) = (small.width() as usize, small.height() as usize);
    let Some((seen, lacks)) = judge(&pixels(&small)?, wide, high) else {
        frame.close();
        return Err("nothing in the frame".into());
    };
    keep(frame, seen.lacks.is_none().then_some(seen.merit));
    Ok(object(&[("lacks", lacks.into()), ("black", seen.black.into())]))
}

/// A frame that should show a document.
pub(crate) fn document(pixels: &[u8], wide: usize, high: usize) -> Judged<Lack> {
    let seen = Seen::of(&Gray::of(pixels, wide, high, capture::WIDTH)?)?;
    Some((seen, seen.lacks.map(Lack::as_str)))
}

/// Keeps a frame of this merit, or none: what came before one that is flawed shows another moment.
fn keep(frame: ImageBitmap, merit: Option<f32>) {
    BEST.with_borrow_mut(|best| {
        let better = merit.filter(|merit| best.as_ref().is_none_or(|best| *merit > best.merit));
        let gone = match (better, merit) {
            (Some(merit), _) => best.replace(Best { frame, merit }).map(|best| best.frame),
            (None, Some(_)) => Some(frame),
            (None, None) => {
                frame.close();
                best.take().map(|best| best.frame)
            }
        };
        // Its pixels lie outside the wasm's memory, and would stay until somebody looks for what nobody needs.
        if let Some(gone) = gone {
            gone.close();
        }
    });
}

/// The frame that was kept, with no side longer than `longest`.
pub(crate) fn kept(longest: u32) -> Result<OffscreenCanvas, JsValue> {
    let best = BEST.take().ok_or("no frame was kept")?;
    let canvas = fitted(&best.frame, longest)?;
    best.frame.close();
    Ok(canvas)
}

fn cut(frame: &ImageBitmap, part: Part) -> Result<OffscreenCanvas, JsValue> {
    let (wide, high) = (f64::from(frame.width()), f64::from(frame.height()));
    let (left, top, from, to) = match part {
        Part::Whole(width) => {
            let width = f64::from(width).min(wide);
            (0.0, 0.0, (wide, high), (width, (high * width / wide).round().max(1.0)))
        }
        Part::Square(side) => {
            let least = wide.min(high);
            ((wide - least) / 2.0, (high - least) / 2.0, (least, least), (f64::from(side), f64::from(side)))
        }
    };
    let canvas = OffscreenCanvas::new(to.0 as u32, to.1 as u32)?;
    let context = context(&canvas)?;
    context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        frame, left, top, from.0, from.1, 0.0, 0.0, to.0, to.1,
    )?;
    Ok(canvas)
}
