//! Lines that do not go on: those of which a person says what becomes of them, and those that are looked at again.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{Kind, Shared};
use crate::{
    api::operator::queue::{AdoptLine, GiveLineUp, RetryLine},
    components::{
        action::{Call, action},
        chip::{Chip, Tone},
        moment::Moment,
        number::Number,
    },
    desk::WaitingLine,
    pages::operator::deed::{DeedForm, Filled},
    words::words,
};

#[component]
pub(super) fn Manual(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let (adopting, giving_up) = (action::<AdoptLine>(), action::<GiveLineUp>());
    shared.said.follow(adopting, words.adopted);
    shared.said.follow(giving_up, words.given_up);
    let row = move |line: Signal<WaitingLine>| {
        let deeds = view! {
            <LineDeed action=adopting shared=shared line=line text=words.adopt make=|filled| AdoptLine { line: filled.get("line"), reason: filled.get("reason") } name="adopt" />
            <LineDeed action=giving_up shared=shared line=line text=words.give_up make=|filled| GiveLineUp { line: filled.get("line"), reason: filled.get("reason") } name="give-up" />
        };
        view! { <Row line=line>{deeds}</Row> }.into_any()
    };
    view! {
        <Kind
            shared=shared
            id="manual"
            title=words.manual
            hint=words.manual_hint
            count=|counts| counts.manual
            list=|queue| &queue.manual
            key=|line: &WaitingLine| line.line.clone()
            row=row
        />
    }
    .into_any()
}

#[component]
pub(super) fn Waiting(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let retrying = action::<RetryLine>();
    shared.said.follow(retrying, words.retried);
    let row = move |line: Signal<WaitingLine>| {
        let deed = view! {
            <LineDeed action=retrying shared=shared line=line text=words.retry make=|filled| RetryLine { line: filled.get("line"), reason: filled.get("reason") } name="retry" />
        };
        view! { <Row line=line>{deed}</Row> }.into_any()
    };
    view! {
        <Kind
            shared=shared
            id="lines"
            title=words.lines
            hint=words.lines_hint
            count=|counts| counts.lines
            list=|queue| &queue.lines
            key=|line: &WaitingLine| line.line.clone()
            row=row
        />
    }
    .into_any()
}

/// What may be done about a line; its name tells the form from others of that line.
#[component]
fn LineDeed<S: Call>(
    action: ServerAction<S>,
    shared: Shared,
    line: Signal<WaitingLine>,
    text: &'static str,
    make: fn(&Filled) -> S,
    name: &'static str,
) -> impl IntoView {
    let WaitingLine { line, number, .. } = line.get_untracked();
    view! {
        <DeedForm
            action=action
            proven=shared.proven
            text=text
            of=number.to_string()
            fields=vec![("line", line.to_string())]
            make=make
            id=format!("{name}-{line}")
        />
    }
}

/// A line; what may be done about it is inside.
#[component]
fn Row(line: Signal<WaitingLine>, children: Children) -> impl IntoView {
    view! {
        <li>
            {move || view! { <Line line=line.get() /> }}
            <div class="form-ways deeds">{children()}</div>
        </li>
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
                    <Moment at=Signal::stored(placed_at) within=true />
                </p>
            </div>
    }
    .into_any()
}
