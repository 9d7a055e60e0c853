//! Orders as pages show them.

use app::{
    AppError,
    desk::{Hold, LineView, OrderSummary, OrderView, SignedIn, Stage, Tenure},
    domain::{
        OrderId,
        line::Line,
        order::{Order, Status},
        pool::PoolName,
        verification::Verification,
    },
};
use std::collections::HashMap;

use super::{Shop, fault::Fault};
use crate::store::{Tx, happenings, lines, lines::StoredLine, orders, orders::StoredOrder, pools};

/// Orders of one page of the list.
const ORDERS_MAX: i64 = 100;

impl Shop {
    pub(super) async fn orders(&self, who: &SignedIn) -> Result<Vec<OrderSummary>, Fault> {
        let mut tx = self.store.read().await?;
        self.summaries(&mut tx, who, ORDERS_MAX).await
    }

    /// The newest orders of the account: a few queries, however many there are.
    pub(super) async fn summaries(&self, tx: &mut Tx, who: &SignedIn, max: i64) -> Result<Vec<OrderSummary>, Fault> {
        let orders = orders::newest(tx, &who.account, max).await?;
        let lines = lines::of_newest_orders(tx, &who.account, max).await?;
        self.summarise_all(tx, who, &orders, lines).await
    }

    /// Orders of the account with their lines, in any order.
    pub(super) async fn summarise_all(
        &self,
        tx: &mut Tx,
        who: &SignedIn,
        orders: &[StoredOrder],
        lines: Vec<StoredLine>,
    ) -> Result<Vec<OrderSummary>, Fault> {
        let reviewed = under_review(self.case(tx, &who.account).await?.map(|case| case.state).as_ref());
        let mut by_order: HashMap<OrderId, Vec<StoredLine>> = HashMap::new();
        for line in lines {
            by_order.entry(line.order.clone()).or_default().push(line);
        }
        let names: HashMap<_, _> = pools::names(tx, &who.account).await?.into_iter().collect();
        let summary = |order: &StoredOrder| {
            let lines = by_order.get(&order.id).map_or(&[][..], Vec::as_slice);
            let pool = order.pool.as_ref().and_then(|pool| names.get(pool).cloned());
            summarise(order, lines, pool, reviewed)
        };
        Ok(orders.iter().map(summary).collect())
    }

    pub(super) async fn order(&self, who: &SignedIn, id: &OrderId) -> Result<OrderView, Fault> {
        let mut tx = self.store.read().await?;
        let order = orders::lookup(&mut tx, &who.account, id).await?.ok_or(AppError::NotFound)?;
        self.order_of(&mut tx, &order).await
    }

    /// What the buyer sees of an order.
    pub(super) async fn order_of(&self, tx: &mut Tx, order: &StoredOrder) -> Result<OrderView, Fault> {
        let lines = lines::of_order(tx, &order.id).await?;
        let case = self.case(tx, &order.account).await?.map(|case| case.state);
        let pool = match &order.pool {
            Some(pool) => pools::lookup(tx, &order.account, pool).await?.map(|pool| pool.name),
            None => None,
        };
        let timeline = happenings::of_order(tx, &order.id).await?;
        let held = matches!(order.state, Order::Held { .. });
        let asked = match &case {
            None
            | Some(
                Verification::Collecting(_)
                | Verification::TryAgain { .. }
                | Verification::AtVendor { .. }
                | Verification::Revoked,
            ) => true,
            Some(_) => false,
        };
        Ok(OrderView {
            summary: summarise(order, &lines, pool, under_review(case.as_ref())),
            cancellable: order.state.ending(&states(&lines)).is_some(),
            lines: in_their_places(&lines).into_iter().map(|line| view(&lines, line)).collect(),
            choose_until: match order.state {
                Order::Choosing { until } => Some(until),
                _ => None,
            },
            timeline,
            verify_next: held && asked,
        })
    }
}

const fn under_review(case: Option<&Verification>) -> bool {
    matches!(case, Some(Verification::UnderReview { .. }))
}

fn states(lines: &[StoredLine]) -> Vec<Line> {
    lines.iter().map(|line| line.state.clone()).collect()
}

pub(super) fn summarise(
    order: &StoredOrder,
    lines: &[StoredLine],
    pool: Option<PoolName>,
    under_review: bool,
) -> OrderSummary {
    let states = states(lines);
    let standing: Vec<&StoredLine> = in_their_places(lines);
    OrderSummary {
        id: order.id.clone(),
        status: Status::of(order.state, &states, under_review),
        pool,
        numbers: standing.iter().map(|line| line.offer.number.clone()).collect(),
        monthly: standing.iter().map(|line| line.offer.monthly).sum(),
        placed_at: order.created_at,
        hold: match order.state {
            Order::Held { until, paused_at: None } => Some(Hold { until }),
            _ => None,
        },
    }
}

/// The line that was ordered, for which `line` stands; itself unless a number was gone.
fn ordered<'a>(lines: &'a [StoredLine], line: &'a StoredLine) -> &'a StoredLine {
    let mut first = line;
    while let Some(before) = lines.iter().find(|other| Some(&other.id) == first.replaces.as_ref()) {
        first = before;
    }
    first
}

/// The lines that stand, each in the place of the one that was ordered.
fn in_their_places(lines: &[StoredLine]) -> Vec<&StoredLine> {
    let place = |line: &StoredLine| lines.iter().position(|other| other.id == ordered(lines, line).id);
    let mut standing: Vec<&StoredLine> = lines.iter().filter(|line| line.state != Line::Replaced).collect();
    standing.sort_by_cached_key(|line| place(line));
    standing
}

pub(super) fn view(lines: &[StoredLine], line: &StoredLine) -> LineView {
    let ordered = ordered(lines, line);
    LineView {
        offer: line.offer.clone(),
        instead_of: (ordered.id != line.id).then(|| ordered.offer.number.clone()),
        stage: stage(&line.state),
    }
}

fn stage(line: &Line) -> Stage {
    match (Tenure::of(line), line) {
        (Some(tenure), _) => Stage::Bought(tenure),
        (None, Line::Waiting) => Stage::Waiting,
        (None, Line::Gone | Line::Replaced) => Stage::Gone,
        (None, Line::Manual) => Stage::NeedsAttention,
        (None, Line::Failed(reason)) => Stage::Failed(*reason),
        (None, _) => Stage::Buying,
    }
}
