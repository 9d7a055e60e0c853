//! `/operator/orders/{id}`: one order with all that is noted of it.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{Area, account::AccountLink, cells::MomentCell};
use crate::{
    api::operator::show_order::show_order,
    components::{
        chip::Chip,
        facts::{Fact, FactPanel},
        loaded::loaded_page,
        moment::{Day, Moment},
        place::place_and_kind,
        table::{Head, Table},
        waiting::{Bones, Waiting},
    },
    desk::{LineEntry, LineFile, OrderFile, TrailActor, TrailEntry},
    domain::{Language, LineId, order::IfGone},
    live::Live,
    words::words,
};

/// One order, which follows what happens to it.
#[component]
pub(crate) fn OperatorOrderPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let live = Live::here();
    let resource = Resource::new(move || (id.get(), live.version(), live.house()), |(id, ..)| show_order(id));
    loaded_page(
        resource,
        || view! { <Waiting bones=Bones::Banner /> }.into_any(),
        move |file| {
            let title = Signal::derive(move || file.with(|file| (words().order.title)(&file.order.summary.id.short())));
            view! {
                <Area title=title>
                    <p class="back">
                        <A href="/operator/orders">{words().order.back}</A>
                    </p>
                    <Facts file=file />
                    <Lines file=file />
                    <Ledger file=file />
                    <Trail file=file />
                </Area>
            }
        },
    )
}

#[component]
fn Facts(file: Signal<OrderFile>) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_order;
    let status = Signal::derive(move || file.with(|file| file.order.summary.status));
    let summary = move || file.with(|file| file.order.summary.clone());
    view! {
        <p>
            <Chip
                tone=Signal::derive(move || status.get().into())
                text=Signal::derive(move || (all.order.status)(status.get()))
            />
        </p>
        <FactPanel title=all.order.facts>
            <Fact name=all.operator.account>
                {move || view! { <AccountLink account=file.with(|file| file.account.clone()) /> }}
            </Fact>
            <Fact name=of.placed_by>{move || file.with(|file| file.placed_by.clone())}</Fact>
            <Fact name=all.operator.of_orders.telephony>
                {move || (all.operator.of_orders.telephony_of)(file.with(|file| file.telephony))}
            </Fact>
            <Fact name=of.id>
                <code>{move || summary().id.to_string()}</code>
            </Fact>
            {move || {
                let pool = summary().pool?;
                Some(view! { <Fact name=of.pool>{pool.as_str().to_owned()}</Fact> })
            }}
            <Fact name=all.order.price>{move || (all.frame.monthly)(summary().monthly)}</Fact>
            <Fact name=of.if_gone>
                {move || match file.with(|file| (file.if_gone, file.whole)) {
                    (_, true) => of.whole,
                    (IfGone::Ask, false) => of.ask,
                    (IfGone::Closest, false) => of.closest,
                }}
            </Fact>
            {move || {
                let hold = summary().hold?;
                Some(
                    view! {
                        <Fact name=all.order.held_until>
                            <Day until=hold.until />
                        </Fact>
                    },
                )
            }}
            <Fact name=all.order.placed>
                <Moment at=Signal::derive(move || summary().placed_at) />
            </Fact>
        </FactPanel>
    }
    .into_any()
}

