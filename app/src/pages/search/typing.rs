//! Searching while one types.

use std::time::Duration;

use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::asked::Asked;
use crate::browser;

/// Results as one types: the form is sent by itself a moment after the last change.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    form: NodeRef<html::Form>,
    go: Callback<(String, bool)>,
    waiting: StoredValue<Option<(TimeoutHandle, By)>>,
    sent: StoredValue<String>,
}

/// What makes the form ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Letters, which are no steps: going back leads past all of them.
    Typing,
    /// A select or a checkbox. Going back takes the choice back.
    Choosing,
    /// The button.
    Pressing,
}

impl Typing {
    /// Long enough that a word is one search, short enough to feel at once.
    const PAUSE: Duration = Duration::from_millis(250);

    pub(super) fn new(form: NodeRef<html::Form>, go: Callback<(String, bool)>) -> Self {
        let typing = Self { form, go, waiting: StoredValue::new(None), sent: StoredValue::new(String::new()) };
        // What was typed last is no question any more once the page is left.
        on_cleanup(move || _ = typing.forget());
        typing
    }

    /// Sends the form soon, unless more is typed or chosen.
    pub(super) fn later(self, by: By) {
        // A choice stays a step, whatever is typed right after it.
        let by = if self.forget() == Some(By::Choosing) { By::Choosing } else { by };
        let handle = set_timeout_with_handle(move || self.send(by), Self::PAUSE).ok();
        self.waiting.set_value(handle.map(|handle| (handle, by)));
    }

    /// Sends the form now, in place of the search before it or after it.
    pub(super) fn send(self, by: By) {
        self.forget();
        // Half an area code is nothing to ask about yet; what else was chosen is.
        let whole = by == By::Pressing;
        let fields = if whole { browser::form_fields(self.form) } else { browser::valid_fields(self.form) };
        let url = Asked::of_form(fields).url();
        self.sent.set_value(url.clone());
        self.go.run((url, by == By::Typing));
    }

    fn forget(self) -> Option<By> {
        let (handle, by) = self.waiting.try_update_value(Option::take).flatten()?;
        handle.clear();
        Some(by)
    }

    /// Whether the form asked this itself, last. When it did not, it does not remember what it asked before.
    pub(super) fn asked(self, url: &str) -> bool {
        let own = self.sent.with_value(|sent| sent == url);
        if !own {
            self.sent.set_value(String::new());
        }
        own
    }
}
