//! Reading the vendor's word on a hand-over (`GET /transactions/{id}` or `/inquiries/{id}`), and on a decline what was
//! wrong (`GET /verifications/{id}`).

use app::domain::verification::{Outcome, Transport};
use http::StatusCode;
use serde_json::Value;

use super::{
    Persona,
    checks::Verdicts,
    error::not_fetched,
    folder,
    inflection::{list, text},
    names::Status,
};
use crate::{
    http_client::{Trouble, ask},
    identity::{FetchError, VendorRef, is_id},
};

/// The most verifications that are read for one decline; a transaction has two, and Persona's page may allow many tries.
const MOST_VERIFICATIONS: usize = 20;

impl Persona {
    /// The vendor's word on a hand-over, read from the vendor. On a decline the checks are read too; reasons come back
    /// only when the buyer can mend every one of them.
    ///
    /// # Errors
    /// [`FetchError`] when the word cannot be read now; a decline is never reported on half of its reasons.
    pub async fn outcome(&self, transport: Transport, vendor: &VendorRef) -> Result<Outcome, FetchError> {
        let related = match transport {
            Transport::Transaction => "related-objects",
            Transport::Inquiry => "verifications",
        };
        let body = self.fetch(&format!("{}/{vendor}", folder(transport))).await?;
        if text(&body, &["data", "id"]) != Some(vendor.as_str()) {
            return Err(Trouble::Unreadable.into());
        }
        let said = text(&body, &["data", "attributes", "status"]).ok_or(Trouble::Unreadable)?;
        let status = match transport {
            Transport::Transaction => self.settings.statuses.read(said),
            Transport::Inquiry => Status::of_inquiry(said),
        };
        let status = status.unwrap_or_else(|| {
            let said: String = said.chars().filter(char::is_ascii_graphic).take(40).collect();
            tracing::warn!(object = %vendor, status = said, "persona says a status that is not set up; under review");
            Status::NeedsReview
        });
        Ok(match status {
            Status::Unfinished => Outcome::Unfinished,
            Status::Pending => Outcome::Pending,
            Status::Approved => Outcome::Approved,
            Status::NeedsReview => Outcome::NeedsReview,
            Status::Errored => Outcome::Errored,
            Status::Declined => Outcome::Declined { fixable: self.verdicts(&body, related).await?.fixable() },
            Status::Failed => Outcome::Failed { fixable: self.verdicts(&body, related).await?.fixable() },
        })
    }

    /// What the last verification of each kind found: on Persona's page a buyer may have tried several times.
    async fn verdicts(&self, body: &Value, related: &str) -> Result<Verdicts, FetchError> {
        let names = ["data", "relationships", related, "data"];
        let related = list(body, &names);
        let related = related.filter_map(|object| Some((text(object, &["type"])?, text(object, &["id"])?)));
        let related = related.filter(|(kind, id)| kind.starts_with("verification") && is_id(id));
        let mut found = Vec::new();
        for (kind, id) in related.take(MOST_VERIFICATIONS) {
            match self.fetch(&format!("verifications/{id}")).await {
                Ok(verification) => found.push((kind, verification)),
                // Deleted at the vendor: there is nothing left to read, now or later.
                Err(FetchError::Unknown) => return Ok(Verdicts::default()),
                Err(error) => return Err(error),
            }
        }
        let mut verdicts = Verdicts::default();
        for (kind, verification) in &found {
            let later = |other| made_at(other).zip(made_at(verification)).is_some_and(|(other, this)| other > this);
            if !found.iter().any(|(other_kind, other)| other_kind == kind && later(other)) {
                verdicts.add(verification);
            }
        }
        Ok(verdicts)
    }

    async fn fetch(&self, resource: &str) -> Result<Value, FetchError> {
        let answer = ask(self.get(resource)).await?;
        if answer.status == StatusCode::OK { Ok(answer.json()?) } else { Err(not_fetched(&answer)) }
    }
}

/// When a verification was made; Persona writes every time in the same form, so that text sorts as time does.
fn made_at(verification: &Value) -> Option<&str> {
    text(verification, &["data", "attributes", "created-at"])
}

#[cfg(test)]
mod tests;
