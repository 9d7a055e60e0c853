//! Orders as pages show them.

use app::{
    AppError,
    desk::{CONSENT_VERSION, Hold, LineView, OrderSummary, OrderView, SignedIn},
    domain::{
        OrderId,
        line::Line,
        order::{Order, Status},
        verification::Verification,
    },
};
use std::collections::HashMap;

use super::{Shop, fault::Fault};
use crate::store::{Tx, happenings, lines, lines::StoredLine, orders, orders::StoredOrder, verifications};

/// Orders of one page of the list.
const ORDERS_MAX: i64 = 100;

impl Shop {
    pub(super) async fn list_orders(&self, who: &SignedIn) -> Result<Vec<OrderSummary>, AppError> {
        let mut tx = self.store.read().await.map_err(Fault::from)?;
        Ok(self.summaries(&mut tx, who, ORDERS_MAX).await?)
    }

    /// The newest orders of the account: two queries, however many there are.
    pub(super) async fn summaries(&self, tx: &mut Tx, who: &SignedIn, max: i64) -> Result<Vec<OrderSummary>, Fault> {
        let reviewed = under_review(case_of(tx, who).await?.as_ref());
        let mut by_order: HashMap<OrderId, Vec<StoredLine>> = HashMap::new();
        for line in lines::of_newest_orders(tx, &who.account, max).await? {
            by_order.entry(line.order.clone()).or_default().push(line);
        }
        let orders = orders::newest(tx, &who.account, max).await?;
        let summary =
            |order: &StoredOrder| summarise(order, by_order.get(&order.id).map_or(&[][..], Vec::as_slice), reviewed);
        Ok(orders.iter().map(summary).collect())
    }

    pub(super) async fn show_order(&self, who: &SignedIn, id: &OrderId) -> Result<OrderView, AppError> {
        Ok(self.read_order(who, id).await?)
    }

    async fn read_order(&self, who: &SignedIn, id: &OrderId) -> Result<OrderView, Fault> {
        let mut tx = self.store.read().await?;
        let order = orders::lookup(&mut tx, &who.account, id).await?.ok_or(AppError::NotFound)?;
        let lines = lines::of_order(&mut tx, id).await?;
        let case = case_of(&mut tx, who).await?;
        let timeline = happenings::of_order(&mut tx, id).await?;
        let held = matches!(order.state, Order::Held { .. });
        let asked = matches!(
            case,
            None | Some(Verification::Collecting(_) | Verification::TryAgain { .. } | Verification::Revoked)
        );
        Ok(OrderView {
            summary: summarise(&order, &lines, under_review(case.as_ref())),
            cancellable: (held || order.state == Order::Completing) && lines.iter().all(|line| line.state.stoppable()),
            lines: lines.into_iter().map(view).collect(),
            if_gone: order.if_gone,
            timeline,
            verify_next: held && asked,
        })
    }
}

async fn case_of(tx: &mut Tx, who: &SignedIn) -> Result<Option<Verification>, Fault> {
    Ok(verifications::lookup(tx, &who.account, CONSENT_VERSION).await?.map(|case| case.state))
}

const fn under_review(case: Option<&Verification>) -> bool {
    matches!(case, Some(Verification::UnderReview { .. }))
}

fn summarise(order: &StoredOrder, lines: &[StoredLine], under_review: bool) -> OrderSummary {
    let states: Vec<Line> = lines.iter().map(|line| line.state.clone()).collect();
    OrderSummary {
        id: order.id.clone(),
        status: Status::of(order.state, &states, under_review),
        numbers: lines.iter().map(|line| line.offer.number.clone()).collect(),
        monthly: lines.iter().map(|line| line.offer.monthly).sum(),
        placed_at: order.created_at,
        hold: match order.state {
            Order::Held { until, .. } => Some(Hold { until }),
            _ => None,
        },
    }
}

fn view(line: StoredLine) -> LineView {
    let offer = line.offer;
    let place = [offer.locality, offer.region].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    LineView {
        number: offer.number,
        country: offer.country,
        kind: offer.kind,
        place: place.join(", "),
        capabilities: offer.capabilities,
        monthly: offer.monthly,
        failed: match line.state {
            Line::Failed(reason) => Some(reason),
            _ => None,
        },
    }
}
