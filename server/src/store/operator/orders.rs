//! Which orders are listed. What finds few rows leads; whatever else is asked is looked up of the rows that this finds,
//! and of no more than [`LOOK`] at a time, so that no combination reads the whole table.

use app::{
    desk::{Find, Leaf, Listed, Mark, NumberStart, OrderFilter, OrderState},
    domain::{AccountId, CountryCode, OrderId, Telephony, Timestamp},
};
use sqlx::{Database, Encode, QueryBuilder, Type};

use super::{ROWS, leaf_of, push_leaf};
use crate::store::{StoreError, Tx, error::word, tx::on_db};

/// Orders that one page looks at, at most, for those that fit.
pub const LOOK: i64 = 2_000;

/// What orders are read by.
enum Lead<'a> {
    Order(&'a OrderId),
    Short(&'a str),
    Number(&'a NumberStart),
    Account(&'a AccountId),
    State(OrderState),
    Time,
}

/// What is asked of the orders that are read.
#[derive(Default)]
struct Rest<'a> {
    account: Option<&'a AccountId>,
    state: Option<OrderState>,
    telephony: Option<Telephony>,
    region: Option<CountryCode>,
}

impl Rest<'_> {
    const fn is_nothing(&self) -> bool {
        matches!(self, Self { account: None, state: None, telephony: None, region: None })
    }
}

/// The page of orders that a filter finds; `account` is that of the name or e-mail that the filter names.
///
/// # Errors
/// The database failed.
pub async fn page(
    tx: &mut Tx,
    filter: &OrderFilter,
    account: Option<&AccountId>,
    leaf: &Leaf,
) -> Result<Listed<OrderId>, StoreError> {
    let (lead, rest) = led(filter, account);
    let most = if rest.is_nothing() { ROWS + 1 } else { LOOK };
    let found: Vec<(String, i64, bool)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new("SELECT seen.id, seen.created_at, TRUE");
        push_rest(&mut select, &rest);
        select.push(" AS fits FROM (SELECT orders.id, orders.account_id, orders.state, orders.created_at FROM ");
        push_lead(&mut select, &lead);
        push_leaf(&mut select, leaf, ["orders.created_at", "orders.id"], most);
        let way = if matches!(leaf, Leaf::After(_)) { "ASC" } else { "DESC" };
        select.push(format!(") seen ORDER BY seen.created_at {way}, seen.id {way}"));
        select.build_query_as().fetch_all(conn).await
    })?;
    let seen = |(id, at, fits): (String, i64, bool)| {
        let order: OrderId = word(&id, "orders", "id", &id)?;
        Ok((Mark { at: Timestamp::from_micros(at), id }, fits.then_some(order)))
    };
    Ok(leaf_of(found.into_iter().map(seen).collect::<Result<_, StoreError>>()?, leaf, most))
}

fn led<'a>(filter: &'a OrderFilter, account: Option<&'a AccountId>) -> (Lead<'a>, Rest<'a>) {
    let OrderFilter { find, number, state, telephony, region } = filter;
    let mut rest = Rest { account, state: *state, telephony: *telephony, region: *region };
    let lead = match (find, number) {
        (Some(Find::Order(id)), _) => Lead::Order(id),
        (Some(Find::Short(short)), _) => Lead::Short(short),
        (_, Some(number)) => Lead::Number(number),
        (_, None) => match (rest.account.take(), rest.state) {
            (Some(account), _) => Lead::Account(account),
            (None, Some(state)) => {
                rest.state = None;
                Lead::State(state)
            }
            (None, None) => Lead::Time,
        },
    };
    (lead, rest)
}

fn push_lead<DB: Database>(select: &mut QueryBuilder<DB>, lead: &Lead<'_>)
where
    for<'e> &'e str: Encode<'e, DB> + Type<DB>,
    String: for<'e> Encode<'e, DB> + Type<DB>,
{
    match lead {
        Lead::Time => select.push("orders WHERE TRUE"),
        Lead::Order(id) => select.push("orders WHERE orders.id = ").push_bind(id.as_str()),
        Lead::Short(short) => select.push("orders WHERE SUBSTR(orders.id, LENGTH(orders.id) - 7) = ").push_bind(*short),
        Lead::Account(account) => select.push("orders WHERE orders.account_id = ").push_bind(account.as_str()),
        Lead::State(state) => select.push("orders WHERE orders.state = ").push_bind(state.as_str()),
        Lead::Number(start) => {
            let [first, last] = start.range();
            select.push("(SELECT DISTINCT order_id FROM lines WHERE e164 BETWEEN ").push_bind(first);
            select.push(" AND ").push_bind(last);
            // SQLite joins in the order in which this is written.
            select.push(") numbered CROSS JOIN orders WHERE orders.id = numbered.order_id")
        }
    };
}

fn push_rest<DB: Database>(select: &mut QueryBuilder<DB>, rest: &Rest<'_>)
where
    for<'e> &'e str: Encode<'e, DB> + Type<DB>,
    String: for<'e> Encode<'e, DB> + Type<DB>,
{
    if let Some(account) = rest.account {
        select.push(" AND seen.account_id = ").push_bind(account.as_str());
    }
    if let Some(state) = rest.state {
        select.push(" AND seen.state = ").push_bind(state.as_str());
    }
    if let Some(telephony) = rest.telephony {
        select.push(" AND (SELECT telephony FROM accounts WHERE accounts.id = seen.account_id) = ");
        select.push_bind(telephony.as_str());
    }
    if let Some(region) = rest.region {
        select.push(" AND EXISTS (SELECT 1 FROM lines WHERE lines.order_id = seen.id AND lines.country = ");
        select.push_bind(region.as_str().to_owned()).push(")");
    }
}
