//! Work that fails.

use leptos::prelude::*;

use super::{Kind, Shared};
use crate::{
    api::operator::queue::RetryJob,
    components::{action::action, moment::Moment},
    desk::FailingJob,
    pages::operator::deed::DeedForm,
    words::words,
};

#[component]
pub(super) fn Jobs(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let retrying = action::<RetryJob>();
    shared.said.follow(retrying, words.retried);
    let row = move |job| view! { <Row job=job retrying=retrying proven=shared.proven /> }.into_any();
    view! {
        <Kind
            shared=shared
            id="jobs"
            title=words.jobs
            hint=words.jobs_hint
            count=|counts| counts.jobs
            list=|queue| &queue.jobs
            key=|job: &FailingJob| (job.work.as_str(), job.subject.clone())
            row=row
        />
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
                    <Moment at=Signal::derive(move || job.with(|job| job.since)) within=true />
                    ", "
                    {words.next}
                    " "
                    <Moment at=Signal::derive(move || job.with(|job| job.next)) within=true />
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
