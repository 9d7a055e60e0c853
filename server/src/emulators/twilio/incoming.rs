//! `IncomingPhoneNumbers`: list, fetch, change, release.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{Params, Refusal, auth::Caller, named::Named, params, pattern::Pattern, purchase, stock::Kind};
use crate::emulators::{World, ledger::Entry};

type Answer = Result<Response, Refusal>;

pub(super) async fn list(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    uri: Uri,
) -> Answer {
    page(&world, &account, &uri, None)
}

fn page(world: &World, account: &str, uri: &Uri, kind: Option<Kind>) -> Answer {
    let params = params(uri.query().unwrap_or_default().as_bytes());
    let number = params.get("PhoneNumber").map(|text| Pattern::partial(text));
    let name = params.get("FriendlyName");
    let size = number_of(&params, "PageSize", 50)?.clamp(1, 1000);
    let page = number_of(&params, "Page", 0)?;
    let start = page.saturating_mul(size);

    let book = world.book();
    let mut fitting = book
        .numbers
        .of(account)
        .filter(|owned| {
            let holding = &owned.holding;
            number.as_ref().is_none_or(|number| number.fits(&holding.e164))
                && name.is_none_or(|name| *name == holding.friendly_name)
                && kind.is_none_or(|kind| kind == purchase::kind(&holding.e164))
        })
        .skip(start);
    let rows: Vec<Value> = fitting.by_ref().take(size).map(|owned| owned.render()).collect();
    let more = fitting.next().is_some();
    drop(fitting);
    drop(book);

    let uri_of = |page: usize| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(params.iter().filter(|(name, _)| !matches!(name.as_str(), "Page" | "PageSize")));
        query.append_pair("PageSize", &size.to_string());
        query.append_pair("Page", &page.to_string());
        format!("{}?{}", uri.path(), query.finish())
    };
    Ok(Json(json!({
        "first_page_uri": uri_of(0),
        "uri": uri_of(page),
        "next_page_uri": more.then(|| uri_of(page + 1)),
        "previous_page_uri": (page > 0).then(|| uri_of(page - 1)),
        "page": page,
        "page_size": size,
        "start": start,
        "end": (start + rows.len()).saturating_sub(1),
        "incoming_phone_numbers": rows,
    }))
    .into_response())
}

fn number_of(params: &Params, name: &str, default: usize) -> Result<usize, Refusal> {
    let bad = |_| Refusal::parameter(format!("{name} is not a number"));
    params.get(name).map_or(Ok(default), |text| text.parse().map_err(bad))
}

/// One number, or the list of one type.
pub(super) async fn fetch(State(world): State<Arc<World>>, named: Named, uri: Uri) -> Answer {
    if let Some(kind) = Kind::from_path(&named.name) {
        return page(&world, &named.account, &uri, Some(kind));
    }
    let book = world.book();
    let owned = named.or_missing(book.numbers.by_sid(&named.account, &named.name))?;
    Ok(Json(owned.render()).into_response())
}

/// Changes one number, or buys one of a type. Moving a number to another account is not emulated.
pub(super) async fn change(State(world): State<Arc<World>>, named: Named, body: Bytes) -> Answer {
    let params = params(&body);
    if let Some(kind) = Kind::from_path(&named.name) {
        return purchase::of_kind(&world, &named.account, &params, kind);
    }
    let mut book = world.book();
    let owned = named.or_missing(book.numbers.by_sid(&named.account, &named.name))?;
    let mut holding = owned.holding.clone();
    holding.set(&params)?;
    let e164 = holding.e164.clone();
    book.record(vec![Entry::Updated(holding)])?;
    let owned = book.numbers.get(&e164).ok_or_else(Refusal::internal)?;
    Ok(Json(owned.render()).into_response())
}

pub(super) async fn release(State(world): State<Arc<World>>, named: Named) -> Answer {
    let mut book = world.book();
    let holding = named.or_missing(book.numbers.by_sid(&named.account, &named.name))?.holding.clone();
    book.record(vec![Entry::Released(holding)])?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
