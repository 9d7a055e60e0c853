//! One month of the ledger.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use crate::{
    browser,
    components::{
        chip::Tone,
        empty::Empty,
        facts::Fact,
        field::SelectField,
        moment::Moment,
        notice::Notice,
        table::{Head, Table},
    },
    desk::{AccountView, Booking, Totals},
    domain::{Money, Month},
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
                    let way = ("/search", words().orders.find);
                    view! { <Empty title=account_words.empty_title text=account_words.empty_text way=way within=true /> }.into_any()
                } else {
                    view! { <Entries account=account /> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// Every month has an address; none leads into the future.
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
            <ChooseMonth account=account />
            <a href=move || format!("/account/statement.csv?month={}", month()) rel="external" download>
                {account_words.download}
            </a>
        </nav>
    }
    .into_any()
}

/// The most months that are offered at once.
const MONTHS_MAX: usize = 120;

/// Any month that has entries, in one step.
#[component]
fn ChooseMonth(account: Signal<AccountView>) -> impl IntoView {
    let (account_words, dates) = (&words().account, &words().dates);
    let navigate = use_navigate();
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((_, month)) = browser::form_fields(form).first() {
            navigate(
                &format!("/account?month={month}"),
                NavigateOptions { scroll: false, ..NavigateOptions::default() },
            );
        }
    };
    let months = Memo::new(move |_| account.with(choosable));
    let option = move |month: Month| (month.to_string(), (dates.of_month)(dates, month));
    let shown = Signal::derive(move || account.with(|account| account.statement.month.to_string()));
    // What was chosen by hand follows the address only if it is told.
    Effect::new(move |before: Option<()>| {
        let shown = shown.get();
        if before.is_some() {
            browser::put_value("month", &shown);
        }
    });
    view! {
        <form class="choose-month" method="get" action="/account" autocomplete="off" node_ref=form on:submit=submit>
            {move || {
                let options = months.get().into_iter().map(option).collect();
                view! { <SelectField name="month" label=account_words.month options=options chosen=shown /> }
            }}
            <button type="submit" class="button">
                {account_words.show_month}
            </button>
        </form>
    }
    .into_any()
}

/// From the running month back to the first that has entries, and the one that is shown in any case.
fn choosable(account: &AccountView) -> Vec<Month> {
    let shown = account.statement.month;
    let back = std::iter::successors(Some(account.latest), |month| month.previous());
    let mut months: Vec<Month> = back.take(MONTHS_MAX).take_while(|month| *month >= account.earliest).collect();
    if !months.contains(&shown) {
        months.push(shown);
        months.sort_unstable_by_key(|month| std::cmp::Reverse(*month));
    }
    months
}

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
        let sum = |(name, sum): (&'static str, Money)| view! { <Fact name=name>{(words().frame.money)(sum)}</Fact> };
        names.into_iter().zip([reserved, captured, released, ended]).map(sum).collect_view()
    };
    let heads = [account_words.date, account_words.number, account_words.what, account_words.amount];
    let heads = heads.map(Head::Shown).to_vec();
    view! {
        <div class="statement">
            <Table label=account_words.statement heads=heads>
                {rows}
            </Table>
        </div>
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
            <td role="cell">{(words().frame.money)(amount)}</td>
        </tr>
    }
}
