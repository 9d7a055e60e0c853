//! What an operator does: a button that opens a form, which asks for the reason, and what came of the last one.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::{use_location, use_query_map};

use crate::{
    AppError, browser,
    components::{
        action::{Call, busy, send},
        loaded::once,
        prove::ProveForm,
        refusal,
        text_area::TextArea,
        told::Told,
    },
    domain::Why,
    live::Live,
    words::words,
};

/// The fields of a form as they were when it was sent.
pub(super) struct Filled(Vec<(String, String)>);

impl Filled {
    /// One of them; empty when there is none.
    pub(super) fn get(&self, name: &str) -> String {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// What the last deed of a page came to.
#[derive(Clone, Copy)]
pub(super) struct Said {
    done: RwSignal<Option<&'static str>>,
    refused: RwSignal<Option<AppError>>,
}

impl Said {
    /// Nothing yet, or what a form without script did, which is led to an address that says so.
    pub(super) fn from_address() -> Self {
        let done = use_query_map().with_untracked(|query| (words().queue.done)(query.get_str("done")?));
        Self { done: RwSignal::new(done), refused: RwSignal::new(None) }
    }

    /// Says what calls of `S` come to, and asks anew for what the page shows.
    pub(super) fn follow<S: Call>(self, action: ServerAction<S>, done: &'static str) {
        let live = Live::here();
        if let Some(Err(error)) = action.value().get_untracked() {
            self.refused.set(Some(error));
        }
        Effect::new(move |before: Option<()>| {
            let Some(result) = action.value().get() else { return };
            // The error of a plain form is told already.
            if before.is_some() || result.is_ok() {
                self.done.set(result.is_ok().then_some(done));
                self.refused.set(result.err());
                live.bump();
            }
        });
    }
}

/// Says it, and is read out.
#[component]
pub(super) fn Says(said: Said) -> impl IntoView {
    view! {
        <div role="status">{move || said.done.get().map(|text| view! { <Told text=text /> })}</div>
        {move || said.refused.get().map(|error| view! { <refusal::Told error=error /> })}
    }
    .into_any()
}

/// Asks who it is before anything can be done.
#[component]
pub(super) fn ProveFirst(proven: Memo<bool>) -> impl IntoView {
    let address = use_location();
    let here = Signal::derive(move || {
        let mut query = address.query.get();
        query.remove("problem");
        format!("{}{}", address.pathname.get(), query.to_query_string())
    });
    let ask = move || {
        view! {
            <div class="panel stack prove-first">
                <p>{words().queue.prove}</p>
                <ProveForm passkey=true back=here />
            </div>
        }
    };
    view! { {move || (!proven.get()).then(ask)} }.into_any()
}

/// The button, and the form that it opens; more fields may be inside. There only for who has shown who they are, and from
/// then on: the server asks again for what was too long ago.
#[component]
pub(super) fn DeedForm<S: Call>(
    action: ServerAction<S>,
    proven: Memo<bool>,
    /// What the button says, and of what.
    text: &'static str,
    #[prop(optional, into)] of: String,
    /// What is done to what, as hidden fields.
    fields: Vec<(&'static str, String)>,
    /// The call, of the form's fields.
    make: fn(&Filled) -> S,
    /// Tells the form's field from those of other forms.
    #[prop(into)]
    id: String,
    #[prop(optional, into)] more: Option<ViewFn>,
) -> impl IntoView {
    let words = &words().queue;
    let (busy, reason) = (busy(action), format!("reason-{id}"));
    let show = move || {
        let form = NodeRef::<html::Form>::new();
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            send(action, make(&Filled(browser::form_fields(form))));
        };
        let hidden = |(name, value): (&'static str, String)| view! { <input type="hidden" name=name value=value /> };
        view! {
            <details class="deed">
                <summary class="button">
                    {text} <span class="hidden">" " {of.clone()}</span>
                </summary>
                <form class="stack" method="post" action=S::url() node_ref=form on:submit=submit>
                    {fields.clone().into_iter().map(hidden).collect_view()}
                    {more.as_ref().map(ViewFn::run)}
                    <div class="field">
                        <label for=reason.clone()>{words.reason}</label>
                        <TextArea id=reason.clone() name="reason" rows=3 most=Why::MAX required=true />
                    </div>
                    <button type="submit" class="button main" aria-busy=busy aria-disabled=busy>
                        {text}
                    </button>
                </form>
            </details>
        }
    };
    let shown = once(move || proven.get());
    view! { {move || shown.get().then(&show)} }.into_any()
}
