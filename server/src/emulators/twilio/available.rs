//! `AvailablePhoneNumbers`: the countries, their types, and the search.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::Uri,
};
use serde_json::{Map, Value, json};

use super::{
    Params, Refusal, flag, params,
    pattern::Pattern,
    resource,
    stock::{self, COUNTRIES, Country, Kind, Offer},
};
use crate::emulators::World;

/// A search answers at most about 30 numbers, whatever `PageSize` says (twilio-node issue 316).
const MOST: usize = 30;

pub(super) async fn countries(uri: Uri, Path(account): Path<String>) -> Json<Value> {
    let countries: Vec<Value> = COUNTRIES.iter().map(|c| entry(c, &account)).collect();
    Json(json!({"countries": countries, "uri": uri.path()}))
}

pub(super) async fn country(uri: Uri, Path((account, name)): Path<(String, String)>) -> Result<Json<Value>, Refusal> {
    let iso = resource(&name, uri.path())?;
    let country = stock::country(iso).ok_or_else(|| Refusal::not_found(uri.path()))?;
    Ok(Json(entry(country, &account)))
}

fn entry(country: &Country, account: &str) -> Value {
    let iso = country.iso;
    let root = format!("/2010-04-01/Accounts/{account}/AvailablePhoneNumbers/{iso}");
    let types: Map<String, Value> =
        country.kinds.iter().map(|kind| (kind.key().into(), json!(format!("{root}/{}.json", kind.path())))).collect();
    json!({
        "country_code": iso,
        "country": country.name,
        "uri": format!("{root}.json"),
        "beta": false,
        "subresource_uris": types,
    })
}

pub(super) async fn numbers(
    State(world): State<Arc<World>>,
    uri: Uri,
    Path((_, iso, kind)): Path<(String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    let absent = || Refusal::not_found(uri.path());
    let country = stock::country(&iso).ok_or_else(absent)?;
    let kind = Kind::from_path(resource(&kind, uri.path())?).ok_or_else(absent)?;
    if !country.kinds.contains(&kind) {
        return Err(absent());
    }
    let search = Search::new(&params(uri.query().unwrap_or_default().as_bytes()))?;
    let book = world.book();
    let found: Vec<Value> = Offer::all(country.iso, kind)
        .filter(|offer| search.fits(*offer) && book.numbers.get(&offer.e164()).is_none())
        .take(search.most)
        .map(|offer| render(offer, country.iso))
        .collect();
    drop(book);
    Ok(Json(json!({
        "available_phone_numbers": found,
        "uri": uri.path_and_query().map_or(uri.path(), |both| both.as_str()),
    })))
}

struct Search {
    area_code: Option<String>,
    contains: Option<Pattern>,
    region: Option<String>,
    locality: Option<String>,
    sms: Option<bool>,
    mms: Option<bool>,
    voice: Option<bool>,
    nothing: bool,
    most: usize,
}

impl Search {
    fn new(params: &Params) -> Result<Self, Refusal> {
        let area_code = params.get("AreaCode").cloned();
        if let Some(code) = &area_code
            && !(code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(Refusal::area_code(code));
        }
        let contains = params
            .get("Contains")
            .map(|text| Pattern::contains(text))
            .transpose()
            .map_err(|reason| Refusal::parameter(format!("Contains {reason}")))?;
        let page = params.get("PageSize").map_or(Ok(MOST), |size| size.parse());
        let page = page.map_err(|_| Refusal::parameter("PageSize is not a number"))?;
        let lower = |name: &str| params.get(name).map(|text| text.to_lowercase());
        // No number of the stock asks for an address, so the filters on that leave nothing out. Filters by distance, postal code, LATA and rate centre are not emulated: better an empty
        // answer than one that pretends to have looked. No number of the stock carries fax.
        let unknown = ["NearNumber", "NearLatLong", "InPostalCode", "InRateCenter", "InLata"];
        Ok(Self {
            area_code,
            contains,
            region: lower("InRegion"),
            locality: lower("InLocality"),
            sms: flag(params, "SmsEnabled"),
            mms: flag(params, "MmsEnabled"),
            voice: flag(params, "VoiceEnabled"),
            nothing: unknown.iter().any(|name| params.contains_key(*name)) || flag(params, "FaxEnabled") == Some(true),
            most: page.clamp(1, MOST),
        })
    }

    fn fits(&self, offer: Offer) -> bool {
        let place = offer.area.place.as_ref();
        let same = |want: &Option<String>, have: Option<&str>| {
            want.as_ref().is_none_or(|want| have.is_some_and(|have| have.to_lowercase() == *want))
        };
        !self.nothing
            && self.area_code.as_ref().is_none_or(|code| code == offer.area.code)
            && self.sms.is_none_or(|want| want == offer.sms())
            && self.mms.is_none_or(|want| want == offer.mms())
            && self.voice.is_none_or(|want| want == offer.voice())
            && same(&self.region, place.map(|p| p.region))
            && same(&self.locality, place.map(|p| p.locality))
            && self.contains.as_ref().is_none_or(|p| p.fits(&offer.e164()))
    }
}

fn render(offer: Offer, iso: &str) -> Value {
    let place = offer.area.place.as_ref();
    json!({
        "friendly_name": offer.friendly_name(),
        "phone_number": offer.e164(),
        "lata": null,
        "locality": place.map(|p| p.locality),
        "rate_center": place.map(|p| p.rate_center),
        "latitude": place.map(|p| p.latitude),
        "longitude": place.map(|p| p.longitude),
        "region": place.map(|p| p.region),
        "postal_code": place.map(|p| p.postal_code),
        "iso_country": iso,
        "address_requirements": "none",
        "beta": false,
        "capabilities": {
            "voice": offer.voice(),
            "sms": offer.sms(),
            "mms": offer.mms(),
            "fax": false,
        },
    })
}
