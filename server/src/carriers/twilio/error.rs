//! Twilio's errors: `{"status":400,"message":"…","code":21422,"more_info":"…"}` (docs/usage/twilios-response). The
//! message is not read: it quotes what was sent.

use http::StatusCode;
use serde::Deserialize;

use crate::{
    carriers::CarrierError,
    http_client::{Answer, Trouble},
};

/// "Phone number is not available": not Twilio's, or another account's.
pub(super) const NOT_AVAILABLE: u32 = 21422;

/// "The requested resource was not found".
pub(super) const NOT_FOUND: u32 = 20404;

#[derive(Deserialize)]
struct ErrorBody {
    code: Option<u32>,
}

/// Twilio's own code in an error's body, if it can be read.
pub(super) fn code(answer: &Answer) -> Option<u32> {
    answer.json::<ErrorBody>().ok()?.code
}

/// The answer to a question, when it is one.
pub(super) fn answered(answer: Answer) -> Result<Answer, CarrierError> {
    match answer.status {
        StatusCode::OK => Ok(answer),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            tracing::error!(status = answer.status.as_u16(), code = code(&answer), "twilio refuses the credentials");
            Err(CarrierError::Denied)
        }
        StatusCode::TOO_MANY_REQUESTS => Err(CarrierError::Busy { retry_after: answer.limit_pause() }),
        status if status.is_client_error() => {
            Err(CarrierError::Refused { status: status.as_u16(), code: code(&answer) })
        }
        status => Err(Trouble::Status(status.as_u16()).into()),
    }
}

/// The same, for things that may not exist: HTTP 404 (code 20404) is `None`.
pub(super) fn answered_if_any(answer: Answer) -> Result<Option<Answer>, CarrierError> {
    if answer.status == StatusCode::NOT_FOUND { Ok(None) } else { answered(answer).map(Some) }
}
