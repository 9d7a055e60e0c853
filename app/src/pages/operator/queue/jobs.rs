//! Work that fails.

use leptos::prelude::*;

use super::{Kind, Shared};
use crate::{
    api::operator::queue::RetryJob,
    components::{action::action, moment::Moment, rows::LastingRows},
    desk::FailingJob,
    pages::operator::deed::DeedForm,
    words::words,
};

#[component]
pub(super) fn Jobs(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let retrying = action::<RetryJob>();
    shared.said.follow(retrying, words.retried);
    let count = Memo::new(move |_| shared.queue.with(|queue| queue.counts.jobs));
    let list = Memo::new(move |_| shared.queue.with(|queue| queue.jobs.clone()));
    let row = move |job| view! { <Row job=job retrying=retrying proven=shared.proven /> }.into_any();
    view! {
        <Kind id="jobs" title=words.jobs hint=words.jobs_hint count=count>
            <LastingRows list=list key=|job: &FailingJob| (job.work.as_str(), job.subject.clone()) row=row />
        </Kind>
    }
    .into_any()
}

#[component]
fn Row(job: Signal<FailingJob>, retrying: ServerAction<RetryJob>, proven: Memo<bool>) -> impl IntoView {
    let words = &words().queue;
    let FailingJob { work, subject, .. } = job.get_untracked();
    let name = (words.work)(work);
    view! {
        <li>
            <div>
                <p class="entry-name">{name}</p>
                <p class="hint">
                    <code>{subject.clone()}</code>
                    ", "
                    {move || (words.attempts)(job.with(|job| job.attempts))}
                    ", "
                    {words.since}
                    " "
                    <Moment at=Signal::derive(move || job.with(|job| job.since)) />
                    ", "
                    {words.next}
                    " "
                    <Moment at=Signal::derive(move || job.with(|job| job.next)) />
                </p>
            </div>
            <div class="form-ways deeds">
                <DeedForm
                    action=retrying
                    proven=proven
                    text=words.retry
                    of=name
                    fields=vec![("work", work.to_string()), ("subject", subject.clone())]
                    make=|filled| RetryJob {
                        work: filled.get("work"),
                        subject: filled.get("subject"),
                        reason: filled.get("reason"),
                    }
                    id=format!("{work}-{subject}")
                />
            </div>
        </li>
    }
    .into_any()
}
