//! Buying and reading back, against scripted answers.

use super::{
    super::test_kit::{SID, error_of, twilio_at, twilio_with},
    *,
};
use crate::http_client::scripted::{Reply, Scripted};
use app::domain::{
    Telephony,
    gate::{Purchase, Verdict, decide},
    offer::Capabilities,
    region::RegulatedRegions,
};
use serde_json::{Value, json};
use std::time::Duration;

const NUMBER: &str = "+12025550123";
const PN: &str = "PN0123456789abcdef0123456789abcdef";

fn number() -> PhoneNumber {
    NUMBER.parse().expect("E.164")
}

fn cleared() -> Cleared {
    let verdict = decide(&RegulatedRegions::default(), Purchase::Numbers, &[number()], Telephony::OwnCarrier, None);
    let Verdict::Clear(mut cleared) = verdict else { panic!("an own carrier is never gated") };
    cleared.pop().expect("one number")
}

fn tag() -> LineId {
    "line-1".parse().expect("id")
}

fn owned(sid: &str, number: &str, tag: &str) -> Value {
    json!({"sid": sid, "account_sid": SID, "phone_number": number, "friendly_name": tag, "status": "in-use"})
}

async fn buy(reply: Reply) -> BuyAnswer {
    let patience = reply.patience();
    let server = Scripted::start(move |_| reply.clone()).await;
    let answer = twilio_with(&server.url, patience).buy(&cleared(), &tag()).await;
    assert_eq!(server.seen().len(), 1, "one request, never repeated");
    answer
}

#[tokio::test]
async fn one_request_carries_number_and_tag() {
    let server = Scripted::start(|_| Reply::json(201, &owned(PN, NUMBER, "line-1"))).await;
    assert_eq!(twilio_at(&server.url).buy(&cleared(), &tag()).await, BuyAnswer::Bought { sid: PN.to_owned() });
    let seen = server.seen().remove(0);
    assert_eq!(seen.method, "POST");
    assert_eq!(seen.target, format!("/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers.json"));
    assert_eq!(seen.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen.body, "PhoneNumber=%2B12025550123&FriendlyName=line-1");
}

#[tokio::test]
async fn a_busy_carrier_processed_nothing() {
    let busy = Reply::json(429, &error_of(429, 20429));
    assert_eq!(buy(busy.clone()).await, BuyAnswer::NotSent { retry_after: None });
    let pause = Some(Duration::from_secs(2));
    assert_eq!(buy(busy.header("Retry-After", "2")).await, BuyAnswer::NotSent { retry_after: pause });
}

#[tokio::test]
async fn refused_credentials_processed_nothing() {
    for status in [401, 403] {
        let answer = buy(Reply::json(status, &error_of(status, 20003))).await;
        assert_eq!(answer, BuyAnswer::Denied);
    }
}

#[tokio::test]
async fn a_carrier_that_cannot_be_reached_got_nothing() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", closed.local_addr().expect("address"));
    drop(closed);
    assert_eq!(twilio_at(&url).buy(&cleared(), &tag()).await, BuyAnswer::NotSent { retry_after: None });
}

#[tokio::test]
async fn a_clear_no_is_told_apart() {
    let gone = buy(Reply::json(400, &error_of(400, 21422))).await;
    assert_eq!(gone, BuyAnswer::Refused(FailReason::NumberGone));
    for (status, code) in [(400, 21421), (400, 21631), (400, 10002), (404, 20404), (422, 1)] {
        let answer = buy(Reply::json(status, &error_of(status, code))).await;
        assert_eq!(answer, BuyAnswer::Refused(FailReason::CarrierRefused), "{status} {code}");
    }
    assert_eq!(buy(Reply::status(400).body("<html>")).await, BuyAnswer::Refused(FailReason::CarrierRefused));
}

#[tokio::test]
async fn whatever_leaves_a_doubt_is_ambiguous() {
    let other_number = owned(PN, "+12025550124", "line-1");
    let no_sid = json!({"phone_number": NUMBER});
    let odd_sid = owned("PN/../x", NUMBER, "line-1");
    for reply in [
        Reply::Cut,
        Reply::CutMidway,
        Reply::Hang,
        Reply::Drip,
        Reply::status(500),
        Reply::json(503, &error_of(503, 21422)),
        Reply::status(408),
        Reply::json(409, &error_of(409, 21422)),
        Reply::status(302).header("location", "/elsewhere"),
        Reply::status(201),
        Reply::status(201).body("<html>"),
        Reply::json(201, &no_sid),
        Reply::json(201, &odd_sid),
        Reply::json(201, &other_number),
        Reply::json(202, &owned(PN, NUMBER, "line-1")),
    ] {
        assert_eq!(buy(reply.clone()).await, BuyAnswer::Ambiguous, "{reply:?}");
    }
}

