//! The envelope of a webhook. Its payload is a snapshot of the moment and decides nothing: the name of the object is
//! taken from it, and the object is read again.

use app::domain::Timestamp;
use serde_json::Value;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::inflection::{member, text};
use crate::identity::{VendorRef, is_id};

/// A body that carries a valid signature and is no event. Sending it again would not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is not an event")]
pub struct NotAnEvent;

/// Something that happened at the vendor. It may come twice, late, and in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorEvent {
    /// The same for every copy of it: `evt_…`.
    pub id: String,
    /// Such as `transaction.status-updated`; names that we do not know are normal.
    pub name: String,
    /// When it happened, to the millisecond, if the body says so.
    pub created_at: Option<Timestamp>,
    /// What it happened to.
    pub object: Option<Object>,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// A transaction.
    Transaction(VendorRef),
    /// An inquiry: `inq_…`.
    Inquiry(String),
    /// Anything else.
    Other,
}

impl VendorEvent {
    /// Reads a webhook's body; the keys may be in any of Persona's inflections.
    ///
    /// # Errors
    /// [`NotAnEvent`] when it is not JSON, or lacks the id or the name.
    pub fn parse(body: &[u8]) -> Result<Self, NotAnEvent> {
        let body: Value = serde_json::from_slice(body).map_err(|_| NotAnEvent)?;
        let data = member(&body, "data").filter(|data| text(data, &["type"]) == Some("event")).ok_or(NotAnEvent)?;
        let id = text(data, &["id"]).filter(|id| is_id(id)).ok_or(NotAnEvent)?;
        let name = text(data, &["attributes", "name"]).filter(|name| is_name(name)).ok_or(NotAnEvent)?;
        Ok(Self {
            id: id.to_owned(),
            name: name.to_owned(),
            created_at: text(data, &["attributes", "created-at"]).and_then(moment),
            object: member(data, "attributes").and_then(object),
        })
    }
}

fn object(attributes: &Value) -> Option<Object> {
    let data = member(member(attributes, "payload")?, "data")?;
    let id = text(data, &["id"])?;
    Some(match text(data, &["type"])? {
        "transaction" => id.parse().map_or(Object::Other, Object::Transaction),
        "inquiry" if id.starts_with("inq_") && is_id(id) => Object::Inquiry(id.to_owned()),
        _ => Object::Other,
    })
}

/// Such as `report/watchlist.ready`.
fn is_name(name: &str) -> bool {
    (1..=128).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic())
}

fn moment(text: &str) -> Option<Timestamp> {
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    i64::try_from(moment.unix_timestamp_nanos() / 1_000).ok().map(Timestamp::from_micros)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn parse(body: &Value) -> Result<VendorEvent, NotAnEvent> {
        VendorEvent::parse(body.to_string().as_bytes())
    }

    fn event(created: &str, kind: &str, id: &str) -> Value {
        json!({"data": {"type": "event", "id": "evt_1", "attributes": {
            "name": "transaction.status-updated", created: "2026-11-20T10:03:10.120Z",
            "payload": {"data": {"type": kind, "id": id, "attributes": {"status": "approved"}}, "included": []}}}})
    }

    #[test]
    fn every_inflection_is_read() {
        for created in ["created-at", "createdAt", "created_at"] {
            let event = parse(&event(created, "transaction", "txn_1")).expect("an event");
            assert_eq!((event.id.as_str(), event.name.as_str()), ("evt_1", "transaction.status-updated"));
            assert_eq!(event.created_at, Some(Timestamp::from_micros(1_795_168_990_120_000)), "{created}");
            assert_eq!(event.object, Some(Object::Transaction("txn_1".parse().expect("a reference"))));
        }
    }

    #[test]
    fn other_objects_are_no_mistake() {
        let object = |kind, id| parse(&event("created-at", kind, id)).expect("an event").object;
        assert_eq!(object("inquiry", "inq_1"), Some(Object::Inquiry("inq_1".to_owned())));
        assert_eq!(object("verification/selfie", "ver_1"), Some(Object::Other));
        assert_eq!(object("transaction", "txn_1/../x"), Some(Object::Other));
        assert_eq!(object("inquiry", "inq_1/../x"), Some(Object::Other));
        let bare = json!({"data": {"type": "event", "id": "evt_1", "attributes": {"name": "something.new"}}});
        let bare = parse(&bare).expect("an event");
        assert_eq!((bare.created_at, bare.object), (None, None));
    }

    #[test]
    fn what_is_no_event_is_refused() {
        for body in [
            json!({}),
            json!([]),
            json!({"data": {"type": "inquiry", "id": "inq_1", "attributes": {"name": "x"}}}),
            json!({"data": {"type": "event", "attributes": {"name": "x"}}}),
            json!({"data": {"type": "event", "id": "evt 1", "attributes": {"name": "x"}}}),
            json!({"data": {"type": "event", "id": "evt_1", "attributes": {"name": ""}}}),
            json!({"data": {"type": "event", "id": "evt_1", "attributes": {"name": "a\nb"}}}),
            json!({"data": {"type": "event", "id": "evt_1"}}),
        ] {
            assert_eq!(parse(&body), Err(NotAnEvent), "{body}");
        }
        assert_eq!(VendorEvent::parse(b"\xff{"), Err(NotAnEvent));
    }

    proptest! {
        #[test]
        fn any_bytes_are_parsed_or_refused(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = VendorEvent::parse(&body);
        }
    }
}
