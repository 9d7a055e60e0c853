//! Persona's errors: `{"errors":[{"title","details","source":{"pointer"}}]}`; `details`, no code.
//! Shapes and wording: persona-openapi, `components/responses`.

use axum::{
    Json,
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A refused request.
#[derive(Debug)]
pub(in crate::emulators) struct Refusal {
    pub(super) status: StatusCode,
    errors: Vec<Value>,
}

impl Refusal {
    fn one(status: StatusCode, error: Value) -> Self {
        Self { status, errors: vec![error] }
    }

    /// A 401 has a title only.
    pub(super) fn unauthorized(title: &str) -> Self {
        Self::one(StatusCode::UNAUTHORIZED, json!({"title": title}))
    }

    pub(super) fn bad_request(details: &str) -> Self {
        let error = json!({"title": "Bad Request", "details": details});
        Self::one(StatusCode::BAD_REQUEST, error)
    }

    pub(in crate::emulators) fn not_found() -> Self {
        Self::one(StatusCode::NOT_FOUND, json!({"title": "Record not found"}))
    }

    pub(super) fn unknown(attribute: &str) -> Self {
        let details = format!("data.attributes.{attribute} is not found");
        let error = json!({"title": "Record not found", "details": details});
        Self::one(StatusCode::NOT_FOUND, error)
    }

    pub(super) fn conflict(details: &str) -> Self {
        let error = json!({"title": "Conflict", "details": details});
        Self::one(StatusCode::CONFLICT, error)
    }

    pub(super) fn too_many() -> Self {
        let error = json!({"title": "Rate limit exceeded"});
        Self::one(StatusCode::TOO_MANY_REQUESTS, error)
    }

    pub(super) fn internal() -> Self {
        let error = json!({"title": "Internal server error"});
        Self::one(StatusCode::INTERNAL_SERVER_ERROR, error)
    }

    /// 422: what is wrong with which fields, as (field, details).
    pub(super) fn invalid(faults: Vec<(String, String)>) -> Self {
        let error = |(field, details): (String, String)| {
            json!({
                "title": "Record invalid",
                "details": details,
                "source": {"pointer": format!("/data/attributes/fields/{field}")},
            })
        };
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors: faults.into_iter().map(error).collect() }
    }

    pub(super) fn body(&self) -> Bytes {
        json!({"errors": self.errors}).to_string().into()
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        tracing::error!(%error, "the emulators' ledger cannot be written");
        Self::internal()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(json!({"errors": self.errors}))).into_response()
    }
}
