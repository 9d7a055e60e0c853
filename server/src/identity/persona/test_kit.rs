//! What the tests of this folder share.

use std::time::Duration;

use secrecy::SecretString;

use super::{FieldNames, Persona, Settings, StatusNames};
use crate::http_client::http_client;

pub(super) const KEY: &str = "persona_sandbox_canary";
pub(super) const PATIENT: Duration = Duration::from_secs(10);

/// An environment at `url` where the back of a document is called `rear`.
pub(super) fn persona_at(url: &str, timeout: Duration) -> Persona {
    Persona::new(
        http_client(),
        Settings {
            url: format!("{url}/api/v1/"),
            key: SecretString::from(KEY),
            transaction_type: Some("txntp_Test".to_owned()),
            fields: FieldNames { id_back_photo: "rear".to_owned(), ..FieldNames::default() },
            statuses: StatusNames::default(),
            puerto_rico: "PR".to_owned(),
            timeout,
        },
    )
}
