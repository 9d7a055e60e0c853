//! The reader's clock and zone.

use js_sys::Date;
use wasm_bindgen::JsValue;

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
