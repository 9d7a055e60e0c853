//! What is read of a webhook's body is what stands there, and no longer or stranger than an id may be.

use plusone::identity::persona::event::{Object, VendorEvent};
use serde_json::{Value, json};

use super::seed::Seed;

/// Reads `data` as a body, and an event whose parts are made of it.
///
/// # Panics
/// When something is read that does not stand there, or that the store should not be given.
pub fn check(data: &[u8]) {
    check_body(data);
    let mut seed = Seed(data);
    let body = event(&mut seed).to_string();
    check_body(body.as_bytes());
    // The order and the spaces of a body say nothing.
    let value: Value = serde_json::from_str(&body).expect("it was written as JSON");
    let spaced = serde_json::to_vec_pretty(&value).expect("a value is written");
    assert_eq!(VendorEvent::parse(body.as_bytes()), VendorEvent::parse(&spaced));
}

fn check_body(body: &[u8]) {
    let Ok(event) = VendorEvent::parse(body) else { return };
    let value: Value = serde_json::from_slice(body).expect("an event is JSON");
    let stands = |path: &[&str], text: &str| at(&value, path).iter().any(|found| **found == text);
    assert!(stands(&["data", "type"], "event"));
    assert!(stands(&["data", "id"], &event.id));
    assert!(stands(&["data", "attributes", "name"], &event.name));
    assert!(is_id(&event.id), "{:?}", event.id);
    assert!((1..=128).contains(&event.name.len()) && event.name.chars().all(|c| ('!'..='~').contains(&c)));
    let names = |kind: &str, id: &str| {
        let object = ["data", "attributes", "payload", "data"];
        is_id(id) && stands(&[&object[..], &["type"]].concat(), kind) && stands(&[&object[..], &["id"]].concat(), id)
    };
    match event.object {
        Some(Object::Transaction(id)) => assert!(names("transaction", id.as_str()), "{:?}", id.as_str()),
        Some(Object::Inquiry(id)) => assert!(names("inquiry", &id) && id.starts_with("inq_"), "{id:?}"),
        Some(Object::Other) | None => {}
    }
}

/// Everything that stands at a path of keys, whose case and dashes say nothing.
fn at<'a>(value: &'a Value, path: &[&str]) -> Vec<&'a Value> {
    let Some((name, rest)) = path.split_first() else { return vec![value] };
    let members = value.as_object().into_iter().flatten();
    let named = members.filter(|(key, _)| key.replace(['-', '_'], "").eq_ignore_ascii_case(name));
    named.flat_map(|(_, member)| at(member, rest)).collect()
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 128
        && text.chars().all(|c| matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-'))
}

fn event(seed: &mut Seed<'_>) -> Value {
    let object = json!({"type": text(seed, &["transaction", "inquiry", "report"]), "id": text(seed, &["txn_1", "inq_1", "inq_"])});
    let created = seed.one_of(&["created-at", "createdAt", "created_at", "created"]);
    let moment = text(seed, &["2026-11-20T10:03:10.120Z", "9999-12-31T23:59:60Z", "0000-01-01T00:00:00+23:59"]);
    json!({"data": {"type": text(seed, &["event"]), "id": text(seed, &["evt_1", "evt-2"]), "attributes": {
        "name": text(seed, &["transaction.status-updated", "inquiry.approved"]), created: moment,
        "payload": {"data": object}}}})
}

/// Mostly one that is expected; else anything.
fn text(seed: &mut Seed<'_>, expected: &[&str]) -> Value {
    match seed.byte() {
        0..=191 => json!(seed.one_of(expected)),
        192..=239 => json!(seed.text()),
        240..=247 => json!(seed.text().repeat(9)),
        248..=251 => Value::Null,
        _ => json!([seed.byte()]),
    }
}