async fn find(reply: Reply) -> Result<Option<Shown>, CarrierError> {
    let server = Scripted::start(move |_| reply.clone()).await;
    twilio_at(&server.url).find(&number()).await
}

fn page(numbers: &[Value], next: Value) -> Reply {
    Reply::json(200, &json!({"incoming_phone_numbers": numbers, "next_page_uri": next}))
}

#[tokio::test]
async fn reading_back_takes_exactly_that_number() {
    let longer = owned("PN1", "+120255501234", "line-0");
    let server = Scripted::start(move |_| page(&[longer.clone(), owned(PN, NUMBER, "line-1")], Value::Null)).await;
    let shown = twilio_at(&server.url).find(&number()).await.expect("an answer").expect("shown");
    assert_eq!(
        shown,
        Shown { sid: PN.to_owned(), tag: "line-1".to_owned(), since: None, able: Capabilities::default() }
    );
    let target = server.seen().remove(0).target;
    assert!(target.ends_with("/IncomingPhoneNumbers.json?PhoneNumber=%2B12025550123&PageSize=1000"), "{target}");
}

#[tokio::test]
async fn absent_is_said_only_when_it_is_certain() {
    let other = owned("PN1", "+120255501234", "line-0");
    assert_eq!(find(page(&[], Value::Null)).await.expect("an answer"), None);
    assert_eq!(find(page(std::slice::from_ref(&other), Value::Null)).await.expect("an answer"), None);
    let untagged = json!({"sid": PN, "phone_number": NUMBER, "friendly_name": null});
    assert_eq!(find(page(&[untagged], Value::Null)).await.expect("an answer").expect("shown").tag, "");
    for doubtful in [
        page(&[other], json!("/next")),
        page(&[json!({"sid": PN})], Value::Null),
        page(&[owned("x", NUMBER, "line-1")], Value::Null),
        Reply::json(200, &json!({})),
        Reply::json(404, &error_of(404, 20404)),
        Reply::json(201, &json!({"incoming_phone_numbers": []})),
        Reply::status(500),
        Reply::Cut,
    ] {
        assert!(find(doubtful.clone()).await.is_err(), "{doubtful:?}");
    }
    assert!(matches!(find(Reply::status(401)).await, Err(CarrierError::Denied)));
}

async fn release(reply: Reply) -> ReleaseAnswer {
    let patience = reply.patience();
    let server = Scripted::start(move |_| reply.clone()).await;
    let answer = twilio_with(&server.url, patience).release(PN).await;
    assert_eq!(server.seen().len(), 1, "one request, repeated by the caller alone");
    answer
}

#[tokio::test]
async fn a_release_names_the_number_by_its_id() {
    let server = Scripted::start(|_| Reply::status(204)).await;
    assert_eq!(twilio_at(&server.url).release(PN).await, ReleaseAnswer::Released);
    let seen = server.seen().remove(0);
    assert_eq!(seen.method, "DELETE");
    assert_eq!(seen.target, format!("/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers/{PN}.json"));
}

#[tokio::test]
async fn a_release_is_done_only_when_twilio_says_so() {
    let later = || ReleaseAnswer::Later { retry_after: None };
    for (reply, expected) in [
        (Reply::json(404, &error_of(404, 20404)), ReleaseAnswer::Released),
        (Reply::status(404).body("<html>"), later()),
        (Reply::json(404, &error_of(404, 1)), later()),
        (Reply::status(200), later()),
        (Reply::status(202), later()),
        (Reply::status(302).header("location", "/elsewhere"), later()),
        (Reply::json(429, &error_of(429, 20429)), later()),
        (
            Reply::json(429, &error_of(429, 20429)).header("Retry-After", "2"),
            ReleaseAnswer::Later { retry_after: Some(Duration::from_secs(2)) },
        ),
        (Reply::status(408), later()),
        (Reply::status(409), later()),
        (Reply::status(500), later()),
        (Reply::json(503, &error_of(503, 20404)), later()),
        (Reply::Cut, later()),
        (Reply::Hang, later()),
        (Reply::json(401, &error_of(401, 20003)), ReleaseAnswer::Refused),
        (Reply::json(403, &error_of(403, 20003)), ReleaseAnswer::Refused),
        (Reply::json(400, &error_of(400, 21631)), ReleaseAnswer::Refused),
    ] {
        assert_eq!(release(reply.clone()).await, expected, "{reply:?}");
    }
}

