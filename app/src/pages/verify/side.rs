//! One picture of a document: a file input, other ways to a picture, and its preview.

use leptos::{ev::DragEvent, html, prelude::*};

use super::{camera::CapturePlate, chosen::Chosen, plate::Plate};
use crate::{browser, live::Awake, words::words};

/// What the server takes, and so a form without script.
pub(super) const FORMATS: &str = "image/jpeg,image/png,image/webp";
/// What the capture worker makes one of those of. By name too: Windows gives such files no type.
pub(super) const MORE_FORMATS: &str = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";

/// What a side is called, and how it comes to its picture.
#[derive(Clone, Copy)]
pub(super) struct SideWords {
    pub label: &'static str,
    pub by_camera: &'static str,
    pub by_phone: &'static str,
}

/// A file input named by its label, other ways to a picture, what came of them, and what is wrong with that.
#[component]
pub(super) fn Side(
    says: SideWords,
    #[prop(into)] hint: Signal<&'static str>,
    plate: Plate,
    /// The picture of the other side, which should not show the same.
    #[prop(optional)]
    other: Option<Chosen>,
    #[prop(into)] hidden: Signal<bool>,
    #[prop(into)] required: Signal<bool>,
    /// It is here already: it may be replaced.
    #[prop(into)]
    held: Signal<bool>,
) -> impl IntoView {
    let (all, awake) = (&words().document, Awake::here());
    let (chosen, name) = (plate.chosen, plate.subject.name);
    let dragged = RwSignal::new(false);
    let described = format!("{name}-hint {name}-advice");
    let take = move || {
        plate.close();
        chosen.read();
    };
    let drag = move |event: DragEvent| {
        event.prevent_default();
        dragged.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        dragged.set(false);
        if browser::put_dropped(&event, chosen.input) {
            take();
        }
    };
    let picked = move || chosen.picture.get().is_some();
    view! {
        <div
            class="side"
            hidden=move || hidden.get()
            data-chosen=move || (picked() || held.get()).then_some("")
            data-dragged=move || dragged.get().then_some("")
            on:dragover=drag
            on:dragleave=move |_| dragged.set(false)
            on:drop=drop
        >
            <label for=name>{says.label}</label>
            <p id=format!("{name}-hint") class="hint">
                {move || if held.get() && !picked() { all.held } else { hint.get() }}
            </p>
            <input
                id=name
                name=name
                type="file"
                accept=move || if awake.get() { MORE_FORMATS } else { FORMATS }
                aria-describedby=described
                required=move || required.get() && !picked() && !held.get()
                node_ref=chosen.input
                on:change=move |_| take()
            />
            <OtherWays says=says plate=plate />
            <p id=format!("{name}-advice") class="advice" aria-live="polite">
                {move || chosen.advice(other)}
            </p>
            <div hidden=move || !plate.opened.get()>
                <CapturePlate plate=plate />
            </div>
            {move || {
                chosen
                    .picture
                    .get()
                    .filter(|_| !plate.opened.get())
                    .map(|picture| {
                        view! {
                            <img
                                class="preview"
                                src=picture.url()
                                alt=(all.preview)(says.label)
                                hidden=move || chosen.is_unreadable()
                                on:load=move |_| chosen.shows(true)
                                on:error=move |_| chosen.shows(false)
                            />
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// The camera of this page, and on a phone the phone's own.
#[component]
fn OtherWays(says: SideWords, plate: Plate) -> impl IntoView {
    let awake = Awake::here();
    let own = NodeRef::<html::Input>::new();
    let id = format!("{}-phone", plate.subject.name);
    let take = move |_| {
        if let Some(picture) = browser::picked(own) {
            plate.close();
            plate.chosen.forget();
            plate.chosen.take(picture);
            browser::empty(own);
        }
    };
    view! {
        <div class="other-ways" hidden=move || !awake.get() || plate.opened.get()>
            <span class="by-phone">
                <input
                    id=id.clone()
                    class="hidden"
                    type="file"
                    accept="image/*"
                    capture="environment"
                    node_ref=own
                    on:change=take
                />
                <label class="button" for=id>
                    {says.by_phone}
                </label>
            </span>
            <button type="button" class="button" on:click=move |_| plate.start()>
                {says.by_camera}
            </button>
        </div>
    }
    .into_any()
}
