//! Who the account is and what it may do.

use leptos::prelude::*;

use crate::{
    components::{
        chip::Chip,
        facts::{Fact, FactPanel},
        moment::Moment,
    },
    desk::{AccountView, Answer, IdentityRecord},
    domain::Approval,
    words::words,
};

/// Name, e-mail, standing and how it came about, credit.
#[component]
pub(super) fn Facts(account: Signal<AccountView>) -> impl IntoView {
    let (account_words, frame) = (&words().account, &words().frame);
    let viewer = move || account.get().viewer;
    let standing = Memo::new(move |_| viewer().standing);
    let credit = move |account: AccountView| match account.credit {
        None => view! { <Fact name=account_words.limit>{account_words.no_limit}</Fact> }.into_any(),
        Some(credit) => view! {
            <Fact name=account_words.limit>{(frame.monthly)(credit.limit)}</Fact>
            <Fact name=account_words.left>{(frame.monthly)(credit.left())}</Fact>
        }
        .into_any(),
    };
    view! {
        <FactPanel title=account_words.facts>
            <Fact name=account_words.name>{move || viewer().account}</Fact>
            <Fact name=account_words.email>{move || viewer().email}</Fact>
            <Fact name=account_words.identity>
                <Chip
                    tone=Signal::derive(move || standing.get().into())
                    text=Signal::derive(move || (frame.standing)(standing.get()))
                />
                {move || (account_words.verify)(standing.get()).map(|text| view! { <a href="/verify">{text}</a> })}
            </Fact>
            {move || view! { <Record record=account.with(|account| account.record.clone()) /> }}
            {move || credit(account.get())}
        </FactPanel>
    }
    .into_any()
}

/// When and by which case the account was verified, after how many attempts, and what was said to consent texts.
#[component]
fn Record(record: IdentityRecord) -> impl IntoView {
    let words = &words().account;
    let IdentityRecord { approval, declined, answers } = record;
    let approval = approval.map(|Approval { verification, at }| {
        view! {
            <Fact name=words.verified>
                <Moment at=Signal::stored(at) />
                <span class="hint">{words.by_case} " " {verification.to_string()}</span>
            </Fact>
        }
    });
    let declined = declined.map(|count| view! { <Fact name=words.declined>{count.to_string()}</Fact> });
    let answer = |Answer { said, version, language, at }| {
        view! {
            <span>{(words.answer)(said, &version, language)}</span>
            <span class="hint">
                <Moment at=Signal::stored(at) />
            </span>
        }
    };
    let answers = (!answers.is_empty()).then(|| {
        view! { <Fact name=words.answers>{answers.into_iter().map(answer).collect_view()}</Fact> }
    });
    view! { {approval} {declined} {answers} }.into_any()
}
