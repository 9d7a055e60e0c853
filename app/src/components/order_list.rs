//! Orders in a list, each with its state, which changes in place.

use leptos::prelude::*;

use super::{
    chip::Chip,
    moment::{Day, Moment},
    rows::Rows,
};
use crate::{desk::OrderSummary, words::words};

/// A list of orders that follows its signal; an order keeps its place in the page while its state changes.
#[component]
pub(crate) fn OrderList(
    #[prop(into)] orders: Signal<Vec<OrderSummary>>,
    #[prop(into)] label: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <ul class="orders" aria-label=move || label.get()>
            <Rows
                list=orders
                key=|order: &OrderSummary| order.id.clone()
                row=|order| view! { <OrderRow order=order /> }.into_any()
            />
        </ul>
    }
    .into_any()
}

#[component]
fn OrderRow(order: OrderSummary) -> impl IntoView {
    let orders = &words().orders;
    let OrderSummary { id, status, pool, numbers, monthly, placed_at, hold } = order;
    let others = numbers.len().saturating_sub(1);
    let when = match hold {
        Some(hold) => view! { <span>{orders.held_until} " " <Day until=hold.until /></span> }.into_any(),
        None => view! { <span class="hidden">{orders.placed} " "</span> <Moment at=placed_at /> }.into_any(),
    };
    view! {
        <li>
            <a class="order-row" href=format!("/orders/{id}")>
                <span class="what">
                    <span class="number">{numbers.first().map(ToString::to_string)}</span>
                    {(others > 0).then(|| view! { " " <span class="more">{(orders.more)(others)}</span> })}
                    {pool.map(|pool| view! { " " <span class="more">{(orders.for_pool)(pool.as_str())}</span> })}
                </span>
                <Chip tone=Signal::stored(status.into()) text=Signal::stored((words().order.status)(status)) />
                <span class="when">{when}</span>
                <span class="price">{(words().frame.monthly)(monthly)}</span>
            </a>
        </li>
    }
    .into_any()
}