#[tokio::test]
async fn a_number_is_tagged_only_when_twilio_shows_the_tag() {
    let server = Scripted::start(|_| Reply::json(200, &owned(PN, NUMBER, "line-1"))).await;
    assert!(twilio_at(&server.url).tag(PN, &tag()).await.expect("tagged"));
    let seen = server.seen().remove(0);
    assert_eq!((seen.method.as_str(), seen.body.as_str()), ("POST", "FriendlyName=line-1"));
    assert_eq!(seen.target, format!("/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers/{PN}.json"));
    let answer = async |reply: Reply| {
        let patience = reply.patience();
        let server = Scripted::start(move |_| reply.clone()).await;
        twilio_with(&server.url, patience).tag(PN, &tag()).await
    };
    assert!(!answer(Reply::json(404, &error_of(404, 20404))).await.expect("a clear no"), "it is not there");
    for doubtful in [
        Reply::json(200, &owned(PN, NUMBER, "other")),
        Reply::status(404).body("<html>"),
        Reply::json(400, &error_of(400, 20001)),
        Reply::status(500),
        Reply::Cut,
    ] {
        assert!(answer(doubtful.clone()).await.is_err(), "{doubtful:?}");
    }
    assert!(matches!(answer(Reply::json(429, &error_of(429, 20429))).await, Err(CarrierError::Busy { .. })));
}

/// The path and query of a page of the list.
fn at(query: &str) -> Value {
    json!(format!("/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers.json?{query}"))
}

#[tokio::test]
async fn a_list_is_read_to_its_last_page() {
    let server = Scripted::start(|seen| match seen.target.rsplit_once('=').map(|(_, page)| page) {
        Some("1000") => page(&[owned("PN1", "+12025550101", "line-1")], at("PageSize=1000&Page=1&PageToken=PAa")),
        Some("PAa") => page(&[owned("PN2", "+12025550102", "")], at("PageSize=1000&Page=2&PageToken=PAb")),
        _ => {
            let mut dated = owned("PN3", "+12025550103", "line-3");
            dated["date_created"] = json!("Thu, 30 Jul 2015 23:19:04 +0000");
            // What moved to a later page meanwhile is one number all the same.
            page(&[owned("PN1", "+12025550101", "line-1"), dated], Value::Null)
        }
    })
    .await;
    let all = twilio_at(&server.url).owned().await.expect("a list");
    let tags: Vec<_> = all.iter().map(|(number, shown)| (number.as_e164(), shown.tag.as_str())).collect();
    assert_eq!(tags, [("+12025550101", "line-1"), ("+12025550102", ""), ("+12025550103", "line-3")]);
    let since = all.values().next_back().and_then(|shown| shown.since).expect("dated").civil();
    assert_eq!((since.year, since.month, since.day, since.hour, since.second), (2015, 7, 30, 23, 4));
    assert_eq!(server.seen().len(), 3);
    assert!(server.seen().iter().all(|seen| seen.header("authorization").is_some()));
}

async fn list(first: Reply, then: Reply) -> Result<BTreeMap<PhoneNumber, Shown>, CarrierError> {
    let patience = then.patience();
    let pages = std::sync::Mutex::new(vec![then, first]);
    let server = Scripted::start(move |_| pages.lock().expect("no panic").pop().expect("two pages")).await;
    twilio_with(&server.url, patience).owned().await
}

#[tokio::test]
async fn half_a_list_is_none() {
    let first = || page(&[owned(PN, NUMBER, "line-1")], at("Page=1"));
    assert_eq!(list(first(), page(&[], Value::Null)).await.expect("a list").len(), 1);
    for then in [
        Reply::Cut,
        Reply::CutMidway,
        Reply::Hang,
        Reply::status(500),
        Reply::json(429, &error_of(429, 20429)),
        Reply::json(404, &error_of(404, 20404)),
        Reply::status(200).body("<html>"),
        Reply::json(200, &json!({})),
        page(&[owned("x", NUMBER, "line-1")], Value::Null),
        page(&[owned(PN, "anonymous", "line-1")], Value::Null),
    ] {
        assert!(list(first(), then.clone()).await.is_err(), "{then:?}");
    }
}

#[tokio::test]
async fn the_next_page_is_of_the_same_list() {
    let elsewhere = Scripted::start(|_| page(&[], Value::Null)).await;
    let host = elsewhere.url.trim_start_matches("http://");
    for next in [
        json!(format!("{}/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers.json?Page=1", elsewhere.url)),
        json!(format!("//{host}/?Page=1")),
        json!(format!("@{host}/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers.json?Page=1")),
        json!("/2010-04-01/Accounts/AC2/IncomingPhoneNumbers.json?Page=1"),
        json!(format!("/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers.json/../../Calls.json?Page=1")),
        json!(""),
    ] {
        let failed = list(page(&[], next.clone()), page(&[], Value::Null)).await;
        assert!(failed.is_err(), "{next}");
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn a_list_without_an_end_is_given_up() {
    let server = Scripted::start(|_| page(&[], at("Page=1"))).await;
    assert!(twilio_at(&server.url).owned().await.is_err());
    assert_eq!(server.seen().len(), PAGES_MAX);
}
