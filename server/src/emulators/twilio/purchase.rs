//! Buying a number, with the steering by last four digits.

use std::{io, sync::Arc};

use axum::{
    Extension, Json,
    body::{Body, Bytes},
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    Params, Refusal,
    auth::Caller,
    holding::{Holding, Owned},
    params,
    stock::{Kind, Offer},
};
use crate::emulators::{
    World, clock, ids,
    ledger::{Book, Entry},
};

// Test credentials' magic numbers (twilio.com/docs/iam/test-credentials). The last one can be bought
// over and over by anybody: nothing is kept, so it is never listed and never written to the ledger.
const MAGIC_TAKEN: &str = "+15005550000";
const MAGIC_INVALID: &str = "+15005550001";
const MAGIC_BOUGHT: &str = "+15005550006";

/// What the last four digits ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Steering {
    Taken,
    BusyTwice,
    Cut,
    Broken,
    Rewrites,
    Plain,
}

impl Steering {
    fn of(offer: Offer) -> Self {
        match offer.line() {
            1 => Self::Taken,
            2 => Self::BusyTwice,
            3 => Self::Cut,
            4 => Self::Broken,
            5 => Self::Rewrites,
            _ => Self::Plain,
        }
    }
}

/// The type of an owned number.
pub(super) fn kind(e164: &str) -> Kind {
    Offer::find(e164).map_or(Kind::Local, |offer| offer.area.kind)
}

pub(super) async fn buy(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let params = params(&body);
    if let Some(number) = params.get("PhoneNumber") {
        return buy_number(&world, &account, number, &params);
    }
    let Some(code) = params.get("AreaCode") else {
        return Err(Refusal::invalid_number(""));
    };
    if !(code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Refusal::area_code(code));
    }
    let free = {
        let book = world.book();
        Offer::in_area(code)
            .find(|offer| Steering::of(*offer) == Steering::Plain && book.numbers.get(&offer.e164()).is_none())
    };
    let free = free.ok_or_else(|| Refusal::area_code_empty(code))?;
    buy_number(&world, &account, &free.e164(), &params)
}

/// `IncomingPhoneNumbers/Local.json` and its sisters.
pub(super) fn of_kind(world: &World, account: &str, params: &Params, wanted: Kind) -> Result<Response, Refusal> {
    if params.contains_key("AreaCode") {
        return Err(Refusal::area_code_here());
    }
    let number = params.get("PhoneNumber").map_or("", String::as_str);
    match Offer::find(number) {
        Some(offer) if offer.area.kind != wanted => Err(Refusal::taken(number)),
        _ => buy_number(world, account, number, params),
    }
}

fn buy_number(world: &World, account: &str, number: &str, params: &Params) -> Result<Response, Refusal> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    let valid = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !valid || number == MAGIC_INVALID {
        return Err(Refusal::invalid_number(number));
    }
    let mut holding = Holding {
        account: account.to_owned(),
        e164: number.to_owned(),
        sid: ids::sid("PN"),
        friendly_name: String::new(),
        extras: Params::new(),
    };
    if number == MAGIC_BOUGHT {
        holding.friendly_name = "(500) 555-0006".into();
        holding.set(params)?;
        let at = clock::now();
        return Ok(created(&Owned { holding, created: at, updated: at }));
    }
    let offer = Offer::find(number).filter(|_| number != MAGIC_TAKEN);
    let offer = offer.ok_or_else(|| Refusal::taken(number))?;
    holding.friendly_name = offer.friendly_name();
    holding.set(params)?;

    // One lock from the look at the owner to the line in the ledger: of two buyers one gets it.
    let mut book = world.book();
    if let Some(owned) = book.numbers.get(number) {
        let mine = owned.holding.account == account;
        if !(mine && Steering::of(offer) == Steering::Rewrites) {
            return Err(Refusal::taken(number));
        }
        // Seen at Twilio in 2019 (ex_twilio PR 116): the second POST of one's own number is an update.
        let mut holding = owned.holding.clone();
        holding.set(params)?;
        book.record(vec![Entry::Rewritten(holding)])?;
        return answer(&book, number);
    }
    let refusal = match Steering::of(offer) {
        Steering::Taken => Some(Refusal::taken(number)),
        Steering::BusyTwice if book.numbers.refusals(account, number) < 2 => Some(Refusal::too_many()),
        Steering::Broken => Some(Refusal::internal()),
        _ => None,
    };
    if let Some(refusal) = refusal {
        book.record(vec![Entry::Refused { account: account.to_owned(), e164: number.to_owned(), code: refusal.code }])?;
        return Err(refusal);
    }
    let cut = Steering::of(offer) == Steering::Cut && !book.numbers.bought_before(account, number);
    book.record(vec![Entry::Bought(holding)])?;
    if cut {
        return Ok(lost());
    }
    answer(&book, number)
}

fn answer(book: &Book, number: &str) -> Result<Response, Refusal> {
    let owned = book.numbers.get(number).ok_or_else(Refusal::internal)?;
    Ok(created(owned))
}

fn created(owned: &Owned) -> Response {
    (StatusCode::CREATED, Json(owned.render())).into_response()
}

/// A body that fails before its first byte: hyper drops the connection while the head still waits in
/// its buffer, so the client sees the end of the stream and not one byte of an answer.
fn lost() -> Response {
    let cut = io::Error::new(io::ErrorKind::ConnectionAborted, "answer lost on purpose");
    Body::from_stream(futures::stream::once(async { Err::<Bytes, _>(cut) })).into_response()
}
