//! An order's page, open in a browser: it follows the events, and asks again whenever something changed.

use app::{
    desk::OrderView,
    domain::{OrderId, order::Status},
};
use reqwest::{Client, Response, header::COOKIE};
use std::time::Duration;
use tokio::time::{Instant, timeout};

use super::buyer::{Buyer, Stuck};

/// What an event begins with that asks the page to look again.
const CHANGED: &str = "event: changed\n";

/// The open page.
pub struct Page {
    buyer: Buyer,
    order: OrderId,
    events: Response,
    /// What came of the event that is not complete yet.
    begun: String,
}

impl Page {
    pub async fn open(http: &Client, url: &str, buyer: Buyer, order: OrderId) -> Result<Self, Stuck> {
        let events = http.get(format!("{url}/events")).header(COOKIE, buyer.cookie()).send().await;
        let events =
            events.and_then(Response::error_for_status).map_err(|error| Stuck(format!("events: {error:?}")))?;
        Ok(Self { buyer, order, events, begun: String::new() })
    }

    pub const fn buyer(&self) -> &Buyer {
        &self.buyer
    }

    /// Waits until it shows 'Purchased'; the moment at which it did.
    pub async fn purchased(mut self, within: Duration) -> Result<Instant, Stuck> {
        let mut shown = Status::IdentityNeeded;
        let looking = async {
            loop {
                self.changed().await?;
                let view: OrderView = self.buyer.call("show_order", &[("order", self.order.as_str())]).await?;
                shown = view.summary.status;
                if shown == Status::Purchased {
                    return Ok(Instant::now());
                }
            }
        };
        let seen = timeout(within, looking).await;
        seen.unwrap_or_else(|_| Err(Stuck(format!("the page shows {shown:?} for ever"))))
    }

    /// Waits for the next event that says so.
    async fn changed(&mut self) -> Result<(), Stuck> {
        loop {
            while let Some((event, rest)) = self.begun.split_once("\n\n") {
                let changed = event.contains(CHANGED);
                self.begun = rest.to_owned();
                if changed {
                    return Ok(());
                }
            }
            let chunk = self.events.chunk().await.map_err(|error| Stuck(format!("events: {error:?}")))?;
            let chunk = chunk.ok_or_else(|| Stuck("the events ended".to_owned()))?;
            self.begun.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}
