//! What a number costs. Twilio prices numbers by country and type, never one by one
//! (`GET /v1/PhoneNumbers/Countries/{IsoCountry}`), so the store joins the two.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::domain::{CountryCode, Money, offer::NumberType};
use serde::Deserialize;
use serde_json::Value;

use super::{Twilio, error};
use crate::{
    carriers::CarrierError,
    http_client::{Trouble, ask},
};

/// How long a price is remembered.
const FRESH: Duration = Duration::from_secs(3_600);

/// The prices of one country, a month, before mark-up.
#[derive(Debug, Default)]
pub(super) struct Prices(HashMap<NumberType, Money>);

impl Prices {
    /// The price of a number of this kind; `None` when Twilio names none, and then it cannot be sold.
    pub(super) fn monthly(&self, kind: NumberType) -> Option<Money> {
        self.0.get(&kind).copied()
    }
}

/// Prices already asked for.
pub(super) struct PriceList {
    fresh: Duration,
    by_country: Mutex<HashMap<CountryCode, (Instant, Arc<Prices>)>>,
}

impl Default for PriceList {
    fn default() -> Self {
        Self { fresh: FRESH, by_country: Mutex::default() }
    }
}

impl PriceList {
    fn remembered(&self, country: CountryCode) -> Option<Arc<Prices>> {
        let by_country = self.by_country.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, prices) = by_country.get(&country)?;
        (at.elapsed() < self.fresh).then(|| Arc::clone(prices))
    }

    fn remember(&self, country: CountryCode, prices: &Arc<Prices>) {
        let mut by_country = self.by_country.lock().unwrap_or_else(PoisonError::into_inner);
        by_country.insert(country, (Instant::now(), Arc::clone(prices)));
    }
}

#[derive(Deserialize)]
struct CountryBody {
    phone_number_prices: Vec<PriceBody>,
    price_unit: String,
}

#[derive(Deserialize)]
struct PriceBody {
    number_type: String,
    #[serde(default)]
    current_price: Value,
    #[serde(default)]
    base_price: Value,
}

impl Twilio {
    /// The prices of `country`, at most an hour old; empty when Twilio sells nothing there.
    pub(super) async fn prices(&self, country: CountryCode) -> Result<Arc<Prices>, CarrierError> {
        if let Some(prices) = self.0.prices.remembered(country) {
            return Ok(prices);
        }
        let url = format!("{}/v1/PhoneNumbers/Countries/{country}", self.0.hosts.pricing);
        let prices = match error::answered_if_any(ask(self.get(url)).await?)? {
            Some(answer) => Arc::new(read(answer.json()?)?),
            None => Arc::default(),
        };
        self.0.prices.remember(country, &prices);
        Ok(prices)
    }
}

/// Prices in another currency than dollars are refused: the store keeps its books in one.
fn read(body: CountryBody) -> Result<Prices, Trouble> {
    if !body.price_unit.eq_ignore_ascii_case("usd") {
        tracing::error!("twilio quotes prices in another currency than USD");
        return Err(Trouble::Unreadable);
    }
    let prices = body.phone_number_prices.iter().filter_map(|price| {
        let kind = kind(&price.number_type)?;
        let monthly = money(&price.current_price).or_else(|| money(&price.base_price))?;
        (monthly <= Money::CEILING).then_some((kind, monthly))
    });
    Ok(Prices(prices.collect()))
}

/// Twilio's name of a kind, such as `toll free`.
fn kind(name: &str) -> Option<NumberType> {
    match name.to_ascii_lowercase().replace(['-', '_'], " ").as_str() {
        "local" => Some(NumberType::Local),
        "mobile" => Some(NumberType::Mobile),
        "toll free" => Some(NumberType::TollFree),
        _ => None,
    }
}

fn money(price: &Value) -> Option<Money> {
    match price {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::test_kit::{prices_of, twilio_at},
        *,
    };
    use crate::http_client::scripted::{Reply, Scripted};
    use serde_json::json;

    fn parsed(body: Value) -> Result<Prices, Trouble> {
        read(serde_json::from_value(body).expect("the shape"))
    }

    #[test]
    fn reads_every_kind_and_skips_what_it_does_not_sell() {
        let prices = parsed(json!({"price_unit": "usd", "phone_number_prices": [
            {"number_type": "local", "base_price": "2.00", "current_price": "1.15"},
            {"number_type": "toll free", "base_price": "2.15", "current_price": null},
            {"number_type": "mobile", "current_price": 3.5},
            {"number_type": "national", "current_price": "1.00"},
        ]}));
        let prices = prices.expect("readable");
        let cents = |kind| prices.monthly(kind).map(Money::cents);
        assert_eq!(cents(NumberType::Local), Some(115));
        assert_eq!(cents(NumberType::TollFree), Some(215));
        assert_eq!(cents(NumberType::Mobile), Some(350));
    }

    #[test]
    fn an_absurd_or_unreadable_price_is_no_price() {
        let row = |price: Value| json!({"number_type": "local", "current_price": price});
        for price in [json!("100000.01"), json!("-1"), json!("free"), json!({}), json!("NaN")] {
            let prices = parsed(json!({"price_unit": "USD", "phone_number_prices": [row(price.clone())]}));
            assert_eq!(prices.expect("readable").monthly(NumberType::Local), None, "{price}");
        }
    }

    #[test]
    fn another_currency_is_refused() {
        assert!(parsed(json!({"price_unit": "EUR", "phone_number_prices": []})).is_err());
    }

    #[tokio::test]
    async fn a_price_is_asked_for_once_an_hour() {
        let server = Scripted::start(|_| Reply::json(200, &prices_of("1.15"))).await;
        let twilio = twilio_at(&server.url);
        for _ in 0..3 {
            assert!(twilio.prices(CountryCode::US).await.is_ok());
        }
        assert!(twilio.prices(CountryCode::CA).await.is_ok());
        let targets: Vec<_> = server.seen().into_iter().map(|seen| seen.target).collect();
        assert_eq!(targets, ["/v1/PhoneNumbers/Countries/US", "/v1/PhoneNumbers/Countries/CA"]);
    }

    #[test]
    fn a_remembered_price_goes_stale() {
        let list = PriceList { fresh: Duration::ZERO, ..PriceList::default() };
        list.remember(CountryCode::US, &Arc::default());
        assert!(list.remembered(CountryCode::US).is_none());
    }

    #[tokio::test]
    async fn a_failure_is_not_remembered() {
        let server = Scripted::start(|_| Reply::status(503)).await;
        let twilio = twilio_at(&server.url);
        for _ in 0..2 {
            assert!(matches!(twilio.prices(CountryCode::US).await, Err(CarrierError::Silent(Trouble::Status(503)))));
        }
        assert_eq!(server.seen().len(), 2);
    }
}
