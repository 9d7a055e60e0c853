//! `/operator/accounts/{id}`: one account, and what may be done about its identity now.

mod case;
mod deeds;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{
    Area,
    deed::{ProveFirst, Said, Says},
};
use crate::{
    api::operator::customer::show_customer,
    components::{
        chip::{Chip, Tone},
        facts::{Fact, FactPanel},
        loaded::loaded_page,
        moment::Moment,
        rows::Rows,
        waiting::{Bones, Waiting},
    },
    desk::{CustomerView, OrderSummary, Person},
    live::Live,
    words::words,
};

/// The page.
#[component]
pub(crate) fn CustomerPage() -> impl IntoView {
    let (live, params) = (Live::here(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let resource = Resource::new(move || (id.get(), live.version(), live.house()), |(id, ..)| show_customer(id));
    loaded_page(
        resource,
        || view! { <Waiting title=words().customer.title bones=Bones::Panels(2) /> }.into_any(),
        |customer| view! { <Customer customer=customer /> },
    )
}

#[component]
fn Customer(customer: Signal<CustomerView>) -> impl IntoView {
    let words = &words().customer;
    let said = Said::from_address();
    let proven = Memo::new(move |_| customer.with(|customer| customer.proven));
    view! {
        <Area title=words.title>
            <Says said=said />
            <Facts customer=customer />
            <ProveFirst proven=proven />
            <case::Identity customer=customer proven=proven said=said />
            <Orders customer=customer />
            <People customer=customer />
            <deeds::Deeds customer=customer />
        </Area>
    }
    .into_any()
}

#[component]
fn Facts(customer: Signal<CustomerView>) -> impl IntoView {
    let words = &words().customer;
    let credit = move || match customer.with(|customer| customer.credit) {
        Some(credit) => (words.credit_left)(credit.left(), credit.limit),
        None => words.no_credit.to_owned(),
    };
    view! {
        <FactPanel title=words.facts>
            <Fact name=words.name>{move || customer.with(|customer| customer.name.clone())}</Fact>
            <Fact name=words.id>
                <code>{move || customer.with(|customer| customer.id.to_string())}</code>
            </Fact>
            <Fact name=words.telephony>{move || (words.carrier)(customer.with(|customer| customer.telephony))}</Fact>
            <Fact name=words.credit>{credit}</Fact>
        </FactPanel>
    }
    .into_any()
}

#[component]
fn Orders(customer: Signal<CustomerView>) -> impl IntoView {
    let words = &words().customer;
    let list = Memo::new(move |_| customer.with(|customer| customer.orders.clone()));
    let empty = Memo::new(move |_| list.with(Vec::is_empty));
    view! {
        <section class="stack" aria-labelledby="orders-title">
            <h2 id="orders-title">{words.orders}</h2>
            {move || empty.get().then(|| view! { <p class="hint">{words.no_orders}</p> })}
            <ul class="panel entries" hidden=move || empty.get()>
                <Rows
                    list=list
                    key=|order: &OrderSummary| order.id.clone()
                    row=|order| view! { <OrderRow order=order /> }.into_any()
                />
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn OrderRow(order: OrderSummary) -> impl IntoView {
    let all = words();
    let OrderSummary { id, status, numbers, monthly, placed_at, .. } = order;
    let named = numbers.first().map(ToString::to_string).unwrap_or_default();
    let others = numbers.len().saturating_sub(1);
    view! {
        <li>
            <div>
                <p class="entry-name">
                    <A href=format!("/operator/orders/{id}")>{named}</A>
                    {(others > 0).then(|| view! { <span class="hint">{(all.orders.more)(others)}</span> })}
                    <Chip tone=Signal::stored(status.into()) text=Signal::stored((all.order.status)(status)) />
                </p>
                <p class="hint">{(all.frame.monthly)(monthly)} ", " <Moment at=Signal::stored(placed_at) within=true /></p>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn People(customer: Signal<CustomerView>) -> impl IntoView {
    let words = &words().customer;
    let list = Memo::new(move |_| customer.with(|customer| customer.people.clone()));
    view! {
        <section class="stack" aria-labelledby="people-title">
            <h2 id="people-title">{words.people}</h2>
            <ul class="panel entries">
                <Rows
                    list=list
                    key=|person: &Person| person.email.clone()
                    row=|person| view! { <PersonRow person=person /> }.into_any()
                />
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn PersonRow(person: Person) -> impl IntoView {
    let members = &words().members;
    let Person { email, role, seen_at } = person;
    let seen = match seen_at {
        Some(at) => view! { {members.seen} " " <Moment at=Signal::stored(at) within=true /> }.into_any(),
        None => members.never_seen.into_any(),
    };
    view! {
        <li>
            <div>
                <p class="entry-name">
                    {email} <Chip tone=Signal::stored(Tone::Calm) text=Signal::stored((members.role)(role)) />
                </p>
                <p class="hint">{seen}</p>
            </div>
        </li>
    }
    .into_any()
}
