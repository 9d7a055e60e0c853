//! Persona's errors: `{"errors":[{"title":"…","details":"…","source":{"pointer":"/data/attributes/…"}}]}`
//! (`components/responses` of its OpenAPI file). Details are not kept: they may quote what was sent.

use app::domain::verification::{Pose, Reason};
use http::StatusCode;
use serde_json::Value;

use super::{
    inflection::{list, text},
    names::{FieldNames, plain},
};
use crate::{
    http_client::{Answer, Trouble},
    identity::{FetchError, PictureKind, SubmitError},
};

/// Why a hand-over was refused. A status is remembered under the idempotency key and repeated for a day, except 401
/// and 429, which are judged before that (docs.withpersona.com/idempotence).
pub(super) fn not_submitted(answer: &Answer, fields: &FieldNames) -> SubmitError {
    let status = answer.status.as_u16();
    let retry_after = answer.pause();
    match answer.status {
        StatusCode::TOO_MANY_REQUESTS => {
            SubmitError::SameKey { retry_after: answer.limit_pause(), trouble: Trouble::Status(status) }
        }
        // 409: the first request with this key is still at work.
        StatusCode::CONFLICT | StatusCode::REQUEST_TIMEOUT => {
            SubmitError::SameKey { retry_after, trouble: Trouble::Status(status) }
        }
        // Persona answers some exhausted quotas with 403.
        StatusCode::FORBIDDEN if says_quota(answer) => {
            SubmitError::NewKey { status, retry_after: answer.limit_pause() }
        }
        StatusCode::UNPROCESSABLE_ENTITY => unusable(answer, fields),
        code if code.is_server_error() => SubmitError::NewKey { status, retry_after },
        _ => denied(answer, None),
    }
}

/// Why a question has no answer.
pub(super) fn not_fetched(answer: &Answer) -> FetchError {
    match answer.status {
        StatusCode::TOO_MANY_REQUESTS => FetchError::Busy { retry_after: answer.limit_pause() },
        StatusCode::FORBIDDEN if says_quota(answer) => FetchError::Busy { retry_after: answer.limit_pause() },
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            tracing::error!(status = answer.status.as_u16(), "persona refuses the credentials");
            FetchError::Denied
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => FetchError::Unknown,
        status if status.is_server_error() && answer.pause().is_some() => {
            FetchError::Busy { retry_after: answer.pause() }
        }
        status => Trouble::Status(status.as_u16()).into(),
    }
}

/// Whether an object was deleted before, which Persona tells of as a conflict (`Inquiry already redacted`).
pub(super) fn says_redacted(answer: &Answer) -> bool {
    let told = errors(answer);
    let mut told = told.iter().flat_map(|error| [text(error, &["title"]), text(error, &["details"])]).flatten();
    answer.status == StatusCode::CONFLICT && told.any(|told| plain(told).contains("already_redacted"))
}

fn errors(answer: &Answer) -> Vec<Value> {
    answer.json::<Value>().map(|body| list(&body, &["errors"]).cloned().collect()).unwrap_or_default()
}

fn says_quota(answer: &Answer) -> bool {
    let titles = errors(answer);
    let mut titles = titles.iter().filter_map(|error| text(error, &["title"])).map(plain);
    titles.any(|title| title.contains("quota") || title.contains("rate_limit"))
}

/// Every error must point at a picture; otherwise it is our request that is wrong, not the buyer's picture.
fn unusable(answer: &Answer, fields: &FieldNames) -> SubmitError {
    let errors = errors(answer);
    let mut reasons = Vec::new();
    for error in &errors {
        let pointer = text(error, &["source", "pointer"]);
        let Some(reason) = pointer.and_then(|pointer| reason_at(pointer, fields)) else {
            return denied(answer, pointer);
        };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if reasons.is_empty() { denied(answer, None) } else { SubmitError::BadPictures(reasons) }
}

/// What to tell the buyer of the picture that `pointer` names; Persona's own example points at `files` only.
fn reason_at(pointer: &str, fields: &FieldNames) -> Option<Reason> {
    let names: Vec<String> = pointer.split('/').map(plain).collect();
    let names_field = |kind| names.contains(&plain(fields.of(kind)));
    if Pose::ALL.into_iter().any(|pose| names_field(PictureKind::Selfie(pose))) {
        Some(Reason::FaceMissing)
    } else if names_field(PictureKind::Front) || names_field(PictureKind::Back) || names.iter().any(|n| n == "files") {
        Some(Reason::Unreadable)
    } else {
        None
    }
}

fn denied(answer: &Answer, pointer: Option<&str>) -> SubmitError {
    let status = answer.status.as_u16();
    let pointer = pointer.map(|pointer| pointer.chars().filter(char::is_ascii_graphic).take(100).collect::<String>());
    tracing::error!(status, pointer, "persona refuses us; are key, transaction type and inquiry template right?");
    SubmitError::Denied { status, pointer }
}
