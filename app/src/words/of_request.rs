//! On the server: the words of the request that is answered.

use leptos::prelude::expect_context;

use super::{Words, english, french, spanish};
use crate::domain::Language;

/// The words of a language.
pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &english::WORDS,
        Language::Spanish => &spanish::WORDS,
        Language::French => &french::WORDS,
    }
}

/// The words of the reader's language. What is written for nobody's request has no reader here and takes the [`Language`]
/// of whom it is for: without a request this panics, rather than speak English to whoever reads none.
#[track_caller]
pub(crate) fn words() -> &'static Words {
    of(expect_context::<Language>())
}
