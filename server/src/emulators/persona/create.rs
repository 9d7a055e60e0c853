//! `POST /transactions`.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use sha2::{Digest, Sha256};

use super::{
    Outgoing, Refusal, decide, deliver,
    idempotency::{Answer, Key},
    image,
    record::{Field, TransactionRecord},
    steering::Steering,
    submission::{Sent, Submission, hex},
};
use crate::emulators::{EmulatorSettings, World, ids, ledger::Entry};

/// `id-class` values that the store may offer (docs.withpersona.com, government-id-verifications).
const CLASSES: [&str; 15] =
    ["dl", "id", "pp", "ppc", "pr", "rp", "visa", "wp", "td", "cct", "cid", "munid", "vid", "hic", "tribalid"];

/// Fields of the guide's transaction type that the emulator takes and does not look at.
const PERSONAL: [&str; 12] = [
    "name_first",
    "name_middle",
    "name_last",
    "birthdate",
    "address_street_1",
    "address_street_2",
    "address_city",
    "address_subdivision",
    "address_postal_code",
    "phone_number",
    "email_address",
    "debug",
];

pub(super) async fn create(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let key = headers.get("Idempotency-Key").and_then(|v| v.to_str().ok());
    let read = Submission::read(headers.get(header::CONTENT_TYPE).cloned(), body.clone()).await;
    let fingerprint = match &read {
        Ok(submission) => submission.fingerprint(),
        Err(_) => hex(&Sha256::digest(&body)),
    };
    let key = key.map(|key| Key { key: key.to_owned(), fingerprint: fingerprint.clone() });

    if let Some(key) = &key
        && let Some(answer) = world.book().records.answers.find(key)?
    {
        return Ok(answer.into());
    }
    let judged = read.and_then(|submission| judge(&world.settings, submission));
    Ok(settle(&world, key, fingerprint, judged)?.into())
}

/// A submission that keeps all rules.
struct Judged {
    reference_id: Option<String>,
    steering: Steering,
    id_class: String,
    country: String,
    selfie: bool,
    fields: BTreeMap<String, Field>,
    private: BTreeMap<String, String>,
}

fn judge(settings: &EmulatorSettings, submission: Submission) -> Result<Judged, Refusal> {
    let names = &settings.fields;
    let kind = submission
        .transaction_type
        .ok_or_else(|| Refusal::bad_request("data.attributes.transaction-type-id is missing"))?;
    if kind != settings.transaction_type {
        return Err(Refusal::unknown("transaction-type-id"));
    }
    let mut faults: Vec<(String, String)> = [&names.id_class, &names.country, &names.front]
        .into_iter()
        .filter(|name| !submission.fields.contains_key(*name))
        .map(|name| (name.clone(), format!("{name} is missing")))
        .collect();
    let mut judged = Judged {
        reference_id: submission.reference_id,
        steering: Steering::Plain,
        id_class: String::new(),
        country: String::new(),
        selfie: submission.fields.contains_key(&names.selfie_center),
        fields: BTreeMap::new(),
        private: BTreeMap::new(),
    };
    let photos = names.photos();
    for (name, sent) in submission.fields {
        let photo = photos.contains(&name.as_str());
        let fault = match sent {
            Sent::File { filename, bytes } if photo => match image::check(&bytes) {
                Ok(mime) => {
                    if name == names.front {
                        judged.steering = Steering::of(&filename);
                    }
                    let field = Field::File { byte_size: bytes.len(), mime_type: mime.into() };
                    judged.private.insert(name.clone(), filename);
                    judged.fields.insert(name, field);
                    continue;
                }
                Err(fault) => fault,
            },
            Sent::Text(value) if name == names.id_class => {
                if CLASSES.contains(&value.as_str()) {
                    judged.id_class.clone_from(&value);
                    judged.fields.insert(name, Field::String { value });
                    continue;
                }
                format!("Selected id class invalid selected id class of {value}")
            }
            Sent::Text(value) if name == names.country => {
                if value.len() == 2 && value.bytes().all(|b| b.is_ascii_uppercase()) {
                    judged.country.clone_from(&value);
                    judged.fields.insert(name, Field::String { value });
                    continue;
                }
                format!("Selected country code invalid selected country code of {value}")
            }
            Sent::Text(value) if PERSONAL.contains(&name.as_str()) => {
                judged.private.insert(name, value);
                continue;
            }
            _ if photo => format!("{name} must be a file"),
            Sent::Text(_) => format!("{name} is not a field of this transaction type"),
            _ => format!("{name} cannot be a file"),
        };
        faults.push((name, fault));
    }
    if faults.is_empty() { Ok(judged) } else { Err(Refusal::invalid(faults)) }
}

/// Looks at the key again, writes, and saves the answer, all under one lock: of two equal requests
/// at once one creates and the other gets its answer.
fn settle(
    world: &Arc<World>,
    key: Option<Key>,
    fingerprint: String,
    judged: Result<Judged, Refusal>,
) -> Result<Answer, Refusal> {
    let mut book = world.book();
    if let Some(key) = &key
        && let Some(answer) = book.records.answers.find(key)?
    {
        return Ok(answer);
    }
    let judged = match judged {
        Ok(judged) => judged,
        Err(refusal) => {
            let answer = Answer::from(refusal);
            if let Some(key) = key {
                book.records.answers.save(key, answer.clone());
            }
            return Ok(answer);
        }
    };
    let known = judged.reference_id.as_ref().and_then(|id| book.records.account(id));
    let record = TransactionRecord {
        transaction: ids::token("txn_"),
        transaction_type: world.settings.transaction_type.clone(),
        persona_account: known.cloned().unwrap_or_else(|| ids::token("act_")),
        reference_id: judged.reference_id,
        government_id: ids::token("ver_"),
        selfie: judged.selfie.then(|| ids::token("ver_")),
        workflow_run: ids::token("wfr_"),
        steering: judged.steering,
        id_class: judged.id_class,
        country: judged.country,
        fields: judged.fields,
        decision_event: ids::token("evt_"),
        idempotency_key: key.map(|key| key.key),
        fingerprint,
    };
    let id = record.transaction.clone();
    let mut entries = vec![Entry::Transaction(Box::new(record))];
    let webhook = (judged.steering != Steering::Lost).then(|| Outgoing::now("transaction.created", &id, "created"));
    entries.extend(webhook.clone().map(Entry::Queued));
    book.record(entries)?;

    let transaction = book.records.get_mut(&id).ok_or_else(Refusal::internal)?;
    transaction.private = judged.private;
    let transaction = transaction.clone();
    let answer = book.records.save_answer(&transaction);
    drop(book);
    decide::schedule(world, id);
    if let Some(webhook) = webhook {
        deliver::start(world, webhook.webhook);
    }
    Ok(answer)
}
