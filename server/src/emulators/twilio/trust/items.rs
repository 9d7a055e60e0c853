//! `EndUsers`, `SupportingDocuments` and `Addresses`: what bundles hold.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::{StatusCode, Uri},
    response::IntoResponse,
};
use serde_json::{Map, Value};

use super::{
    Answer,
    paper::{Drawer, Item, Paper},
    steering::Steering,
};
use crate::emulators::{
    World, clock, ids,
    ledger::{Book, Entry},
    twilio::{Params, Refusal, auth::Caller, named::Named, params},
};

impl Item {
    /// Takes over attributes; empty ones count as not given.
    fn set(&mut self, values: Map<String, Value>) {
        let told = |value: &Value| value.as_str().is_none_or(|text| !text.trim().is_empty()) && !value.is_null();
        self.given = values.iter().filter(|(_, value)| told(value)).map(|(name, _)| name.clone()).collect();
        let steers = ["business_name", "cnam_display_name"].iter().find_map(|name| values.get(*name)?.as_str());
        self.steering = steers.map_or(Steering::Plain, Steering::of);
        self.values = values;
        self.updated = clock::now();
    }
}

/// `Attributes` as it is sent: a JSON object in a form's field.
fn attributes(params: &Params) -> Result<Map<String, Value>, Refusal> {
    let text = params.get("Attributes").map_or("{}", String::as_str);
    serde_json::from_str(text).map_err(|_| Refusal::parameter("Attributes is not a JSON object"))
}

fn new(account: String, drawer: Drawer, name: String, kind: String) -> Item {
    let prefix = match drawer {
        Drawer::EndUsers => "IT",
        Drawer::Documents => "RD",
        Drawer::Addresses => "AD",
    };
    let now = clock::now();
    Item {
        sid: ids::sid(prefix),
        account,
        drawer,
        name,
        kind,
        given: std::collections::BTreeSet::new(),
        steering: Steering::Plain,
        created: now,
        updated: now,
        values: Map::new(),
    }
}

fn write(book: &mut Book, item: Item) -> Result<(), Refusal> {
    Ok(book.record(vec![Entry::Paper(Box::new(Paper::Item(item)))])?)
}

/// A document must name an address of the account.
fn check(book: &Book, item: &Item) -> Result<(), Refusal> {
    let named = item.values.get("address_sids").and_then(Value::as_str);
    let known = named.is_none_or(|sid| book.papers.item(&item.account, sid).is_some());
    if known { Ok(()) } else { Err(Refusal::parameter("address_sids names no address")) }
}

pub(super) async fn create(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    Extension(drawer): Extension<Drawer>,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let given = |name: &str| params.get(name).filter(|value| !value.is_empty()).cloned();
    let (Some(name), Some(kind)) = (given("FriendlyName"), given("Type")) else {
        return Err(Refusal::parameter("Missing required parameter FriendlyName or Type"));
    };
    let mut item = new(account, drawer, name, kind);
    item.set(attributes(&params)?);
    let mut book = world.book();
    check(&book, &item)?;
    let shown = item.render();
    write(&mut book, item)?;
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// The only parameters of the lists are those of their pages, of which there is one here.
pub(super) async fn list(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    Extension(drawer): Extension<Drawer>,
) -> Answer {
    let book = world.book();
    let rows = book.papers.items(&account).filter(|item| item.drawer == drawer);
    Ok(super::page("results", rows.map(Item::render).collect()))
}

fn found(book: &Book, drawer: Drawer, named: &Named) -> Result<Item, Refusal> {
    let found = book.papers.item(&named.account, &named.name).filter(|item| item.drawer == drawer);
    named.or_missing(found.cloned())
}

pub(super) async fn fetch(
    State(world): State<Arc<World>>,
    Extension(drawer): Extension<Drawer>,
    named: Named,
) -> Answer {
    Ok(Json(found(&world.book(), drawer, &named)?.render()).into_response())
}

pub(super) async fn change(
    State(world): State<Arc<World>>,
    Extension(drawer): Extension<Drawer>,
    named: Named,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let mut book = world.book();
    let mut item = found(&book, drawer, &named)?;
    if params.contains_key("Attributes") {
        item.set(attributes(&params)?);
        check(&book, &item)?;
    }
    let shown = item.render();
    write(&mut book, item)?;
    Ok(Json(shown).into_response())
}

/// An address's own parameters, and what they are shown as.
const ADDRESS: [(&str, &str, bool); 6] = [
    ("CustomerName", "customer_name", true),
    ("Street", "street", true),
    ("StreetSecondary", "street_secondary", false),
    ("City", "city", true),
    ("Region", "region", true),
    ("PostalCode", "postal_code", true),
];

fn address(params: &Params, mut values: Map<String, Value>, all: bool) -> Result<Map<String, Value>, Refusal> {
    for (sent, shown, required) in ADDRESS {
        match params.get(sent) {
            Some(value) if !(required && value.is_empty()) => {
                values.insert(shown.into(), value.clone().into());
            }
            _ if required && all => return Err(Refusal::parameter(format!("Missing required parameter {sent}"))),
            _ => {}
        }
    }
    Ok(values)
}

pub(super) async fn list_addresses(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    uri: Uri,
) -> Answer {
    let params = params(uri.query().unwrap_or_default().as_bytes());
    let book = world.book();
    let fits = |name: &str, value: &str| params.get(name).is_none_or(|wanted| wanted == value);
    let rows = book.papers.items(&account).filter(|item| {
        item.drawer == Drawer::Addresses && fits("FriendlyName", &item.name) && fits("IsoCountry", &item.kind)
    });
    let rows: Vec<Value> = rows.map(Item::render_address).collect();
    Ok(Json(serde_json::json!({"addresses": rows, "page": 0, "next_page_uri": null})).into_response())
}

pub(super) async fn create_address(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let country = params.get("IsoCountry").cloned().unwrap_or_default();
    if country.len() != 2 {
        return Err(Refusal::parameter("Missing required parameter IsoCountry"));
    }
    let values = address(&params, Map::new(), true)?;
    let mut item = new(account, Drawer::Addresses, params.get("FriendlyName").cloned().unwrap_or_default(), country);
    item.set(values);
    let shown = item.render_address();
    write(&mut world.book(), item)?;
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

pub(super) async fn fetch_address(State(world): State<Arc<World>>, named: Named) -> Answer {
    Ok(Json(found(&world.book(), Drawer::Addresses, &named)?.render_address()).into_response())
}

pub(super) async fn change_address(State(world): State<Arc<World>>, named: Named, body: Bytes) -> Answer {
    let mut book = world.book();
    let mut item = found(&book, Drawer::Addresses, &named)?;
    item.set(address(&params(&body), item.values.clone(), false)?);
    let shown = item.render_address();
    write(&mut book, item)?;
    Ok(Json(shown).into_response())
}
