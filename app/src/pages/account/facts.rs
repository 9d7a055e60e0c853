//! Who the account is and what it may do.

use leptos::prelude::*;

use crate::{components::chip::Chip, desk::AccountView, words::words};

/// Name, e-mail, standing, credit.
#[component]
pub(super) fn Facts(account: Signal<AccountView>) -> impl IntoView {
    let (account_words, frame) = (&words().account, &words().frame);
    let viewer = move || account.get().viewer;
    let standing = Memo::new(move |_| viewer().standing);
    let credit = move |account: AccountView| match account.credit {
        None => view! { <Fact name=account_words.limit value=account_words.no_limit.to_owned() /> }.into_any(),
        Some(credit) => view! {
            <Fact name=account_words.limit value=(frame.monthly)(credit.limit) />
            <Fact name=account_words.left value=(frame.monthly)(credit.left()) />
        }
        .into_any(),
    };
    view! {
        <section class="panel facts" aria-labelledby="facts">
            <h2 id="facts" class="hidden">
                {account_words.facts}
            </h2>
            <dl>
                {move || view! { <Fact name=account_words.name value=viewer().account /> }}
                {move || view! { <Fact name=account_words.email value=viewer().email /> }}
                <div>
                    <dt>{account_words.identity}</dt>
                    <dd>
                        <Chip
                            tone=Signal::derive(move || standing.get().into())
                            text=Signal::derive(move || (frame.standing)(standing.get()))
                        />
                        {move || (account_words.verify)(standing.get()).map(|text| view! { <a href="/verify">{text}</a> })}
                    </dd>
                </div>
                {move || credit(account.get())}
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Fact(name: &'static str, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}
