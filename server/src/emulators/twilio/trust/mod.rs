//! Compliance objects: Trust Hub's bundles and what they hold, brands, and verifications of toll-free numbers. Each is
//! reviewed after a moment, and a bundle that names a `StatusCallback` tells of it by a signed POST.

mod brands;
mod bundles;
mod callback;
mod evaluate;
mod items;
mod paper;
mod review;
mod steering;
mod verifications;

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde_json::{Value, json};

use super::Refusal;
use crate::emulators::World;
pub(in crate::emulators) use paper::{Paper, Papers};
pub(in crate::emulators) use review::resume;

type Answer = Result<Response, Refusal>;

pub(super) fn routes() -> Router<Arc<World>> {
    let addresses = "/2010-04-01/Accounts/{account}/Addresses";
    Router::new()
        .merge(shelf("/v1/CustomerProfiles", paper::Shelf::Profiles))
        .merge(shelf("/v1/TrustProducts", paper::Shelf::Products))
        .merge(drawer("/v1/EndUsers", paper::Drawer::EndUsers))
        .merge(drawer("/v1/SupportingDocuments", paper::Drawer::Documents))
        .route(&format!("{addresses}.json"), get(items::list_addresses).post(items::create_address))
        .route(&format!("{addresses}/{{resource}}"), get(items::fetch_address).post(items::change_address))
        .route("/v1/a2p/BrandRegistrations", get(brands::list).post(brands::create))
        .route("/v1/a2p/BrandRegistrations/{sid}", get(brands::fetch).post(brands::again))
        .route("/v1/Tollfree/Verifications", get(verifications::list).post(verifications::create))
        .route("/v1/Tollfree/Verifications/{sid}", get(verifications::fetch).post(verifications::change))
}

fn shelf(path: &str, shelf: paper::Shelf) -> Router<Arc<World>> {
    Router::new()
        .route(path, get(bundles::list).post(bundles::create))
        .route(&format!("{path}/{{sid}}"), get(bundles::fetch).post(bundles::change))
        .route(&format!("{path}/{{sid}}/EntityAssignments"), get(bundles::entities).post(bundles::assign_entity))
        .route(
            &format!("{path}/{{sid}}/ChannelEndpointAssignments"),
            get(bundles::endpoints).post(bundles::assign_endpoint),
        )
        .route(&format!("{path}/{{sid}}/ChannelEndpointAssignments/{{row}}"), delete(bundles::withdraw_endpoint))
        .route(&format!("{path}/{{sid}}/Evaluations"), post(bundles::evaluate))
        .layer(Extension(shelf))
}

fn drawer(path: &str, drawer: paper::Drawer) -> Router<Arc<World>> {
    Router::new()
        .route(path, get(items::list).post(items::create))
        .route(&format!("{path}/{{sid}}"), get(items::fetch).post(items::change))
        .layer(Extension(drawer))
}

/// A list on one page, under the key that its host uses.
fn page(key: &str, rows: Vec<Value>) -> Response {
    let meta =
        json!({"page": 0, "page_size": rows.len(), "next_page_url": null, "previous_page_url": null, "key": key});
    Json(json!({key: rows, "meta": meta})).into_response()
}
