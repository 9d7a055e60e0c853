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
    waiting: StoredValue<Option<TimeoutHandle>>,
    sent: StoredValue<String>,
}

impl Typing {
    /// Long enough that a word is one search, short enough to feel at once.
    const PAUSE: Duration = Duration::from_millis(250);

    pub(super) fn new(form: NodeRef<html::Form>, go: Callback<(String, bool)>) -> Self {
        Self { form, go, waiting: StoredValue::new(None), sent: StoredValue::new(String::new()) }
    }

    /// Sends the form soon, unless more is typed.
    pub(super) fn later(self) {
        self.forget();
        // Replaced, not added: going back leads past every letter.
        self.waiting.set_value(set_timeout_with_handle(move || self.send(true), Self::PAUSE).ok());
    }

    /// Sends the form now, in place of the search before it or after it.
    pub(super) fn send(self, replace: bool) {
        self.forget();
        // Half an area code is nothing to ask about yet; what else was chosen is.
        let fields = if replace { browser::valid_fields(self.form) } else { browser::form_fields(self.form) };
        let url = Asked::of_form(fields).url();
        self.sent.set_value(url.clone());
        self.go.run((url, replace));
    }

    fn forget(self) {
        if let Some(handle) = self.waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }

    /// Whether the form asked this itself, last.
    pub(super) fn asked(self, url: &str) -> bool {
        self.sent.with_value(|sent| sent == url)
    }
}
