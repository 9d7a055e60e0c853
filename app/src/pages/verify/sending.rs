//! An upload as the steps show it: progress, a way to stop, and what went wrong.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::{chosen::Chosen, problem::Problem};
use crate::{
    AppError,
    browser::{self, Part, Sent, Upload},
    components::{chip::Tone, notice::Notice},
    live::Live,
    words::words,
};

/// How often a lost connection is tried again, and after how many milliseconds the first time; each time twice as long.
const TRIES: u32 = 4;
const AGAIN: u32 = 1_000;

/// One of the requests of a step.
#[derive(Clone)]
pub(super) struct Parcel {
    pub parts: Vec<Part>,
    /// The pictures, each with the field that it is sent in.
    pub pictures: Vec<(&'static str, Chosen)>,
}

/// The upload of one step.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    running: RwSignal<Option<Upload>>,
    percent: RwSignal<u32>,
    /// The connection was lost, and is tried again.
    lost: RwSignal<bool>,
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
            lost: RwSignal::new(false),
            problem: RwSignal::new(problem),
            live: Live::here(),
        }
    }

    /// Whether an upload is under way.
    pub(super) fn busy(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Sends parcels, one after the other; once the server has them, the page learns the next step. One that is refused
    /// for its picture stops no other.
    pub(super) fn send_all(self, path: &'static str, parcels: Vec<Parcel>) {
        let Some(upload) = Upload::new().filter(|_| self.running.with_untracked(Option::is_none)) else { return };
        self.problem.set(None);
        self.percent.set(0);
        self.running.set(Some(upload));
        let stopped = words().document.stopped;
        spawn_local(async move {
            let mut problem = None;
            let all = parcels.len() as u32;
            for (at, Parcel { mut parts, pictures }) in (0..).zip(parcels) {
                for (field, chosen) in &pictures {
                    parts.extend(chosen.ready().await.map(|picture| Part::Picture(field, picture)));
                }
                match self.send_one(path, parts, move |percent| (at * 100 + percent) / all).await {
                    Sent::Done => {
                        for (_, chosen) in pictures {
                            browser::note_sent(chosen.same());
                            chosen.forget();
                        }
                    }
                    Sent::Stopped => {
                        problem = Some(Problem::of_step(stopped));
                        break;
                    }
                    Sent::Refused { error, side } => {
                        let of_picture = matches!(error, AppError::Picture(_));
                        if let Some((_, chosen)) = pictures.iter().find(|(field, _)| of_picture && *field == side) {
                            browser::note_failed(chosen.same());
                        }
                        problem = problem.or(Some(Problem::answered(&error, side)));
                        if !of_picture {
                            break;
                        }
                    }
                }
            }
            self.problem.try_set(problem);
            self.running.try_set(None);
            // Also after a refusal: what arrived before it is asked for no more.
            self.live.bump();
        });
    }

    /// Sends one, again and again where the connection is lost; the upload that was cut may still have our seat.
    async fn send_one(self, path: &'static str, parts: Vec<Part>, total: impl Fn(u32) -> u32 + Copy + 'static) -> Sent {
        let mut wait = AGAIN;
        for left in (0..TRIES).rev() {
            let Some(upload) = self.running.try_get_untracked().flatten() else { return Sent::Stopped };
            let told = move |percent| _ = self.percent.try_set(total(percent));
            let sent = upload.send(path, parts.clone(), told).await;
            let lost = matches!(sent, Sent::Refused { error: AppError::Transport | AppError::UploadBusy, .. });
            if !lost || left == 0 {
                self.lost.try_set(false);
                return sent;
            }
            self.lost.try_set(true);
            browser::pause(wait).await;
            wait *= 2;
            let again = Upload::new().filter(|_| self.running.try_get_untracked().flatten().is_some());
            if again.is_none() {
                break;
            }
            self.running.try_set(again);
        }
        self.lost.try_set(false);
        Sent::Stopped
    }

    fn stop(self) {
        if let Some(upload) = self.running.get_untracked() {
            upload.stop();
            self.running.set(None);
        }
    }
}

/// The notice of what went wrong, and while sending the progress.
#[component]
pub(super) fn SendingState(sending: Sending) -> impl IntoView {
    let words = &words().document;
    let percent = move || sending.percent.get();
    view! {
        {move || {
            sending
                .problem
                .get()
                .map(|problem| view! { <Notice tone=Tone::Bad title=problem.title() text=problem.text.clone() /> })
        }}
        <p class="hidden" role="status">
            {move || sending.lost.get().then_some(words.lost)}
        </p>
        {move || {
            sending
                .busy()
                .then(|| {
                    view! {
                        <div class="sending">
                            <label for="sent">
                                {move || if sending.lost.get() { words.lost.to_owned() } else { (words.sending)(percent()) }}
                            </label>
                            <progress id="sent" max="100" value=percent></progress>
                            <button type="button" class="button" on:click=move |_| sending.stop()>
                                {words.stop}
                            </button>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}
