//! A picture that somebody chose or took, from then until it is sent.

use capture::{Fingerprint, Flaw};
use futures::{FutureExt as _, channel::oneshot, future::Shared};
use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    browser::{self, Picture, Prepared},
    error::PictureProblem,
    picture::BYTES_MAX,
    words::words,
};

/// A picture on its way from a file or a camera to the server.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub picture: RwSignal<Option<Picture>>,
    pub input: NodeRef<html::Input>,
    /// Whether the browser shows it; nothing before it tried.
    shown: RwSignal<Option<bool>>,
    judged: RwSignal<Judged>,
    /// Ends when the capture worker has looked at it, or another one is chosen.
    looked: StoredValue<Option<Shared<oneshot::Receiver<()>>>>,
}

/// What the capture worker found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Judged {
    /// Nothing: there is no picture, or no worker that reads it.
    #[default]
    Unread,
    Looking,
    Read {
        /// What to mend.
        flaw: Option<Flaw>,
        /// What it shows.
        mark: Option<Fingerprint>,
        /// Which picture it is.
        same: String,
    },
}

impl Chosen {
    /// Nothing chosen yet, unless that happened before the page was awake.
    pub(super) fn new() -> Self {
        let chosen = Self {
            picture: RwSignal::new(None),
            input: NodeRef::new(),
            shown: RwSignal::new(None),
            judged: RwSignal::new(Judged::Unread),
            looked: StoredValue::new(None),
        };
        Effect::new(move |_| {
            if chosen.input.get().is_some() {
                chosen.read();
            }
        });
        chosen
    }

    /// Takes what the input holds.
    pub(super) fn read(self) {
        match browser::picked(self.input) {
            Some(picked) => self.take(picked),
            None => self.put(None, Judged::Unread),
        }
    }

    /// Takes a picture. It may be sent as it is; what the capture worker makes of it is smaller, and carries nothing of
    /// where and when it was taken.
    pub(super) fn take(self, picture: Picture) {
        self.put(Some(picture.clone()), Judged::Looking);
        let (looked, wait) = oneshot::channel();
        self.looked.set_value(Some(wait.shared()));
        spawn_local(async move {
            let prepared = browser::prepare(&picture).await;
            // Another one may be chosen by now, or the page left.
            if self.picture.try_get_untracked().flatten() != Some(picture) {
                return;
            }
            match prepared {
                Some(prepared) => self.hold(prepared),
                None => self.judged.set(Judged::Unread),
            }
            let _ = looked.send(());
        });
    }

    /// Takes a picture that the capture worker made ready.
    pub(super) fn hold(self, prepared: Prepared) {
        let Prepared { picture, flaw, mark, same } = prepared;
        let shown = self.shown.get_untracked() == Some(true);
        self.put(Some(picture), Judged::Read { flaw, mark, same });
        // Otherwise the button that sends it would be off again for a moment, in which a press is lost.
        if shown {
            self.shows(true);
        }
    }

    /// Lets go of the picture, wherever it came from.
    pub(super) fn forget(self) {
        browser::empty(self.input);
        self.put(None, Judged::Unread);
    }

    fn put(self, picture: Option<Picture>, judged: Judged) {
        self.shown.set(None);
        self.judged.set(judged);
        self.picture.set(picture);
    }

    /// Whether the browser shows it, once it has tried.
    pub(super) fn shows(self, shown: bool) {
        self.shown.set(Some(shown));
    }

    /// Whether it was decoded, so that there is something to send.
    pub(super) fn decodes(self) -> bool {
        self.shown.get() == Some(true)
    }

    /// The picture as it is to be sent: without what the capture worker is about to take out of it.
    pub(super) async fn ready(self) -> Option<Picture> {
        if let Some(looked) = self.looked.try_get_value().flatten() {
            let _ = looked.await;
        }
        self.picture.try_get_untracked().flatten()
    }

    /// Which picture it is, for telling when the very same comes again.
    pub(super) fn same(self) -> Option<String> {
        match self.judged.get_untracked() {
            Judged::Read { same, .. } => Some(same),
            Judged::Unread | Judged::Looking => None,
        }
    }

    /// Whether the browser cannot show it.
    pub(super) fn is_unreadable(self) -> bool {
        self.shown.get() == Some(false)
    }

    /// What to mend in the picture of a document; never more than one thing, and nothing of it must be. `other` should
    /// not show the same.
    pub(super) fn advice(self, other: Option<Self>) -> Option<&'static str> {
        let words = &words().document;
        let repeats = || other.is_some_and(|other| self.repeats(other)).then_some(words.repeated);
        let flaw = || match self.judged.get() {
            Judged::Read { flaw, .. } => flaw.map(words.flaw),
            Judged::Unread | Judged::Looking => None,
        };
        self.trouble().or_else(repeats).or_else(flaw)
    }

    /// What is wrong with it, whatever it shows.
    pub(super) fn trouble(self) -> Option<&'static str> {
        let words = words();
        let picture = self.picture.get()?;
        let heic = [".heic", ".heif"].iter().any(|end| picture.name().to_ascii_lowercase().ends_with(end));
        let unreadable = self.is_unreadable();
        match self.judged.get() {
            Judged::Looking => unreadable.then_some(words.document.looking),
            _ if unreadable && heic => Some((words.problems.picture)(PictureProblem::Heic)),
            _ if unreadable => Some(words.document.unreadable),
            _ if picture.bytes() > f64::from(BYTES_MAX) => Some((words.problems.picture)(PictureProblem::TooBig)),
            Judged::Read { same, .. } if browser::has_failed(&same) => Some(words.document.failed),
            Judged::Unread | Judged::Read { .. } => None,
        }
    }

    /// Whether it shows what another one shows.
    fn repeats(self, other: Self) -> bool {
        let mark = |chosen: Self| match chosen.judged.get() {
            Judged::Read { mark, .. } => mark,
            Judged::Unread | Judged::Looking => None,
        };
        mark(self).zip(mark(other)).is_some_and(|(mark, other)| mark.same(other))
    }
}
