//! Verification of toll-free numbers (`Tollfree/Verifications`).

use app::domain::{
    Timestamp,
    service::{Edit, Note, Reason, Step, TollFree, Word},
};
use serde::Deserialize;

use super::{
    Dossier, Filing, TrustError,
    ask::{Complaints, Meta, PAGE, Sid},
    attributes::capitals,
    diary::{Page, Reviewed, moment},
};
use crate::{
    carriers::{CarrierError, twilio::Twilio},
    http_client::Trouble,
};

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
    tollfree_phone_number_sid: Option<Sid>,
    status: Status,
    rejection_reasons: Option<Complaints>,
    edit_allowed: Option<bool>,
    edit_expiration: Option<String>,
    date_updated: Option<String>,
}

#[derive(Deserialize)]
struct Verifications {
    verifications: Vec<Verification>,
    meta: Meta,
}

/// What Twilio has of an application's number.
enum There {
    Nothing,
    /// The application's own verification, or one to go on with.
    Standing(Verification),
    /// One of an earlier application, which was refused for good.
    Over(Verification),
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

    /// Whether it was refused, and may not be mended any more.
    fn over(&self, now: Timestamp) -> bool {
        let may = match self.edit() {
            Edit::Always => true,
            Edit::Until(until) => now < until,
            Edit::Never => false,
        };
        self.status == Status::TwilioRejected && !may
    }

    /// Its refusal, for good.
    fn last_word(&self) -> Word {
        Word::Rejected { reasons: Complaints::reasons(self.rejection_reasons.as_ref()), edit: Edit::Never }
    }

    /// Whether it is of the number that the application is for now; any is, when the account owns none.
    fn fits(&self, dossier: Dossier<'_>) -> bool {
        dossier.numbers.first().is_none_or(|held| {
            self.tollfree_phone_number_sid.as_ref().is_some_and(|number| number.as_str() == held.sid)
        })
    }
}

impl Reviewed for Verification {
    fn sid(&self) -> &Sid {
        &self.sid
    }

    fn dated(&self) -> Option<Timestamp> {
        self.date_updated.as_deref().and_then(moment)
    }

    fn open(&self) -> bool {
        self.status == Status::TwilioRejected && self.edit() != Edit::Never
    }

    fn draft(&self) -> bool {
        false
    }

    fn told(&self) -> Word {
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

impl Twilio {
    /// The application's verification of its number: by its id, if that is noted; of several, the one that got furthest.
    pub(super) async fn tollfree_of(
        &self,
        dossier: Dossier<'_>,
        note: &Note,
    ) -> Result<Option<Verification>, CarrierError> {
        if let Some(sid) = &note.sid {
            let sid = Sid::try_from(sid.clone()).map_err(|_| Trouble::Unreadable)?;
            let url = self.messaging(&format!("Tollfree/Verifications/{}", sid.as_str()));
            let noted: Option<Verification> = self.look_if_any(url).await?;
            if let Some(noted) = noted.filter(|noted| noted.fits(dossier)) {
                return Ok(Some(noted));
            }
        }
        let id = dossier.id.as_str();
        let query = [("ExternalReferenceId", id), ("PageSize", PAGE)];
        let list: Verifications = self.look(self.messaging("Tollfree/Verifications"), &query).await?;
        list.meta.whole()?;
        let ours = |found: &Verification| found.external_reference_id.as_deref() == Some(id) && found.fits(dossier);
        Ok(list.verifications.into_iter().filter(ours).max_by_key(|found| found.status))
    }

    /// A verification of this number, whoever asked for it; of several, the one that got furthest.
    async fn tollfree_on(&self, number: &Sid, now: Timestamp) -> Result<Option<Verification>, CarrierError> {
        let query = [("TollfreePhoneNumberSid", number.as_str()), ("PageSize", PAGE)];
        let list: Verifications = self.look(self.messaging("Tollfree/Verifications"), &query).await?;
        list.meta.whole()?;
        let on_it = |found: &Verification| found.tollfree_phone_number_sid.as_ref() == Some(number);
        Ok(list.verifications.into_iter().filter(on_it).max_by_key(|found| (found.status, !found.over(now))))
    }

    /// What there is for an application that is filed now.
    async fn tollfree_there(&self, dossier: Dossier<'_>, note: &Note, number: &Sid) -> Result<There, CarrierError> {
        if let Some(ours) = self.tollfree_of(dossier, note).await? {
            return Ok(There::Standing(ours));
        }
        let now = dossier.diary.now();
        Ok(match self.tollfree_on(number, now).await? {
            Some(earlier) if earlier.over(now) => There::Over(earlier),
            Some(earlier) => There::Standing(earlier),
            None => There::Nothing,
        })
    }

    /// Asks for the verification, or once more for one that was refused in an earlier round. Another number has another
    /// verification: the one of the number before is left alone. One that an earlier application of the number left is
    /// gone on with; where it is refused for good a new one is asked for, which is what Twilio wants then
    /// (docs/api/errors/30437), and a no to that is the last word that it gave.
    pub(super) async fn file_tollfree(
        &self,
        filing: Filing<'_>,
        form: &TollFree,
        numbers: &[Sid],
    ) -> Result<Word, TrustError> {
        let number = numbers.first().ok_or_else(|| TrustError::refused(Reason::NumberMissing))?;
        let written = Written::of(form);
        let mut page = Page::open(filing.dossier.diary, Step::Verification).await?;
        let verification: Verification = match self.tollfree_there(filing.dossier, &page.note, number).await? {
            There::Standing(there) => {
                page.found(&there).await?;
                if !there.to_be_sent(&page.note, filing.round) {
                    return Ok(there.word(&page.note));
                }
                page.ready().await?;
                let mut fields = written.pairs();
                fields.push(("EditReason", "Corrected by the business."));
                let url = self.messaging(&format!("Tollfree/Verifications/{}", there.sid.as_str()));
                page.send((filing.round, there.dated()), self.write(url, &fields)).await?
            }
            other => {
                page.ready().await?;
                let mut fields = written.pairs();
                fields.push(("TollfreePhoneNumberSid", number.as_str()));
                fields.push(("ExternalReferenceId", filing.dossier.id.as_str()));
                let request = self.write(self.messaging("Tollfree/Verifications"), &fields);
                match (page.make(Some(filing.round), request).await, other) {
                    (Err(error), There::Over(earlier)) if error.is_a_no() => return Ok(earlier.last_word()),
                    (made, _) => made?,
                }
            }
        };
        Ok(verification.word(&page.note))
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
        pairs.extend(self.form.privacy_policy.iter().map(|url| ("PrivacyPolicyUrl", url.as_str())));
        pairs.extend(self.form.terms.iter().map(|url| ("TermsAndConditionsUrl", url.as_str())));
        pairs.extend(self.form.additional.iter().map(|text| ("AdditionalInformation", text.as_str())));
        if let (Some(registration), Some(authority)) = (&self.form.registration, &self.authority) {
            pairs.push(("BusinessRegistrationNumber", &registration.number));
            pairs.push(("BusinessRegistrationAuthority", authority));
            pairs.push(("BusinessRegistrationCountry", registration.country.as_str()));
        }
        pairs
    }
}
