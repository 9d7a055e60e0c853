//! Reading the vendor's word on a hand-over (`GET /transactions/{id}`), and on a decline what was wrong
//! (`GET /verifications/{id}`).

use app::domain::verification::Outcome;
use http::StatusCode;
use serde_json::Value;

use super::{
    Persona,
    checks::Verdicts,
    error::not_fetched,
    inflection::{list, text},
    names::Status,
};
use crate::{
    http_client::{Trouble, ask},
    identity::{FetchError, VendorRef, is_id},
};

/// The most verifications that are read for one decline; a hand-over has two.
const MOST_VERIFICATIONS: usize = 10;

impl Persona {
    /// The vendor's word on a hand-over, read from the vendor. On a decline the checks are read too; reasons come back
    /// only when the buyer can mend every one of them.
    ///
    /// # Errors
    /// [`FetchError`] when the word cannot be read now; a decline is never reported on half of its reasons.
    pub async fn outcome(&self, vendor: &VendorRef) -> Result<Outcome, FetchError> {
        let body = self.fetch(&format!("transactions/{vendor}")).await?;
        if text(&body, &["data", "id"]) != Some(vendor.as_str()) {
            return Err(Trouble::Unreadable.into());
        }
        let said = text(&body, &["data", "attributes", "status"]).ok_or(Trouble::Unreadable)?;
        let status = self.settings.statuses.read(said).unwrap_or_else(|| {
            let said: String = said.chars().filter(char::is_ascii_graphic).take(40).collect();
            tracing::warn!(transaction = %vendor, status = said, "persona says a status that is not set up; under review");
            Status::NeedsReview
        });
        Ok(match status {
            Status::Pending => Outcome::Pending,
            Status::Approved => Outcome::Approved,
            Status::NeedsReview => Outcome::NeedsReview,
            Status::Errored => Outcome::Errored,
            Status::Declined => Outcome::Declined { fixable: self.verdicts(&body).await?.fixable() },
        })
    }

    async fn verdicts(&self, transaction: &Value) -> Result<Verdicts, FetchError> {
        let mut verdicts = Verdicts::default();
        let related = list(transaction, &["data", "relationships", "related-objects", "data"]);
        let ids = related
            .filter(|object| text(object, &["type"]).is_some_and(|kind| kind.starts_with("verification")))
            .filter_map(|object| text(object, &["id"]).filter(|id| is_id(id)))
            .take(MOST_VERIFICATIONS);
        for id in ids {
            match self.fetch(&format!("verifications/{id}")).await {
                Ok(verification) => verdicts.add(&verification),
                // Deleted at the vendor: there is nothing left to read, now or later.
                Err(FetchError::Unknown) => return Ok(Verdicts::default()),
                Err(error) => return Err(error),
            }
        }
        Ok(verdicts)
    }

    async fn fetch(&self, resource: &str) -> Result<Value, FetchError> {
        let answer = ask(self.get(resource)).await?;
        if answer.status == StatusCode::OK { Ok(answer.json()?) } else { Err(not_fetched(&answer)) }
    }
}

#[cfg(test)]
mod tests;
