//! Lines that do not go on: those of which a person says what becomes of them, and those that are looked at again.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Kind, Shared};
use crate::{
    api::operator::queue::{AdoptLine, GiveLineUp, RetryLine},
    components::{
        action::action,
        chip::{Chip, Tone},
        moment::Moment,
        number::Number,
        rows::LastingRows,
    },
    desk::WaitingLine,
    pages::operator::deed::DeedForm,
    words::words,
};

#[component]
pub(super) fn Manual(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let (adopting, giving_up) = (action::<AdoptLine>(), action::<GiveLineUp>());
    shared.said.follow(adopting, words.adopted);
    shared.said.follow(giving_up, words.given_up);
    let count = Memo::new(move |_| shared.queue.with(|queue| queue.counts.manual));
    let list = Memo::new(move |_| shared.queue.with(|queue| queue.manual.clone()));
    let row = move |line: Signal<WaitingLine>| {
        let (of, id) = line.with_untracked(|line| (line.number.to_string(), line.line.to_string()));
        let fields = vec![("line", id.clone())];
        view! {
            <li>
                {move || view! { <Line line=line.get() /> }}
                <div class="form-ways deeds">
                    <DeedForm
                        action=adopting
                        proven=shared.proven
                        text=words.adopt
                        of=of.clone()
                        fields=fields.clone()
                        make=|filled| AdoptLine { line: filled.get("line"), reason: filled.get("reason") }
                        id=format!("adopt-{id}")
                    />
                    <DeedForm
                        action=giving_up
                        proven=shared.proven
                        text=words.give_up
                        of=of
                        fields=fields
                        make=|filled| GiveLineUp { line: filled.get("line"), reason: filled.get("reason") }
                        id=format!("give-up-{id}")
                    />
                </div>
            </li>
        }
        .into_any()
    };
    view! {
        <Kind id="manual" title=words.manual hint=words.manual_hint count=count>
            <LastingRows list=list key=|line: &WaitingLine| line.line.clone() row=row />
        </Kind>
    }
    .into_any()
}

#[component]
pub(super) fn Waiting(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let retrying = action::<RetryLine>();
    shared.said.follow(retrying, words.retried);
    let count = Memo::new(move |_| shared.queue.with(|queue| queue.counts.lines));
    let list = Memo::new(move |_| shared.queue.with(|queue| queue.lines.clone()));
    let row = move |line: Signal<WaitingLine>| {
        let (of, id) = line.with_untracked(|line| (line.number.to_string(), line.line.to_string()));
        view! {
            <li>
                {move || view! { <Line line=line.get() /> }}
                <div class="form-ways deeds">
                    <DeedForm
                        action=retrying
                        proven=shared.proven
                        text=words.retry
                        of=of
                        fields=vec![("line", id.clone())]
                        make=|filled| RetryLine { line: filled.get("line"), reason: filled.get("reason") }
                        id=format!("retry-{id}")
                    />
                </div>
            </li>
        }
        .into_any()
    };
    view! {
        <Kind id="lines" title=words.lines hint=words.lines_hint count=count>
            <LastingRows list=list key=|line: &WaitingLine| line.line.clone() row=row />
        </Kind>
    }
    .into_any()
}

#[component]
fn Line(line: WaitingLine) -> impl IntoView {
    let words = &words().queue;
    let WaitingLine { order, account, name, number, stands, placed_at, .. } = line;
    view! {
        <div>
            <p class="entry-name">
                <Number number=number />
                <Chip tone=Signal::stored(Tone::Wait) text=Signal::stored((words.stands)(stands)) />
            </p>
            <p class="hint">
                <A href=format!("/operator/accounts/{account}")>{name}</A>
                ", "
                <A href=format!("/operator/orders/{order}")>{words.order}</A>
                " "
                {words.of}
                " "
                <Moment at=Signal::stored(placed_at) />
            </p>
        </div>
    }
    .into_any()
}
