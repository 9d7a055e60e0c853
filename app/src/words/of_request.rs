//! On the server: the words of the request that is answered.
//!
//! They are the thread's while it works at that request: what a page shows once its data is there is rendered without a
//! reactive owner where another thread goes on with the request. What a page leaves to other tasks, such as its data, is
//! worked at elsewhere, but with the owner: there the language is found in its context.

use std::{cell::Cell, future::poll_fn, pin::pin};

use leptos::prelude::use_context;

use super::{Words, english, french, spanish};
use crate::domain::Language;

thread_local! {
    static SPOKEN: Cell<Option<Language>> = const { Cell::new(None) };
}

/// What the thread spoke before comes back, however the work ends.
struct Before(Option<Language>);

impl Before {
    fn speak(language: Language) -> Self {
        Self(SPOKEN.replace(Some(language)))
    }
}

impl Drop for Before {
    fn drop(&mut self) {
        SPOKEN.set(self.0);
    }
}

/// Whatever `work` says is said in this language.
pub fn speaking<T>(language: Language, work: impl FnOnce() -> T) -> T {
    let _before = Before::speak(language);
    work()
}

/// The same of work that takes time, on whichever threads it is done.
pub async fn spoken_in<F: Future>(language: Language, work: F) -> F::Output {
    let mut work = pin!(work);
    poll_fn(|context| speaking(language, || work.as_mut().poll(context))).await
}

/// The words of a language.
pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &english::WORDS,
        Language::Spanish => &spanish::WORDS,
        Language::French => &french::WORDS,
    }
}

/// The words of the reader's language. What is written for nobody's request has no reader here and takes the [`Language`]
/// of whom it is for: to ask outside [`speaking`] and [`spoken_in`] is a bug, which a build for tests does not survive.
#[track_caller]
pub(crate) fn words() -> &'static Words {
    let spoken = SPOKEN.get().or_else(use_context::<Language>);
    debug_assert!(spoken.is_some(), "words are asked for in a request, which has a language");
    of(spoken.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::{
        panic::catch_unwind,
        task::{Context, Poll, Waker},
        thread,
    };

    use futures::future::join;

    use super::*;

    fn tag() -> Option<Language> {
        SPOKEN.get()
    }

    #[test]
    fn each_request_speaks_its_own_language_however_they_take_turns() {
        let read = async |language| {
            let mut turns = 0;
            poll_fn(move |_| {
                assert_eq!(words().language, language);
                turns += 1;
                if turns < 5 { Poll::Pending } else { Poll::Ready(language) }
            })
            .await
        };
        let french = spoken_in(Language::French, read(Language::French));
        let spanish = spoken_in(Language::Spanish, read(Language::Spanish));
        let mut both = pin!(join(french, spanish));
        let mut polled = || both.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let read = loop {
            if let Poll::Ready(read) = polled() {
                break read;
            }
            assert_eq!(tag(), None, "between two turns the thread speaks nothing");
        };
        assert_eq!(read, (Language::French, Language::Spanish));
        assert_eq!(tag(), None, "nothing is left on the thread");
    }

    #[test]
    fn what_breaks_leaves_no_language_behind() {
        let broken = catch_unwind(|| speaking(Language::French, || panic!("in French")));
        assert!(broken.is_err());
        assert_eq!(tag(), None);
        let nested = speaking(Language::French, || {
            let inner = speaking(Language::Spanish, || words().language);
            (inner, words().language)
        });
        assert_eq!(nested, (Language::Spanish, Language::French));
    }

    #[test]
    fn without_a_request_nobody_is_spoken_to() {
        let spoken = thread::spawn(|| words().language).join();
        assert!(spoken.is_err(), "English to nobody is a mistake that is seen");
    }
}
