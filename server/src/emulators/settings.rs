//! What the emulators must know.

use std::{fmt, path::PathBuf, time::Duration};

use super::EmulatorError;

/// Factor on the vendor's webhook retry delays (3, 64, 729 … s): the first two retries of a demo
/// come after 0.3 s and 6.4 s.
const RETRY_SCALE: f64 = 0.1;

/// Persona's default for both lives.
const DAY: Duration = Duration::from_secs(86_400);

/// What the emulators must know; made from the settings by demo mode or `plusone emulate`.
///
/// `Default` fills the timing; keys, ids and the ledger must be given.
#[derive(Clone)]
pub struct EmulatorSettings {
    /// The bearer key that the Persona emulator accepts.
    pub persona_api_key: String,
    /// Where webhooks go, e.g. `http://127.0.0.1:3000/webhooks/persona`.
    pub webhook_url: String,
    /// The secret that signs webhooks.
    pub webhook_secret: String,
    /// The one transaction type, `txntp_…`.
    pub transaction_type: String,
    /// The one inquiry template, `itmpl_…`.
    pub inquiry_template: String,
    /// The field names of the transaction type.
    pub fields: TransactionFields,
    /// The status names of that type.
    pub statuses: TransactionStatuses,
    /// Twilio accounts: (account SID, token).
    pub twilio_accounts: Vec<(String, String)>,
    /// The ledger: created if missing, replayed if not.
    pub ledger: PathBuf,
    /// From the creation of a transaction, or the end of an inquiry's page, to the decision.
    pub approve_after: Duration,
    /// Extra delay of the webhook when the front image says `late`.
    pub late_after: Duration,
    /// How long `twice` leaves its early webhook ahead of the readable status.
    pub early_gap: Duration,
    /// How long an inquiry may be completed after its creation.
    pub inquiry_life: Duration,
    /// How long a one-time link waits to be opened.
    pub link_life: Duration,
    /// Persona requests a minute before 429 (the vendor's default is 300).
    pub rate_limit: u32,
    /// Factor on the vendor's webhook retry delays.
    pub retry_scale: f64,
}

impl Default for EmulatorSettings {
    fn default() -> Self {
        Self {
            persona_api_key: String::new(),
            webhook_url: String::new(),
            webhook_secret: String::new(),
            transaction_type: String::new(),
            inquiry_template: String::new(),
            fields: TransactionFields::default(),
            statuses: TransactionStatuses::default(),
            twilio_accounts: Vec::new(),
            ledger: PathBuf::new(),
            approve_after: Duration::from_secs(1),
            late_after: Duration::from_secs(20),
            early_gap: Duration::from_millis(500),
            inquiry_life: DAY,
            link_life: DAY,
            rate_limit: 300,
            retry_scale: RETRY_SCALE,
        }
    }
}

impl fmt::Debug for EmulatorSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatorSettings")
            .field("webhook_url", &self.webhook_url)
            .field("transaction_type", &self.transaction_type)
            .field("ledger", &self.ledger)
            .finish_non_exhaustive()
    }
}

impl EmulatorSettings {
    pub(super) fn check(&self) -> Result<(), EmulatorError> {
        for (name, value) in [
            ("persona_api_key", &self.persona_api_key),
            ("webhook_url", &self.webhook_url),
            ("webhook_secret", &self.webhook_secret),
            ("transaction_type", &self.transaction_type),
            ("inquiry_template", &self.inquiry_template),
        ] {
            if value.is_empty() {
                return Err(EmulatorError::Setting(name, "is missing"));
            }
        }
        if !self.webhook_url.starts_with("http://") {
            // The emulators' client carries no certificates.
            return Err(EmulatorError::Setting("webhook_url", "must be plain http"));
        }
        if self.ledger.as_os_str().is_empty() {
            return Err(EmulatorError::Setting("ledger", "is missing"));
        }
        if !(self.retry_scale.is_finite() && (0.0..=1.0).contains(&self.retry_scale)) {
            return Err(EmulatorError::Setting("retry_scale", "must be 0 to 1"));
        }
        Ok(())
    }
}

/// Names of the transaction type's fields: the customer defines them at Persona, so they can be renamed.
#[derive(Clone, Debug)]
pub struct TransactionFields {
    /// Document class, e.g. `dl`; required.
    pub id_class: String,
    /// Issuing country; required.
    pub country: String,
    /// Front image; required.
    pub front: String,
    /// Back image.
    pub back: String,
    /// Selfie, centre; a selfie verification runs if it is sent.
    pub selfie_center: String,
    /// Selfie, left.
    pub selfie_left: String,
    /// Selfie, right.
    pub selfie_right: String,
}

impl Default for TransactionFields {
    fn default() -> Self {
        Self {
            id_class: "id_class".into(),
            country: "address_country_code".into(),
            front: "id_front_photo".into(),
            back: "id_back_photo".into(),
            selfie_center: "selfie_center_photo".into(),
            selfie_left: "selfie_left_photo".into(),
            selfie_right: "selfie_right_photo".into(),
        }
    }
}

/// Names of the statuses that the type's workflow sets, likewise the customer's own.
#[derive(Clone, Debug)]
pub struct TransactionStatuses {
    /// Verified.
    pub approved: String,
    /// Declined.
    pub declined: String,
    /// A person looks.
    pub needs_review: String,
}

impl Default for TransactionStatuses {
    fn default() -> Self {
        Self { approved: "approved".into(), declined: "declined".into(), needs_review: "needs_review".into() }
    }
}

impl TransactionFields {
    /// The fields that hold an image.
    pub(super) fn photos(&self) -> [&str; 5] {
        [&self.front, &self.back, &self.selfie_center, &self.selfie_left, &self.selfie_right]
    }
}
