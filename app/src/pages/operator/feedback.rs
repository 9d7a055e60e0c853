//! `/operator/feedback`: what readers said of the help.

use leptos::prelude::*;

use super::{
    account::AccountLink,
    asked::{Asked, BEFORE},
    list::{Titled, list_page},
};
use crate::{
    api::operator::list_feedback::list_feedback,
    components::{
        chip::{Chip, Tone},
        moment::Moment,
        rows::Rows,
        table::{Head, Table},
    },
    desk::FeedbackRow,
    domain::feedback::Helpful,
    live::Live,
    words::words,
};

/// The list, newest first.
#[component]
pub(crate) fn OperatorFeedbackPage() -> impl IntoView {
    let words = &words().operator;
    let asked = Asked::here("/operator/feedback", &[]);
    let live = Live::here();
    let resource = Resource::new(move || (asked.get(BEFORE), live.house()), |(before, _)| list_feedback(before));
    let titled = Titled { title: words.feedback, lead: words.of_feedback.lead };
    list_page(titled, asked, resource, || ().into_any(), |rows| view! { <List rows=rows /> }.into_any())
}

#[component]
fn List(rows: Signal<Vec<FeedbackRow>>) -> impl IntoView {
    let words = &words().operator;
    let of = &words.of_feedback;
    let heads = [of.helped, of.comment, of.topic, words.account, words.when].map(Head::Shown).to_vec();
    let row = |row| view! { <Row row=row /> }.into_any();
    view! {
        <div class="listed">
            <Table label=words.feedback heads=heads>
                <Rows list=rows key=|row: &FeedbackRow| row.id.clone() row=row />
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
            <td role="cell" class="moment">
                <Moment at=Signal::stored(at) />
            </td>
        </tr>
    }
    .into_any()
}
