//! Who the account is and what it may do.

use leptos::prelude::*;

use crate::{
    components::{
        chip::Chip,
        facts::{Fact, FactPanel},
    },
    desk::AccountView,
    words::words,
};

/// Name, e-mail, standing, credit.
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
            {move || credit(account.get())}
        </FactPanel>
    }
    .into_any()
}
