//! One picture of a document: a file input with its preview.

use leptos::{html, prelude::*};

use crate::{
    browser::{self, Picture},
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
}

impl Chosen {
    /// Nothing chosen yet, unless that happened before the page was awake.
    pub(super) fn new() -> Self {
        let chosen = Self { picture: RwSignal::new(None), decodes: RwSignal::new(false), input: NodeRef::new() };
        Effect::new(move |_| {
            if chosen.input.get().is_some() {
                chosen.read();
            }
        });
        chosen
    }

    /// Takes what the input holds.
    pub(super) fn read(self) {
        self.decodes.set(false);
        self.picture.set(browser::picked(self.input));
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
    #[prop(into)] hidden: Signal<bool>,
    #[prop(into)] required: Signal<bool>,
) -> impl IntoView {
    let words = words();
    let unreadable = RwSignal::new(false);
    let described = format!("{name}-hint {name}-advice");
    let advice = move || {
        let picture = chosen.picture.get()?;
        let heic = [".heic", ".heif"].iter().any(|end| picture.name().to_ascii_lowercase().ends_with(end));
        if unreadable.get() {
            Some(if heic { (words.problems.picture)(PictureProblem::Heic) } else { words.document.unreadable })
        } else if picture.bytes() > f64::from(BYTES_MAX) {
            Some((words.problems.picture)(PictureProblem::TooBig))
        } else {
            None
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
                on:change=move |_| {
                    unreadable.set(false);
                    chosen.read();
                }
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
                                hidden=move || unreadable.get()
                                on:load=move |_| chosen.decodes.set(true)
                                on:error=move |_| unreadable.set(true)
                            />
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
