//! One picture of a document: a file input with its preview.

use capture::{Fingerprint, Flaw};
use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    browser::{self, Picture, Prepared},
    error::PictureProblem,
    picture::BYTES_MAX,
    words::words,
};

/// A picture on its way from the file input to the server.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub picture: RwSignal<Option<Picture>>,
    /// It was decoded, so there is something to send.
    pub decodes: RwSignal<bool>,
    pub input: NodeRef<html::Input>,
    /// The browser shows no such file; the capture worker may yet read it.
    unreadable: RwSignal<bool>,
    /// The capture worker looks at it.
    looking: RwSignal<bool>,
    /// What to mend in it.
    flaw: RwSignal<Option<Flaw>>,
    /// What it shows.
    mark: RwSignal<Option<Fingerprint>>,
}

impl Chosen {
    /// Nothing chosen yet, unless that happened before the page was awake.
    pub(super) fn new() -> Self {
        let chosen = Self {
            picture: RwSignal::new(None),
            decodes: RwSignal::new(false),
            input: NodeRef::new(),
            unreadable: RwSignal::new(false),
            looking: RwSignal::new(false),
            flaw: RwSignal::new(None),
            mark: RwSignal::new(None),
        };
        Effect::new(move |_| {
            if chosen.input.get().is_some() {
                chosen.read();
            }
        });
        chosen
    }

    /// Takes what the input holds. It may be sent as it is; what the capture worker makes of it is smaller, and carries
    /// nothing of where and when it was taken.
    pub(super) fn read(self) {
        let picked = browser::picked(self.input);
        self.decodes.set(false);
        self.unreadable.set(false);
        self.flaw.set(None);
        self.mark.set(None);
        self.looking.set(picked.is_some());
        self.picture.set(picked.clone());
        if let Some(picked) = picked {
            spawn_local(self.prepare(picked));
        }
    }

    async fn prepare(self, picked: Picture) {
        let prepared = browser::prepare(&picked).await;
        // Another one may be chosen by now, or the page left.
        if self.picture.try_get_untracked().flatten() != Some(picked) {
            return;
        }
        self.looking.set(false);
        if let Some(Prepared { picture, flaw, mark }) = prepared {
            self.unreadable.set(false);
            self.flaw.set(flaw);
            self.mark.set(mark);
            self.picture.set(Some(picture));
        }
    }

    /// Whether it shows what another one shows.
    fn repeats(self, other: Self) -> bool {
        let marks = self.mark.get().zip(other.mark.get());
        marks.is_some_and(|(mark, other)| mark.same(other))
    }
}

/// What the pages take.
pub(super) const FORMATS: &str = "image/jpeg,image/png,image/webp";

/// A file input named by its label, what it holds, and what is wrong with that.
#[component]
pub(super) fn Side(
    name: &'static str,
    label: &'static str,
    #[prop(into)] hint: Signal<&'static str>,
    chosen: Chosen,
    /// The picture of the other side, which should not show the same.
    #[prop(optional)]
    other: Option<Chosen>,
    #[prop(into)] hidden: Signal<bool>,
    #[prop(into)] required: Signal<bool>,
) -> impl IntoView {
    let words = words();
    let described = format!("{name}-hint {name}-advice");
    let advice = move || {
        let picture = chosen.picture.get()?;
        let heic = [".heic", ".heif"].iter().any(|end| picture.name().to_ascii_lowercase().ends_with(end));
        if chosen.looking.get() {
            chosen.unreadable.get().then_some(words.document.looking)
        } else if chosen.unreadable.get() {
            Some(if heic { (words.problems.picture)(PictureProblem::Heic) } else { words.document.unreadable })
        } else if picture.bytes() > f64::from(BYTES_MAX) {
            Some((words.problems.picture)(PictureProblem::TooBig))
        } else if other.is_some_and(|other| chosen.repeats(other)) {
            Some(words.document.repeated)
        } else {
            chosen.flaw.get().map(words.document.flaw)
        }
    };
    view! {
        <div class="side" hidden=move || hidden.get() data-chosen=move || chosen.picture.get().is_some().then_some("")>
            <label for=name>{label}</label>
            <p id=format!("{name}-hint") class="hint">
                {move || hint.get()}
            </p>
            <input
                id=name
                name=name
                type="file"
                accept=FORMATS
                aria-describedby=described
                required=move || required.get()
                node_ref=chosen.input
                on:change=move |_| chosen.read()
            />
            <p id=format!("{name}-advice") class="advice" aria-live="polite">
                {advice}
            </p>
            {move || {
                chosen
                    .picture
                    .get()
                    .map(|picture| {
                        view! {
                            <img
                                class="preview"
                                src=picture.url()
                                alt=(words.document.preview)(label)
                                hidden=move || chosen.unreadable.get()
                                on:load=move |_| chosen.decodes.set(true)
                                on:error=move |_| chosen.unreadable.set(true)
                            />
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
