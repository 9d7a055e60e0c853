//! In the browser: a document has one language for as long as it lives. English is in the page's first part, each other a
//! part of its own, so that most readers pay for no words that they do not read. Were English a part as well, every phrase
//! and every function that it has in common with another part would be a file: 44 of them, 27 of which English needs.

use std::sync::OnceLock;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{Words, english, french, spanish};
use crate::domain::Language;

static SPOKEN: OnceLock<&Words> = OnceLock::new();

/// A part a language besides English, by its name in the build: see [`Language::part`].
macro_rules! parts {
    ($($part:ident, $load:ident;)+) => {
        $(
            #[wasm_split($part, fallible, preload($load))]
            fn $part() -> Result<&'static Words, SplitLoaderError> {
                Ok(&$part::WORDS)
            }
        )+
    };
}

parts! {
    spanish, load_spanish;
    french, load_french;
}

/// Fetches the words of the document's language, before the page wakes. Another one counts for nothing afterwards.
///
/// # Errors
/// They cannot be fetched. The browser's console says why.
pub async fn learn(language: Language) -> Result<(), SplitLoaderError> {
    let words = match language {
        Language::English => &english::WORDS,
        Language::Spanish => spanish().await?,
        Language::French => french().await?,
    };
    SPOKEN.get_or_init(|| words);
    Ok(())
}

/// The words of the reader's language, also where no owner of signals is: in handlers of events and what they spawn.
pub(crate) fn words() -> &'static Words {
    SPOKEN.get().expect("the page wakes after it learned its language")
}
