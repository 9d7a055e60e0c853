//! What a transaction's fields and statuses are called: the customer's own choice in Persona's dashboard.

use app::domain::{CountryCode, id_document::IdType, verification::Pose};
use serde::Deserialize;

use crate::identity::PictureKind;

/// Names of the transaction's fields. Each may be renamed on its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldNames {
    /// The class of the document.
    pub id_class: String,
    /// The issuing country, two letters.
    pub address_country_code: String,
    /// The front of the document.
    pub id_front_photo: String,
    /// Its back.
    pub id_back_photo: String,
    /// The face from the front.
    pub selfie_center_photo: String,
    /// The face turned left; only sent when three poses are asked for.
    pub selfie_left_photo: String,
    /// The face turned right; likewise.
    pub selfie_right_photo: String,
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            id_class: "id_class".to_owned(),
            address_country_code: "address_country_code".to_owned(),
            id_front_photo: "id_front_photo".to_owned(),
            id_back_photo: "id_back_photo".to_owned(),
            selfie_center_photo: "selfie_center_photo".to_owned(),
            selfie_left_photo: "selfie_left_photo".to_owned(),
            selfie_right_photo: "selfie_right_photo".to_owned(),
        }
    }
}

impl FieldNames {
    /// The field that carries a picture.
    pub(super) fn of(&self, kind: PictureKind) -> &str {
        match kind {
            PictureKind::Front => &self.id_front_photo,
            PictureKind::Back => &self.id_back_photo,
            PictureKind::Selfie(Pose::Center) => &self.selfie_center_photo,
            PictureKind::Selfie(Pose::Left) => &self.selfie_left_photo,
            PictureKind::Selfie(Pose::Right) => &self.selfie_right_photo,
        }
    }
}

/// Names of the statuses that decide. Each may be renamed on its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatusNames {
    /// Verified.
    pub approved: String,
    /// Declined.
    pub declined: String,
    /// A person looks.
    pub needs_review: String,
    /// The workflow failed.
    pub errored: String,
}

impl Default for StatusNames {
    fn default() -> Self {
        Self {
            approved: "approved".to_owned(),
            declined: "declined".to_owned(),
            needs_review: "needs_review".to_owned(),
            errored: "errored".to_owned(),
        }
    }
}

/// Which issuing country Puerto Rico's documents are filed under; Persona does not publish what it wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum PuertoRico {
    /// Its own code.
    #[default]
    PR,
    /// That of the United States.
    US,
}

impl PuertoRico {
    /// The code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PR => "PR",
            Self::US => "US",
        }
    }
}

/// A transaction's or an inquiry's status, before the reasons of a decline are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// The buyer is not done on Persona's page.
    Unfinished,
    Pending,
    Approved,
    Declined,
    NeedsReview,
    /// The buyer is out of tries on Persona's page.
    Failed,
    Errored,
}

impl Status {
    /// Reads an inquiry's status; these names are Persona's own. One that expired was never completed, so nothing was
    /// judged.
    pub(super) fn of_inquiry(said: &str) -> Option<Self> {
        Some(match plain(said).as_str() {
            "created" | "pending" => Self::Unfinished,
            "completed" => Self::Pending,
            "approved" => Self::Approved,
            "declined" => Self::Declined,
            "needs_review" | "marked_for_review" => Self::NeedsReview,
            "failed" => Self::Failed,
            "expired" => Self::Errored,
            _ => return None,
        })
    }
}

impl StatusNames {
    /// Reads a status as Persona spells it (`needs review`, `needs-review`, …). Only `created` is built in; the others
    /// are named by the customer, so an unknown one is `None`.
    pub(super) fn read(&self, said: &str) -> Option<Status> {
        let said = plain(said);
        let is = |name: &str| said == plain(name);
        // The customer's own names come first: "pending" may well be somebody's name for a review.
        if is(&self.approved) {
            Some(Status::Approved)
        } else if is(&self.declined) {
            Some(Status::Declined)
        } else if is(&self.errored) {
            Some(Status::Errored)
        } else if is(&self.needs_review) || is("needs_review") || is("marked_for_review") {
            Some(Status::NeedsReview)
        } else if ["created", "pending", "processing", "submitted"].into_iter().any(is) {
            Some(Status::Pending)
        } else {
            None
        }
    }
}

/// Lower case, with `_` for every blank and dash.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_ascii_lowercase().replace([' ', '-'], "_")
}

/// Persona's class of a document. `pr` is the card of permanent residence, not Puerto Rico.
pub(super) const fn id_class(kind: IdType) -> &'static str {
    match kind {
        IdType::Passport => "pp",
        IdType::DriversLicense => "dl",
        IdType::IdentityCard => "id",
        IdType::PassportCard => "ppc",
        IdType::PermanentResident => "pr",
        IdType::ResidencePermit => "rp",
    }
}

/// Persona's code of the issuing country, given what it calls Puerto Rico.
pub(super) fn issuer(country: CountryCode, puerto_rico: &str) -> String {
    if country == CountryCode::PR { puerto_rico.to_owned() } else { country.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_status_is_read() {
        let names = StatusNames::default();
        for (said, status) in [
            ("approved", Some(Status::Approved)),
            ("Declined", Some(Status::Declined)),
            ("needs_review", Some(Status::NeedsReview)),
            ("needs review", Some(Status::NeedsReview)),
            ("marked-for-review", Some(Status::NeedsReview)),
            ("errored", Some(Status::Errored)),
            ("created", Some(Status::Pending)),
            (" pending ", Some(Status::Pending)),
            ("pending_fallback_inquiry", None),
            ("", None),
        ] {
            assert_eq!(names.read(said), status, "{said}");
        }
    }

    #[test]
    fn a_renamed_status_loses_its_old_name() {
        let names: StatusNames = toml::from_str("approved = 'all good'").expect("names");
        assert_eq!(names.read("all_good"), Some(Status::Approved));
        assert_eq!(names.read("approved"), None);
        assert_eq!(names.read("declined"), Some(Status::Declined));
    }

    #[test]
    fn each_field_is_renamed_on_its_own() {
        let names: FieldNames = toml::from_str("id_back_photo = 'back'").expect("names");
        assert_eq!(names, FieldNames { id_back_photo: "back".to_owned(), ..FieldNames::default() });
        assert!(toml::from_str::<FieldNames>("id_rear_photo = 'back'").is_err());
    }

    #[test]
    fn puerto_rico_is_what_the_setting_says() {
        assert_eq!(issuer(CountryCode::PR, "US"), "US");
        assert_eq!(issuer(CountryCode::CA, "US"), "CA");
        assert_eq!(id_class(IdType::PermanentResident), "pr");
    }
}
