//! One month of the ledger.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{chip::Tone, moment::Moment, notice::Notice},
    desk::{AccountView, Booking, Totals},
    domain::Month,
    words::words,
};

/// The month, the ways to others, its entries and sums.
#[component]
pub(super) fn StatementOf(account: Signal<AccountView>) -> impl IntoView {
    let (account_words, dates) = (&words().account, &words().dates);
    let month = Memo::new(move |_| account.with(|account| account.statement.month));
    let empty = Memo::new(move |_| account.with(|account| account.statement.bookings.is_empty()));
    let more = Memo::new(move |_| account.with(|account| account.statement.more));
    view! {
        <section class="stack" aria-labelledby="statement">
            <h2 id="statement">
                {account_words.statement} " · " {move || (dates.of_month)(dates, month.get())}
            </h2>
            <p class="hint">{account_words.hint}</p>
            <Months account=account />
            {move || more.get().then(|| view! { <Notice tone=Tone::Calm text=account_words.more /> })}
            {move || {
                if empty.get() {
                    view! { <Nothing /> }.into_any()
                } else {
                    view! { <Entries account=account /> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// Links, so that every month has an address; none leads into the future.
#[component]
fn Months(account: Signal<AccountView>) -> impl IntoView {
    let (account_words, dates) = (&words().account, &words().dates);
    let month = move || account.with(|account| account.statement.month);
    let later = move || month().next().filter(|month| *month <= account.with(|account| account.latest));
    let way = move |month: Month| {
        view! { <A href=format!("/account?month={month}")>{(dates.of_month)(dates, month)}</A> }
    };
    view! {
        <nav class="months" aria-label=account_words.months>
            {move || month().previous().map(way)}
            {move || later().map(way)}
            <a href=move || format!("/account/statement.csv?month={}", month()) rel="external" download>
                {account_words.download}
            </a>
        </nav>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    let account_words = &words().account;
    view! {
        <div class="panel empty">
            <h3>{account_words.empty_title}</h3>
            <p class="hint">{account_words.empty_text}</p>
            <a class="button main" href="/search">
                {words().orders.find}
            </a>
        </div>
    }
    .into_any()
}

/// Explicit roles: a table that is laid out otherwise loses its own in some browsers.
#[component]
fn Entries(account: Signal<AccountView>) -> impl IntoView {
    let account_words = &words().account;
    let rows = move || {
        let row = |booking: Booking| view! { <Row booking=booking /> };
        account.get().statement.bookings.into_iter().map(row).collect_view()
    };
    let sums = move || {
        let Totals { reserved, captured, released, ended } = account.with(|account| account.statement.totals);
        let names = [account_words.reserved, account_words.captured, account_words.released, account_words.ended];
        let sum = |(name, sum): (&'static str, crate::domain::Money)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{sum.to_string()}</dd>
                </div>
            }
        };
        names.into_iter().zip([reserved, captured, released, ended]).map(sum).collect_view()
    };
    view! {
        <table role="table" class="panel statement" aria-label=account_words.statement>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{account_words.date}</th>
                    <th role="columnheader" scope="col">{account_words.number}</th>
                    <th role="columnheader" scope="col">{account_words.what}</th>
                    <th role="columnheader" scope="col">{account_words.amount}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        <section class="panel facts" aria-labelledby="totals">
            <h3 id="totals">{account_words.totals}</h3>
            <dl>{sums}</dl>
        </section>
    }
    .into_any()
}

#[component]
fn Row(booking: Booking) -> impl IntoView {
    let Booking { at, number, entry, amount } = booking;
    view! {
        <tr role="row">
            <td role="cell" class="hint">
                <Moment at=Signal::stored(at) />
            </td>
            <th role="rowheader" scope="row" class="number">
                {number.to_string()}
            </th>
            <td role="cell">{(words().account.entry)(entry)}</td>
            <td role="cell">{amount.to_string()}</td>
        </tr>
    }
}
