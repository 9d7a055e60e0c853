//! `/operator/feedback`: what readers said of the help.

use leptos::prelude::*;

use super::{
    Area,
    account::AccountLink,
    asked::{BEFORE, asked},
    paging::Paging,
};
use crate::{
    api::operator::list_feedback::list_feedback,
    components::{
        chip::{Chip, Tone},
        empty::Empty,
        failure::Failure,
        loaded::answered,
        moment::Moment,
        rows::Rows,
        table::{Head, Table},
        waiting::{Bones, Waiting},
    },
    desk::{FeedbackRow, Listed},
    domain::feedback::Helpful,
    words::words,
};

/// The list, newest first.
#[component]
pub(crate) fn OperatorFeedbackPage() -> impl IntoView {
    let words = &words().operator;
    let leaf = asked([BEFORE]);
    let resource = Resource::new(move || leaf.get(), |[before]| list_feedback(before));
    let failed = move |error| view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any();
    answered(
        resource,
        || view! { <Waiting title=words.feedback bones=Bones::Table /> }.into_any(),
        failed,
        move |list: Signal<Listed<FeedbackRow>>| {
            let empty = Memo::new(move |_| list.with(|list| list.rows.is_empty()));
            let later = Signal::derive(move || leaf.with(|[before]| !before.is_empty()));
            view! {
                <Area title=words.feedback>
                    <p class="lead">{words.of_feedback.lead}</p>
                    {move || {
                        if empty.get() {
                            view! { <Empty text=words.nothing /> }.into_any()
                        } else {
                            view! { <List list=list /> }.into_any()
                        }
                    }}
                    <Paging path="/operator/feedback" list=list later=later filters=Signal::stored(Vec::new()) />
                </Area>
            }
        },
    )
}

#[component]
fn List(list: Signal<Listed<FeedbackRow>>) -> impl IntoView {
    let words = &words().operator;
    let of = &words.of_feedback;
    let rows = Memo::new(move |_| list.with(|list| list.rows.clone()));
    let heads = [of.helped, of.comment, of.topic, words.account, words.when].map(Head::Shown).to_vec();
    view! {
        <div class="listed">
            <Table label=words.feedback heads=heads>
                <Rows
                    list=rows
                    key=|row: &FeedbackRow| row.id.clone()
                    row=|row| view! { <Row row=row /> }.into_any()
                />
            </Table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: FeedbackRow) -> impl IntoView {
    let of = &words().operator.of_feedback;
    let FeedbackRow { topic, helpful, comment, account, at, .. } = row;
    let tone = match helpful {
        Helpful::Yes => Tone::Done,
        Helpful::No => Tone::Bad,
    };
    view! {
        <tr role="row">
            <td role="cell">
                <Chip tone=Signal::stored(tone) text=Signal::stored((of.helpful)(helpful)) />
            </td>
            <td role="cell" class="said">
                {comment}
            </td>
            <td role="cell">
                <a href=topic.path()>{(of.topic_of)(topic)}</a>
            </td>
            <td role="cell">
                {match account {
                    Some(account) => view! { <AccountLink account=account /> }.into_any(),
                    None => view! { <span class="hint">{of.nobody}</span> }.into_any(),
                }}
            </td>
            <td role="cell" class="hint">
                <Moment at=Signal::stored(at) />
            </td>
        </tr>
    }
    .into_any()
}
