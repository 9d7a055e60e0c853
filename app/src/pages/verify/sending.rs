//! An upload as the steps show it: progress, a way to stop, and what went wrong.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::problem::Problem;
use crate::{
    browser::{Part, Sent, Upload},
    components::{chip::Tone, notice::Notice},
    live::Live,
    words::words,
};

/// The upload of one step.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    running: RwSignal<Option<Upload>>,
    percent: RwSignal<u32>,
    /// What was wrong with what was sent last.
    pub problem: RwSignal<Option<Problem>>,
    live: Live,
}

impl Sending {
    /// Nothing under way; the problem is the address' one, if a plain form came back with any.
    pub(super) fn new() -> Self {
        let problem = use_query_map().with_untracked(Problem::in_address);
        Self {
            running: RwSignal::new(None),
            percent: RwSignal::new(0),
            problem: RwSignal::new(problem),
            live: Live::here(),
        }
    }

    /// Whether an upload is under way.
    pub(super) fn busy(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Sends the parts; once the server has them, the page learns the next step.
    pub(super) fn send(self, path: &'static str, parts: Vec<Part>) {
        let Some(upload) = Upload::new().filter(|_| self.running.with_untracked(Option::is_none)) else { return };
        self.problem.set(None);
        self.percent.set(0);
        self.running.set(Some(upload.clone()));
        spawn_local(async move {
            let sent = upload.send(path, parts, move |percent| _ = self.percent.try_set(percent)).await;
            match sent {
                Sent::Done => self.live.bump(),
                Sent::Stopped => _ = self.problem.try_set(Some(Problem::of_step(words().document.stopped))),
                Sent::Refused { error, side } => _ = self.problem.try_set(Some(Problem::answered(&error, side))),
            }
            self.running.try_set(None);
        });
    }
}

/// The notice of what went wrong, and while sending the progress.
#[component]
pub(super) fn SendingState(sending: Sending) -> impl IntoView {
    let words = &words().document;
    let stop = move |_| sending.running.with_untracked(|upload| _ = upload.as_ref().map(Upload::stop));
    let percent = move || sending.percent.get();
    view! {
        {move || {
            sending
                .problem
                .get()
                .map(|problem| view! { <Notice tone=Tone::Bad title=problem.title() text=problem.text.clone() /> })
        }}
        {move || {
            sending
                .busy()
                .then(|| {
                    view! {
                        <div class="sending">
                            <label for="sent">{move || (words.sending)(percent())}</label>
                            <progress id="sent" max="100" value=percent></progress>
                            <button type="button" class="button" on:click=stop>
                                {words.stop}
                            </button>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}