#[component]
fn Lines(file: Signal<OrderFile>) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_order;
    let lines = Memo::new(move |_| file.with(|file| file.lines.clone()));
    let heads = [of.line, all.operator.state, of.attempts, of.carrier, all.order.price].map(Head::Shown).to_vec();
    view! {
        <section class="stack" aria-labelledby="lines">
            <h2 id="lines">{all.order.lines}</h2>
            <div class="listed">
                <Table label=all.order.lines heads=heads>
                    {move || lines.get().into_iter().map(|line| view! { <Line line=line /> }).collect_view()}
                </Table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: LineFile) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_order;
    let LineFile { id, view: seen, state, attempts, carrier_sid, carrier_account, next_run } = line;
    let gone = seen.instead_of.map(|gone| (all.order.instead_of)(&gone.to_string()));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="number">{seen.offer.number.to_string()}</span>
                <span class="sub">{place_and_kind(&seen.offer)}</span>
                {gone.map(|gone| view! { <span class="sub">{gone}</span> })}
                <code class="sub">{id.to_string()}</code>
            </th>
            <td role="cell">
                {(all.order.stage)(seen.stage)}
                <code class="sub">{state}</code>
                {next_run.map(|at| view! { <span class="sub">{of.next_run} " " <Moment at=Signal::stored(at) within=true /></span> })}
            </td>
            <td role="cell">
                <span class="label">{of.attempts} " "</span>
                {attempts}
            </td>
            <td role="cell">
                <span lang=Language::English.as_str()>{seen.offer.source.as_str()}</span>
                {carrier_sid.map(|sid| view! { <code class="sub">{sid}</code> })}
                {carrier_account.map(|account| view! { <code class="sub">{account}</code> })}
            </td>
            <td role="cell">{(all.frame.monthly)(seen.offer.monthly)}</td>
        </tr>
    }
    .into_any()
}

/// The number of a line, as far as the order has it.
fn number_of(file: &OrderFile, line: &LineId) -> String {
    let line = file.lines.iter().find(|other| other.id == *line);
    line.map(|line| line.view.offer.number.to_string()).unwrap_or_default()
}

#[component]
fn Ledger(file: Signal<OrderFile>) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_order;
    let heads = [all.operator.when, of.line, all.account.what, all.account.amount].map(Head::Shown).to_vec();
    let row = move |LineEntry { line, entry, amount, at }: LineEntry| {
        view! {
            <tr role="row">
                <MomentCell at=at />
                <th role="rowheader" scope="row">
                    {file.with(|file| number_of(file, &line))}
                </th>
                <td role="cell">{(all.account.entry)(entry)}</td>
                <td role="cell">{(words().frame.money)(amount)}</td>
            </tr>
        }
    };
    let booked = Memo::new(move |_| file.with(|file| file.ledger.clone()));
    view! {
        <section class="stack" aria-labelledby="ledger">
            <h2 id="ledger">{of.ledger}</h2>
            {move || {
                let booked = booked.get();
                if booked.is_empty() {
                    return view! { <p class="hint">{all.operator.nothing}</p> }.into_any();
                }
                view! {
                    <div class="listed">
                        <Table label=of.ledger heads=heads.clone()>
                            {booked.into_iter().map(row).collect_view()}
                        </Table>
                    </div>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Trail(file: Signal<OrderFile>) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_order;
    let trail = Memo::new(move |_| file.with(|file| file.trail.clone()));
    let heads = [all.operator.when, of.what, of.concerns, of.by].map(Head::Shown).to_vec();
    let row = move |TrailEntry { seq, at, by, action, line }: TrailEntry| {
        let by = match by {
            TrailActor::House => of.house.to_owned(),
            TrailActor::Vendor => of.vendor.to_owned(),
            TrailActor::Command => of.command.to_owned(),
            TrailActor::Person(email) => email.unwrap_or_else(|| of.removed.to_owned()),
        };
        let concerns = match line {
            Some(line) => file.with(|file| number_of(file, &line)),
            None => of.order.to_owned(),
        };
        view! {
            <tr role="row">
                <td role="cell" class="moment">
                    <Moment at=Signal::stored(at) />
                    <span class="sub">{(of.entry)(seq)}</span>
                </td>
                <th role="rowheader" scope="row" lang=Language::English.as_str()>
                    {action.replace('_', " ")}
                </th>
                <td role="cell">{concerns}</td>
                <td role="cell">{by}</td>
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="trail">
            <h2 id="trail">{of.trail}</h2>
            <p class="hint">{of.trail_hint}</p>
            <div class="listed">
                <Table label=of.trail heads=heads>
                    {move || trail.get().into_iter().map(row).collect_view()}
                </Table>
            </div>
        </section>
    }
    .into_any()
}
