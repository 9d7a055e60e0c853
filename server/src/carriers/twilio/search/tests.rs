//! Searching, against scripted answers.

use super::{
    super::test_kit::{SID, TOKEN, error_of, prices_of, twilio_at, twilio_with},
    *,
};
use crate::http_client::{
    Trouble,
    scripted::{Reply, Scripted, Seen},
};
use app::domain::Money;
use serde_json::{Value, json};
use std::time::Duration;

/// What is added to the price, in percent.
const MARKUP: u16 = 10;

fn entry(number: &str) -> Value {
    json!({"friendly_name": number, "phone_number": number, "locality": "Washington", "region": "DC",
        "iso_country": "US", "address_requirements": "none", "beta": true,
        "capabilities": {"voice": true, "SMS": true, "MMS": false, "fax": null}})
}

fn listing(entries: &[Value]) -> Reply {
    Reply::json(200, &json!({"available_phone_numbers": entries, "uri": "/x"}))
}

/// A Twilio whose prices are $1.15 and whose lists are `reply`'s.
async fn selling(reply: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Scripted {
    Scripted::start(
        move |seen| {
            if seen.target.starts_with("/v1/") { Reply::json(200, &prices_of("1.15")) } else { reply(seen) }
        },
    )
    .await
}

fn searches(server: &Scripted) -> Vec<String> {
    let targets = server.seen().into_iter().map(|seen| seen.target);
    targets.filter(|target| !target.starts_with("/v1/")).collect()
}

fn query(country: CountryCode, kind: NumberType, area_code: &str, digits: &str) -> Query {
    let digits = digits.parse().expect("digits");
    Query { area_code: area_code.parse().ok(), digits, ..Query::all(country, kind) }
}

fn us_local() -> Query {
    query(CountryCode::US, NumberType::Local, "", "")
}

fn number(text: &str) -> PhoneNumber {
    text.parse().expect("E.164")
}

#[tokio::test]
async fn an_offer_joins_the_list_and_the_price() {
    let server = selling(|_| listing(&[entry("+12025550123")])).await;
    let offers = twilio_at(&server.url).search(&us_local(), MARKUP).await.expect("offers");
    let expected = Offer {
        number: number("+12025550123"),
        country: CountryCode::US,
        kind: NumberType::Local,
        region: "DC".to_owned(),
        locality: "Washington".to_owned(),
        capabilities: Capabilities { voice: true, sms: true, mms: false },
        monthly: Money::from_cents(127),
        source: Source::Twilio,
    };
    assert_eq!(offers, [expected]);
    for seen in server.seen() {
        let basic = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, format!("{SID}:{TOKEN}"));
        assert_eq!(seen.header("authorization"), Some(format!("Basic {basic}").as_str()));
    }
}

#[tokio::test]
async fn the_question_names_country_type_and_filters() {
    let server = selling(|_| listing(&[])).await;
    let twilio = twilio_at(&server.url);
    for (query, wanted) in [
        (query(CountryCode::US, NumberType::Local, "415", "26"), "US/Local.json|AreaCode=415&Contains=26"),
        (query(CountryCode::CA, NumberType::TollFree, "", "COSS"), "CA/TollFree.json|Contains=2677"),
        (query(CountryCode::PR, NumberType::TollFree, "", "7"), "PR/TollFree.json|"),
        (query(CountryCode::PR, NumberType::Local, "787", ""), "PR/Local.json|Contains=787"),
    ] {
        twilio.search(&query, MARKUP).await.expect("an answer");
        let target = searches(&server).pop().expect("a search");
        let (list, parameters) = wanted.split_once('|').expect("two halves");
        assert!(target.starts_with(&format!("/2010-04-01/Accounts/{SID}/AvailablePhoneNumbers/{list}?Exclude")));
        let (_, own) = target.split_once("PageSize=50").expect("a page size");
        assert_eq!(own.trim_start_matches('&'), parameters);
        for excluded in ["All", "Local", "Foreign"] {
            assert!(target.contains(&format!("Exclude{excluded}AddressRequired=true")), "{target}");
        }
    }
}

