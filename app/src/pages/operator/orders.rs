//! `/operator/orders`: every account's orders.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    account::AccountLink,
    asked::Asked,
    cells::{Listing, MomentCell, StateCell},
    filters::{Filters, TextFilter, choices},
    list::{Titled, list_page},
};
use crate::{
    api::operator::list_orders::list_orders,
    components::{field::SelectField, table::Head},
    desk::{OrderRow, OrderState},
    domain::{Telephony, country::SOLD},
    live::Live,
    words::words,
};

/// The filters, by the names that form and address use.
const FILTERS: [&str; 5] = ["find", "number", "state", "telephony", "region"];

/// The list, newest first; it follows what happens in the house.
#[component]
pub(crate) fn OperatorOrdersPage() -> impl IntoView {
    let words = &words().operator;
    let (asked, live) = (Asked::here("/operator/orders", &FILTERS), Live::here());
    let question = asked.question();
    let resource = Resource::new(
        move || (question.get(), live.version(), live.house()),
        |(question, ..)| async move {
            let [find, number, state, telephony, region, before, after] = super::asked::parts(question);
            list_orders(find, number, state, telephony, region, before, after).await
        },
    );
    let titled = Titled { title: words.orders, lead: words.of_orders.lead };
    let above = move || view! { <Narrow asked=asked /> }.into_any();
    list_page(titled, asked, resource, above, |rows| view! { <List rows=rows /> }.into_any())
}

#[component]
fn Narrow(asked: Asked) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_orders;
    let telephony = |telephony| (of.telephony_of)(telephony);
    let region = |code: crate::domain::CountryCode| (all.frame.country)(code.as_str()).unwrap_or_default();
    view! {
        <Filters asked=asked>
            <TextFilter asked=asked name="find" label=of.find hint=of.find_hint />
            <TextFilter asked=asked name="number" label=of.number hint=of.number_hint inputmode="tel" />
            <SelectField
                name="state"
                label=all.operator.state
                options=choices(OrderState::ALL, of.state_of)
                chosen=asked.value("state")
            />
            <SelectField
                name="telephony"
                label=of.telephony
                options=choices([Telephony::LcPhone, Telephony::OwnCarrier], telephony)
                chosen=asked.value("telephony")
            />
            <SelectField name="region" label=of.region options=choices(SOLD, region) chosen=asked.value("region") />
        </Filters>
    }
    .into_any()
}

#[component]
fn List(rows: Signal<Vec<OrderRow>>) -> impl IntoView {
    let words = &words().operator;
    let of = &words.of_orders;
    let heads = [of.order, of.numbers, words.account, words.state, of.price, of.placed].map(Head::Shown).to_vec();
    let row = |row| view! { <Row row=row /> }.into_any();
    view! {
        <Listing label=words.orders heads=heads rows=rows key=|row: &OrderRow| row.summary.id.clone() row=row />
    }
    .into_any()
}

#[component]
fn Row(row: OrderRow) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_orders;
    let OrderRow { summary, account, telephony, placed_by } = row;
    let others = summary.numbers.len().saturating_sub(1);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <A href=format!("/operator/orders/{}", summary.id)>{summary.id.short()}</A>
            </th>
            <td role="cell">
                <span class="number">{summary.numbers.first().map(ToString::to_string)}</span>
                {(others > 0).then(|| view! { <span class="sub">{(all.orders.more)(others)}</span> })}
                {summary.pool.map(|pool| view! { <span class="sub">{(all.orders.for_pool)(pool.as_str())}</span> })}
            </td>
            <td role="cell">
                <AccountLink account=account />
                <span class="sub">{placed_by}</span>
                <span class="sub">{(of.telephony_of)(telephony)}</span>
            </td>
            <StateCell tone=summary.status text=(all.order.status)(summary.status) />
            <td role="cell">{(all.frame.monthly)(summary.monthly)}</td>
            <MomentCell at=summary.placed_at />
        </tr>
    }
    .into_any()
}
