//! Whole journeys: sign in, search, buy, verify, and watch the page until it shows 'Purchased'.

use app::desk::Found;
use reqwest::Client;
use std::{fmt, time::Duration};
use tokio::time::Instant;

use super::{
    buyer::{Buyer, Stuck},
    house::House,
    pace::{Times, arrive},
    page::Page,
};

/// Journeys that begin in a second.
const A_SECOND: u32 = 3;
/// All of them: a minute's.
pub const COUNT: usize = 180;
/// How long one may take.
const WITHIN: Duration = Duration::from_secs(30);

/// What the journeys came to.
pub struct Journeys {
    /// From the moment at which each was to begin until its page showed 'Purchased'.
    pub times: Times,
    /// Whatever else happened.
    pub errors: Vec<Stuck>,
}

/// Sends buyers on their way, from this one on.
pub async fn run(house: &House, first: usize) -> Journeys {
    let (http, url) = (&house.http, &house.url);
    let ended = arrive(A_SECOND, first..first + COUNT, |buyer, begun| {
        let (http, url) = (http.clone(), url.clone());
        async move { Ok(journey(&http, &url, buyer).await?.duration_since(begun)) }
    });
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    for end in ended.await {
        match end {
            Ok(time) => times.push(time),
            Err(stuck) => errors.push(stuck),
        }
    }
    Journeys { times: Times::new(times), errors }
}

/// One buyer's; the moment at which the page shows 'Purchased'. Nothing is tried twice.
async fn journey(http: &Client, url: &str, number: usize) -> Result<Instant, Stuck> {
    let buyer = Buyer::enter(http, url, number, Duration::ZERO).await?;
    let wanted = number_of(number);
    let fields = [("country", "US"), ("type", "local"), ("area_code", "415"), ("digits", &wanted[5..])];
    let found: Found = buyer.call("search_numbers", &fields).await?;
    if !found.offers.iter().any(|offer| offer.number.as_e164() == wanted) {
        return Err(Stuck(format!("a search does not find {wanted}: {found:?}")));
    }
    let order = buyer.buy(&wanted).await?;
    let page = Page::open(http, url, buyer, order).await?;
    page.buyer().verify("front.jpg").await?;
    page.purchased(WITHIN).await
}

/// Every other number is the carrier's, the rest our own.
fn number_of(buyer: usize) -> String {
    let first = if buyer.is_multiple_of(2) { 100 } else { 1_100 };
    format!("+1415555{:04}", first + buyer)
}

impl fmt::Display for Journeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.errors.len();
        write!(
            f,
            "  journeys: {COUNT} at {A_SECOND}/s from sign-in to 'Purchased', which needs a second of the vendor's: {}, \
            {errors} errors",
            self.times
        )?;
        self.errors.iter().take(10).try_for_each(|error| write!(f, "\n    {error:?}"))
    }
}