#[tokio::test]
async fn what_does_not_fit_is_left_out() {
    let server = selling(|_| {
        let mut address = entry("+14155550102");
        address["address_requirements"] = json!("local");
        let mut unknown = entry("+14155550103");
        unknown["address_requirements"] = Value::Null;
        let unreadable = json!({"phone_number": "415"});
        let fits = entry("+14155550101");
        listing(&[fits.clone(), fits, address, unknown, entry("+12025550101"), unreadable, json!({})])
    })
    .await;
    let query = query(CountryCode::US, NumberType::Local, "415", "5550");
    let offers = twilio_at(&server.url).search(&query, MARKUP).await.expect("offers");
    let numbers: Vec<_> = offers.iter().map(|offer| offer.number.as_e164()).collect();
    assert_eq!(numbers, ["+14155550101", "+14155550103"]);
}

#[tokio::test]
async fn a_type_that_the_country_lacks_is_empty() {
    let server = selling(|_| Reply::json(404, &error_of(404, 20404))).await;
    assert_eq!(twilio_at(&server.url).search(&us_local(), MARKUP).await.expect("an answer"), []);
}

#[tokio::test]
async fn a_number_without_a_price_is_not_sold() {
    let server = Scripted::start(|seen| {
        let unpriced = json!({"price_unit": "USD", "phone_number_prices": []});
        if seen.target.starts_with("/v1/") { Reply::json(200, &unpriced) } else { listing(&[entry("+12025550123")]) }
    })
    .await;
    assert_eq!(twilio_at(&server.url).search(&us_local(), MARKUP).await.expect("an answer"), []);
}

#[tokio::test]
async fn a_failure_is_told_apart() {
    let searched = async |reply: Reply| {
        let patience = reply.patience();
        let server = selling(move |_| reply.clone()).await;
        twilio_with(&server.url, patience).search(&us_local(), MARKUP).await.expect_err("no list")
    };
    for status in [401, 403] {
        let error = searched(Reply::json(status, &error_of(status, 20003))).await;
        assert!(matches!(error, CarrierError::Denied), "{status}");
        assert!(!format!("{error:?} {error}").contains("canary"));
    }
    let busy = searched(Reply::json(429, &error_of(429, 20429)).header("Retry-After", "3")).await;
    assert!(matches!(busy, CarrierError::Busy { retry_after: Some(pause) } if pause == Duration::from_secs(3)));
    let refused = searched(Reply::json(400, &error_of(400, 21451))).await;
    assert!(matches!(refused, CarrierError::Refused { status: 400, code: Some(21451) }));
    for silent in [Reply::status(500), Reply::status(302), Reply::Cut, Reply::CutMidway, Reply::Hang, Reply::Drip] {
        assert!(matches!(searched(silent.clone()).await, CarrierError::Silent(_)), "{silent:?}");
    }
    for unreadable in [Reply::status(200).body("<html>"), Reply::json(200, &json!({"uri": "/x"}))] {
        assert!(matches!(searched(unreadable).await, CarrierError::Silent(Trouble::Unreadable)));
    }
}

#[tokio::test]
async fn one_number_is_looked_for_where_it_belongs() {
    let server = selling(|_| listing(&[])).await;
    let twilio = twilio_at(&server.url);
    for (wanted, lists) in [
        ("+12025550123", vec!["US/Local|2025550123"]),
        ("+14165550123", vec!["CA/Local|4165550123"]),
        ("+17875550123", vec!["PR/Local|7875550123", "US/Local|7875550123"]),
        ("+18765550123", vec![]),
        ("+18885550123", vec!["US/TollFree|8885550123"]),
        ("+442079460123", vec![]),
        ("+447700900123", vec![]),
        ("+12425550123", vec![]),
        ("+19005550123", vec![]),
        ("+33123456789", vec![]),
    ] {
        let before = searches(&server).len();
        assert_eq!(twilio.offer(&number(wanted), MARKUP).await.expect("an answer"), None);
        let mut asked: Vec<_> = searches(&server).split_off(before);
        asked.sort();
        assert_eq!(asked.len(), lists.len(), "{wanted}");
        for (target, list) in asked.iter().zip(lists) {
            let (place, digits) = list.split_once('|').expect("two halves");
            assert!(target.contains(&format!("AvailablePhoneNumbers/{place}.json")), "{target}");
            assert!(target.ends_with(&format!("Contains={digits}")), "{target}");
        }
    }
}

