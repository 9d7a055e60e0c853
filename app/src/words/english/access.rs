use crate::{
    domain::{
        Device,
        device::{Browser, System},
    },
    words::AccessWords,
};

pub(super) const WORDS: AccessWords = AccessWords {
    sessions: "Where you are signed in",
    sessions_hint: "Do you not know one of these? Sign it out. A browser that is signed out has to sign in again before \
                    it sees anything of yours.",
    device: |Device { browser, system }| match (browser.map(Browser::name), system.map(System::name)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => "Unknown browser".to_owned(),
    },
    here: "This browser",
    signed_in: "Signed in",
    seen: "Last used",
    end: "Sign out",
    end_named: |device| format!("Sign out {device}"),
    end_others: "Sign out everywhere else",
    end_all: "Sign out everywhere",
    ended: "That browser is signed out.",
    ended_others: "Every other browser is signed out.",
};
