//! Why a camera gives no picture, in words, and what to do about it in this very browser.

use crate::{browser, browser::CameraTrouble, domain::device::Device, words::words};

/// The cause and its remedy.
pub(super) fn trouble(cause: CameraTrouble) -> String {
    let words = &words().camera;
    match cause {
        CameraTrouble::Refused => {
            format!("{} {}", words.refused, (words.allow)(Device::of_agent(&browser::agent())))
        }
        CameraTrouble::Missing => words.missing.to_owned(),
        CameraTrouble::Busy => words.busy.to_owned(),
        CameraTrouble::Insecure => words.insecure.to_owned(),
        CameraTrouble::Black => words.black.to_owned(),
        CameraTrouble::Ended => words.ended.to_owned(),
        CameraTrouble::Broken => words.broken.to_owned(),
    }
}
