//! `pricing.twilio.com`: monthly prices by country and type, as strings.

use axum::{Json, extract::Path, http::Uri};
use serde_json::{Value, json};

use super::{
    Refusal,
    stock::{self, COUNTRIES, Kind},
};

pub(super) async fn countries(uri: Uri) -> Json<Value> {
    let countries: Vec<Value> =
        COUNTRIES.iter().map(|c| json!({"country": c.name, "iso_country": c.iso, "url": url(c.iso)})).collect();
    let page = format!("https://pricing.twilio.com{}?PageSize=50&Page=0", uri.path());
    Json(json!({
        "countries": countries,
        "meta": {
            "page": 0,
            "page_size": 50,
            "first_page_url": page,
            "previous_page_url": null,
            "url": page,
            "next_page_url": null,
            "key": "countries",
        },
    }))
}

pub(super) async fn country(uri: Uri, Path(iso): Path<String>) -> Result<Json<Value>, Refusal> {
    let country = stock::country(&iso).ok_or_else(|| Refusal::not_found(uri.path()))?;
    let prices: Vec<Value> = country
        .kinds
        .iter()
        .map(|kind| {
            let (name, price) = match kind {
                Kind::Local => ("local", "1.15"),
                Kind::TollFree => ("toll free", "2.15"),
                Kind::Mobile => ("mobile", "1.15"),
            };
            json!({"number_type": name, "base_price": price, "current_price": price})
        })
        .collect();
    Ok(Json(json!({
        "country": country.name,
        "iso_country": country.iso,
        "phone_number_prices": prices,
        "price_unit": "USD",
        "url": url(country.iso),
    })))
}

fn url(iso: &str) -> String {
    format!("https://pricing.twilio.com/v1/PhoneNumbers/Countries/{iso}")
}
