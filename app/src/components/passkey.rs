//! Asking the browser for a passkey: a question from the store, an answer from the authenticator, and back.

use leptos::{prelude::*, task::spawn_local};
use std::future::Future;

use super::{failure::Mishap, notice::Notice};
use crate::{
    AppError,
    api::passkeys::{
        begin_passkey, begin_passkey_proof, begin_passkey_sign_in, finish_passkey, finish_passkey_proof,
        finish_passkey_sign_in,
    },
    browser::{self, PasskeyTrouble},
    components::chip::Tone,
    desk::Ceremony,
    live::Awake,
    words::words,
};

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq)]
enum Refused {
    /// The browser or the person said no.
    Here(PasskeyTrouble),
    /// The store said no.
    There(AppError),
}

impl From<PasskeyTrouble> for Refused {
    fn from(trouble: PasskeyTrouble) -> Self {
        Self::Here(trouble)
    }
}

impl From<AppError> for Refused {
    fn from(error: AppError) -> Self {
        Self::There(error)
    }
}

/// Signs in by any passkey.
async fn enter() -> Result<(), Refused> {
    let Ceremony { token, options } = begin_passkey_sign_in().await?;
    let answer = browser::show_passkey(&options).await?;
    Ok(finish_passkey_sign_in(token, answer).await?)
}

/// Shows one of the person's own.
async fn prove() -> Result<(), Refused> {
    let Ceremony { token, options } = begin_passkey_proof().await?;
    let answer = browser::show_passkey(&options).await?;
    Ok(finish_passkey_proof(token, answer).await?)
}

/// Makes one that is called `name`.
async fn add(name: String) -> Result<(), Refused> {
    let Ceremony { token, options } = begin_passkey().await?;
    let answer = browser::make_passkey(&options).await?;
    Ok(finish_passkey(token, answer, name).await?)
}

/// A question on its way. There is one at a time: browsers show one dialog.
#[derive(Clone, Copy)]
pub(crate) struct Asking {
    busy: RwSignal<bool>,
    refused: RwSignal<Option<Refused>>,
}

impl Asking {
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), refused: RwSignal::new(None) }
    }

    /// Signs in by any passkey, and then calls `then`.
    pub(crate) fn enter(self, then: impl FnOnce() + 'static) {
        self.run(enter(), then);
    }

    /// Shows one of the person's own.
    pub(crate) fn prove(self, then: impl FnOnce() + 'static) {
        self.run(prove(), then);
    }

    /// Makes one that is called `name`.
    pub(crate) fn add(self, name: String, then: impl FnOnce() + 'static) {
        self.run(add(name), then);
    }

    fn run(self, asked: impl Future<Output = Result<(), Refused>> + 'static, then: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.refused.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let done = asked.await;
            self.busy.try_set(false);
            match done {
                Ok(()) => then(),
                Err(refused) => _ = self.refused.try_set(Some(refused)),
            }
        });
    }

    /// For `aria-busy` and `aria-disabled` of its button.
    pub(crate) fn busy(self) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.busy.get().then_some("true"))
    }
}

/// Whether the browser can be asked: not before the page is awake.
pub(crate) fn can_ask() -> Signal<bool> {
    let awake = Awake::here();
    Signal::derive(move || awake.get() && browser::has_passkeys())
}

/// Why nothing came of it, and that nothing can be asked here.
#[component]
pub(crate) fn AskingSays(asking: Asking) -> impl IntoView {
    let words = &words().access;
    let (awake, can_ask) = (Awake::here(), can_ask());
    let refused = move || {
        Some(match asking.refused.get()? {
            Refused::There(error) => view! { <Mishap error=error /> }.into_any(),
            Refused::Here(trouble) => {
                let text = match trouble {
                    PasskeyTrouble::Stopped => words.passkey_stopped,
                    PasskeyTrouble::Known => words.passkey_known,
                    PasskeyTrouble::Missing => words.passkey_missing,
                };
                view! { <Notice tone=Tone::Bad text=text /> }.into_any()
            }
        })
    };
    view! {
        {refused}
        {move || (awake.get() && !can_ask.get()).then(|| view! { <p class="hint">{words.passkey_missing}</p> })}
        <p class="hint unscripted" hidden=move || awake.get()>
            {words.passkey_script}
        </p>
    }
    .into_any()
}

/// A button that asks.
#[component]
pub(crate) fn PasskeyButton(
    asking: Asking,
    text: &'static str,
    #[prop(default = "button")] class: &'static str,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let (busy, can_ask) = (asking.busy(), can_ask());
    view! {
        <button
            type="button"
            class=class
            disabled=move || !can_ask.get()
            aria-busy=busy
            aria-disabled=busy
            on:click=move |_| on_press.run(())
        >
            {text}
        </button>
    }
    .into_any()
}
