//! Twilio's REST API, as far as a store of numbers needs it: search, buy, list, change, release, prices; text messages; and
//! compliance objects.

mod auth;
mod available;
mod callback;
mod error;
mod holding;
mod incoming;
mod messages;
mod named;
mod pattern;
mod pricing;
mod purchase;
mod stock;
mod trust;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router, middleware,
    routing::{get, post},
};

use super::World;
pub(super) use auth::Accounts;
pub(super) use error::Refusal;
pub(super) use holding::{Holding, Numbers};
pub(super) use trust::{Paper, Papers, resume};

pub(super) fn routes(world: &Arc<World>) -> Router {
    let accounts = "/2010-04-01/Accounts/{account}";
    let available = format!("{accounts}/AvailablePhoneNumbers");
    let incoming = format!("{accounts}/IncomingPhoneNumbers");
    Router::new()
        .route(&format!("{available}.json"), get(available::countries))
        .route(&format!("{available}/{{country}}"), get(available::country))
        .route(&format!("{available}/{{country}}/{{kind}}"), get(available::numbers))
        .route(&format!("{incoming}.json"), get(incoming::list).post(purchase::buy))
        .route(
            &format!("{incoming}/{{resource}}"),
            get(incoming::fetch).post(incoming::change).delete(incoming::release),
        )
        .route(&format!("{accounts}/Messages.json"), post(messages::send))
        .route("/v1/PhoneNumbers/Countries", get(pricing::countries))
        .route("/v1/PhoneNumbers/Countries/{country}", get(pricing::country))
        .merge(trust::routes())
        .layer(middleware::from_fn_with_state(Arc::clone(world), auth::require))
        .with_state(Arc::clone(world))
}

/// Query string or form body. Twilio ignores parameters that it does not know.
type Params = BTreeMap<String, String>;

fn params(encoded: &[u8]) -> Params {
    url::form_urlencoded::parse(encoded).into_owned().collect()
}

/// A yes/no parameter, absent unless it says `true` or `false`.
fn flag(params: &Params, name: &str) -> Option<bool> {
    params.get(name)?.to_ascii_lowercase().parse().ok()
}

/// The last path segment without `.json`; other formats (XML, CSV) are not emulated.
fn resource<'a>(segment: &'a str, path: &str) -> Result<&'a str, Refusal> {
    segment.strip_suffix(".json").ok_or_else(|| Refusal::not_found(path))
}