#[tokio::test]
async fn what_needs_a_bundle_is_not_offered() {
    let server = selling(|_| listing(&[entry("+442079460123"), entry("+18765550123"), entry("+12025550123")])).await;
    let twilio = twilio_at(&server.url);
    for (country, kind) in [
        (CountryCode::GB, NumberType::Local),
        (CountryCode::GB, NumberType::Mobile),
        (CountryCode::JM, NumberType::Local),
        (CountryCode::US, NumberType::Mobile),
    ] {
        assert_eq!(
            twilio.search(&query(country, kind, "", ""), MARKUP).await.expect("an answer"),
            [],
            "{country} {kind}"
        );
    }
    assert_eq!(twilio.offer(&number("+442079460123"), MARKUP).await.expect("an answer"), None);
    assert!(server.seen().is_empty(), "nothing to ask");
}

#[tokio::test]
async fn a_silent_twilio_is_waited_for_once() {
    let server = selling(|_| Reply::Hang).await;
    let twilio = twilio_with(&server.url, Duration::from_millis(600));
    let start = std::time::Instant::now();
    twilio.offer(&number("+17875550123"), MARKUP).await.expect_err("no answer");
    assert!(start.elapsed() < Duration::from_millis(1_100), "two lists, one wait");
}

#[tokio::test]
async fn one_list_that_fails_hides_no_offer_of_the_other() {
    let server =
        selling(
            |seen| {
                if seen.target.contains("/PR/") { Reply::status(500) } else { listing(&[entry("+17875550123")]) }
            },
        )
        .await;
    let twilio = twilio_at(&server.url);
    assert!(twilio.offer(&number("+17875550123"), MARKUP).await.expect("an answer").is_some());
    twilio.offer(&number("+17875550124"), MARKUP).await.expect_err("perhaps the other list has it");
}

#[tokio::test]
async fn only_exactly_that_number_is_its_offer() {
    let server = selling(|_| listing(&[entry("+12025550124"), entry("+12025550123")])).await;
    let twilio = twilio_at(&server.url);
    let offer = twilio.offer(&number("+12025550123"), MARKUP).await.expect("an answer").expect("an offer");
    assert_eq!((offer.number.as_e164(), offer.monthly.cents()), ("+12025550123", 127));
    assert_eq!(twilio.offer(&number("+12025550125"), MARKUP).await.expect("an answer"), None);
}

#[tokio::test]
async fn the_ends_of_a_number_a_place_and_features_are_asked_for() {
    let server = selling(|_| listing(&[entry("+12025550123")])).await;
    let end = Query {
        matching: Match::End,
        place: "DC".parse().expect("a place"),
        ..query(CountryCode::US, NumberType::Local, "", "0123")
    };
    let voice = Capabilities { voice: true, ..Capabilities::default() };
    let offers = twilio_at(&server.url).search(&Query { wanted: voice, ..end.clone() }, MARKUP).await.expect("offers");
    assert_eq!(offers.len(), 1);
    let asked = searches(&server).pop().expect("a search");
    for part in ["Contains=******0123", "InRegion=DC", "VoiceEnabled=true"] {
        assert!(asked.replace("%2A", "*").contains(part), "{part} in {asked}");
    }
    let by_name = Query { place: "california".parse().expect("a place"), ..us_local() };
    let entries = [("Oakland", "+15105550101"), ("California", "+12405550101")];
    let two = selling(move |seen| {
        let asked = usize::from(!seen.target.contains("InRegion=CA"));
        let (locality, number) = entries[asked];
        let mut found = entry(number);
        found["locality"] = json!(locality);
        found["region"] = json!(["CA", "MD"][asked]);
        listing(&[found])
    })
    .await;
    let offers = twilio_at(&two.url).search(&by_name, MARKUP).await.expect("offers");
    let numbers: Vec<_> = offers.iter().map(|offer| offer.number.as_e164()).collect();
    assert_eq!(numbers, ["+15105550101", "+12405550101"], "the state, and the town of that name");
    // What a carrier shows all the same is left out.
    for other in
        [Query { matching: Match::Start, ..end.clone() }, Query { place: "Boston".parse().expect("a place"), ..end }]
    {
        assert_eq!(twilio_at(&server.url).search(&other, MARKUP).await.expect("offers"), []);
    }
}
