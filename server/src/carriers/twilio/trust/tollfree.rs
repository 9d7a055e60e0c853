//! Verification of toll-free numbers (`Tollfree/Verifications`).

use app::domain::{
    ApplicationId, Timestamp,
    service::{Edit, Reason, TollFree, Word},
};
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    Filing, TrustError,
    ask::{Complaints, Meta, PAGE, Sid},
    attributes::capitals,
};
use crate::carriers::{CarrierError, twilio::Twilio};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    TwilioRejected,
    PendingReview,
    InReview,
    TwilioApproved,
    #[serde(other)]
    Unknown,
}

/// A verification as it is at Twilio.
#[derive(Deserialize)]
pub(super) struct Verification {
    sid: Sid,
    external_reference_id: Option<String>,
    status: Status,
    rejection_reasons: Option<Complaints>,
    edit_allowed: Option<bool>,
    edit_expiration: Option<String>,
}

#[derive(Deserialize)]
struct Verifications {
    verifications: Vec<Verification>,
    meta: Meta,
}

impl Verification {
    /// Until when a refused one may be sent again.
    fn edit(&self) -> Edit {
        match (self.edit_allowed, &self.edit_expiration) {
            (Some(true), None) => Edit::Always,
            (Some(true), Some(date)) => moment(date).map_or(Edit::Never, Edit::Until),
            (Some(false) | None, _) => Edit::Never,
        }
    }

    pub(super) fn word(&self) -> Word {
        match self.status {
            Status::PendingReview => Word::PendingReview,
            Status::InReview => Word::InReview,
            Status::Unknown => {
                tracing::error!("twilio gives a toll-free verification a status that is in no table");
                Word::InReview
            }
            Status::TwilioApproved => Word::Approved,
            Status::TwilioRejected => {
                Word::Rejected { reasons: Complaints::reasons(self.rejection_reasons.as_ref()), edit: self.edit() }
            }
        }
    }
}

/// A date as these hosts write it (RFC 3339).
fn moment(date: &str) -> Option<Timestamp> {
    let micros = OffsetDateTime::parse(date, &Rfc3339).ok()?.unix_timestamp_nanos() / 1_000;
    Some(Timestamp::from_micros(i64::try_from(micros).ok()?))
}

impl Twilio {
    /// The application's verification; the one that got furthest.
    pub(super) async fn tollfree_of(&self, id: &ApplicationId) -> Result<Option<Verification>, CarrierError> {
        let query = [("ExternalReferenceId", id.as_str()), ("PageSize", PAGE)];
        let list: Verifications = self.look(self.messaging("Tollfree/Verifications"), &query).await?;
        list.meta.whole()?;
        let ours = |found: &Verification| found.external_reference_id.as_deref() == Some(id.as_str());
        Ok(list.verifications.into_iter().filter(ours).max_by_key(|found| found.status))
    }

    /// Asks for the verification, or once more for one that was refused.
    pub(super) async fn file_tollfree(&self, filing: Filing<'_>, form: &TollFree) -> Result<Word, TrustError> {
        let written = Written::of(form);
        let verification: Verification = match self.tollfree_of(filing.id).await? {
            Some(refused) if refused.status == Status::TwilioRejected && refused.edit() != Edit::Never => {
                let mut fields = written.pairs();
                fields.push(("EditReason", "Corrected by the business."));
                let url = self.messaging(&format!("Tollfree/Verifications/{}", refused.sid.as_str()));
                self.write(url, &fields).await?
            }
            Some(there) => there,
            None => {
                let numbers = self.sids_of(&form.numbers).await?;
                let number = numbers.first().ok_or_else(|| TrustError::Refused(vec![Reason::NumberMissing]))?;
                let mut fields = written.pairs();
                fields.push(("TollfreePhoneNumberSid", number.as_str()));
                fields.push(("ExternalReferenceId", filing.id.as_str()));
                self.write(self.messaging("Tollfree/Verifications"), &fields).await?
            }
        };
        Ok(verification.word())
    }
}

/// A form in Twilio's words; those that are not the form's own are kept here.
struct Written<'a> {
    form: &'a TollFree,
    use_cases: Vec<String>,
    opt_in: String,
    kind: String,
    authority: Option<String>,
}

impl<'a> Written<'a> {
    fn of(form: &'a TollFree) -> Self {
        Self {
            form,
            use_cases: form.use_cases.iter().map(|case| capitals(case.as_str())).collect(),
            opt_in: capitals(form.opt_in.kind.as_str()),
            kind: capitals(form.kind.as_str()),
            authority: form.registration.as_ref().map(|registration| capitals(registration.authority.as_str())),
        }
    }

    /// Parameter names and values; one that has several comes several times.
    fn pairs(&self) -> Vec<(&str, &str)> {
        let TollFree { name, website, address, contact, notification_email, summary, sample, .. } = self.form;
        let once: [(&str, &str); 18] = [
            ("BusinessName", name),
            ("BusinessWebsite", website),
            ("BusinessType", &self.kind),
            ("BusinessStreetAddress", &address.street),
            ("BusinessStreetAddress2", address.line_2.as_deref().unwrap_or_default()),
            ("BusinessCity", &address.city),
            ("BusinessStateProvinceRegion", &address.state),
            ("BusinessPostalCode", &address.postal_code),
            ("BusinessCountry", address.country.as_str()),
            ("BusinessContactFirstName", &contact.first_name),
            ("BusinessContactLastName", &contact.last_name),
            ("BusinessContactEmail", &contact.email),
            ("BusinessContactPhone", contact.phone.as_e164()),
            ("NotificationEmail", notification_email),
            ("UseCaseSummary", summary),
            ("ProductionMessageSample", sample),
            ("OptInType", &self.opt_in),
            ("MessageVolume", self.form.volume.as_str()),
        ];
        let mut pairs = once.to_vec();
        pairs.extend(self.use_cases.iter().map(|case| ("UseCaseCategories", case.as_str())));
        pairs.extend(self.form.opt_in.images.iter().map(|image| ("OptInImageUrls", image.as_str())));
        pairs.extend(self.form.additional.iter().map(|text| ("AdditionalInformation", text.as_str())));
        if let (Some(registration), Some(authority)) = (&self.form.registration, &self.authority) {
            pairs.push(("BusinessRegistrationNumber", &registration.number));
            pairs.push(("BusinessRegistrationAuthority", authority));
            pairs.push(("BusinessRegistrationCountry", registration.country.as_str()));
        }
        pairs
    }
}
