//! Twilio's errors: `{"status","message","code","more_info"}`.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// A refused request. Codes and meanings: twilio.com/docs/api/errors.
#[derive(Debug)]
pub(in crate::emulators) struct Refusal {
    status: StatusCode,
    pub(super) code: u32,
    message: String,
    retry_after: Option<u32>,
}

impl Refusal {
    fn new(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None }
    }

    /// A bad request with this code.
    pub(super) fn bad(code: u32, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    pub(super) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 20003, "Authenticate")
    }

    pub(in crate::emulators) fn not_found(path: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, 20404, format!("The requested resource {path} was not found"))
    }

    /// A parameter that cannot be read. Which code Twilio uses for a bad `Contains` or a long
    /// `FriendlyName` is not documented; 20001 is its general one for parameters.
    pub(super) fn parameter(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 20001, message)
    }

    pub(super) fn too_many() -> Self {
        Self { retry_after: Some(1), ..Self::new(StatusCode::TOO_MANY_REQUESTS, 20429, "Too Many Requests") }
    }

    pub(super) fn invalid_number(number: &str) -> Self {
        let message = format!("PhoneNumber {number} is not a valid phone number");
        Self::new(StatusCode::BAD_REQUEST, 21421, message)
    }

    pub(super) fn taken(number: &str) -> Self {
        let message = format!("{number} is not available");
        Self::new(StatusCode::BAD_REQUEST, 21422, message)
    }

    pub(super) fn area_code(code: &str) -> Self {
        let message = format!("Invalid area code: {code}");
        Self::new(StatusCode::BAD_REQUEST, 21451, message)
    }

    pub(super) fn area_code_empty(code: &str) -> Self {
        let message = format!("No phone numbers found in area code {code}");
        Self::new(StatusCode::BAD_REQUEST, 21452, message)
    }

    pub(super) fn area_code_here() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 21457, "AreaCode parameter not supported on this resource")
    }

    pub(super) fn number_sid() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 30436, "Invalid Phone Number SID")
    }

    pub(super) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, 20500, "An internal server error has occurred")
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
        let body = json!({
            "status": self.status.as_u16(),
            "message": self.message,
            "code": self.code,
            "more_info": format!("https://www.twilio.com/docs/errors/{}", self.code),
        });
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Twilio API\""));
        }
        response
    }
}
