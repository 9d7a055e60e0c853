//! The reader's clock and zone.

use js_sys::Date;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::domain::Timestamp;

/// Now.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_micros((Date::now() * 1_000.0) as i64)
}

/// How many minutes the reader's clock lies behind UTC at that moment, summer time included.
pub(crate) fn minutes_behind_utc(at: Timestamp) -> i64 {
    let milliseconds = JsValue::from_f64((at.micros() / 1_000) as f64);
    Date::new(&milliseconds).get_timezone_offset() as i64
}

/// Waits so many milliseconds.
pub(crate) async fn pause(milliseconds: u32) {
    let waited = js_sys::Promise::new(&mut |wake, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&wake, milliseconds as i32);
    });
    let _ = JsFuture::from(waited).await;
}
