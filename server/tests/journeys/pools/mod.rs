//! Pools: how many numbers of which place is the buyer's choice, which numbers they are the store's.

mod buying;
mod filling;
mod gate;
mod pages;
mod purse;

use app::{
    desk::{Placed, PoolQuote, PoolSummary, PoolView},
    domain::PoolId,
};

use crate::shop::{Refused, Visitor};

/// The fields of the form that asks for numbers.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    pool: &'a str,
    name: &'a str,
    country: &'a str,
    area_code: &'a str,
    quantity: &'a str,
    fill: &'a str,
}

/// Two British numbers, which no gate asks about, all or nothing.
const WANTED: Wanted<'static> =
    Wanted { pool: "", name: "Support", country: "GB", area_code: "", quantity: "2", fill: "whole" };

impl Wanted<'_> {
    async fn try_quote(self, buyer: &Visitor<'_>) -> Result<PoolQuote, Refused> {
        let Self { country, area_code, quantity, fill, .. } = self;
        let fields = [("country", country), ("area_code", area_code), ("quantity", quantity), ("fill", fill)];
        buyer.call("quote_pool", &fields).await
    }

    async fn quote(self, buyer: &Visitor<'_>) -> PoolQuote {
        self.try_quote(buyer).await.expect("a quote")
    }

    fn fields<'a>(&'a self, cents: &'a str, request: &'a str) -> [(&'static str, &'a str); 8] {
        let Self { pool, name, country, area_code, quantity, fill } = *self;
        [
            ("pool", pool),
            ("name", name),
            ("country", country),
            ("area_code", area_code),
            ("quantity", quantity),
            ("fill", fill),
            ("price_cents", cents),
            ("request_id", request),
        ]
    }

    async fn order(self, buyer: &Visitor<'_>, cents: &str, request: &str) -> Result<Placed, Refused> {
        buyer.call("buy_pool", &self.fields(cents, request)).await
    }

    async fn confirm(self, buyer: &Visitor<'_>, quote: &PoolQuote) -> Result<Placed, Refused> {
        self.order(buyer, &quote.total.cents().to_string(), quote.request.as_str()).await
    }

    /// Quotes and confirms.
    async fn buy(self, buyer: &Visitor<'_>) -> Placed {
        let quote = self.quote(buyer).await;
        self.confirm(buyer, &quote).await.expect("placed")
    }
}

async fn pools_of(buyer: &Visitor<'_>) -> Vec<PoolSummary> {
    buyer.call("list_pools", &[]).await.expect("pools")
}

/// The one pool of an account.
async fn pool_of(buyer: &Visitor<'_>) -> PoolView {
    let pools = pools_of(buyer).await;
    let [pool] = pools.as_slice() else { panic!("one pool: {pools:?}") };
    view_of(buyer, &pool.id).await
}

async fn view_of(buyer: &Visitor<'_>, id: &PoolId) -> PoolView {
    buyer.call("show_pool", &[("pool", id.as_str())]).await.expect("a pool")
}

async fn rename(buyer: &Visitor<'_>, pool: &str, name: &str) -> Result<(), Refused> {
    buyer.call("rename_pool", &[("pool", pool), ("name", name)]).await
}
