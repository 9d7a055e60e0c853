//! Bundles: a business's profile, and the products on it. Both kinds have the same resources under two names.

use app::domain::{
    ApplicationId,
    service::{Edit, Form, Reason, Word},
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

use super::{
    Filing, Standing, TrustError,
    ask::{Complaints, Meta, PAGE, Sid},
    reasons,
};
use crate::carriers::{CarrierError, twilio::Twilio};

/// What a bundle must hold. The ids are Twilio's own, and the same for every account ("a static value").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// The account's own profile, which is made in the console.
    Primary,
    /// A customer's business.
    Business,
    /// Text messages.
    A2p,
    /// A name with calls.
    Cnam,
    /// Signed calls.
    ShakenStir,
}

impl Policy {
    /// The one of the product that a form is for.
    pub(super) const fn of(form: &Form) -> Self {
        match form {
            Form::Cnam(_) => Self::Cnam,
            Form::ShakenStir(_) => Self::ShakenStir,
            Form::A2pBrand(_) | Form::TollFree(_) => Self::A2p,
        }
    }

    const fn sid(self) -> &'static str {
        match self {
            Self::Primary => "RN6433641899984f951173ef1738c3bdd0",
            Self::Business => "RNdfbf3fae0e1107f8aded0e7cead80bf5",
            Self::A2p => "RNb0d4771c2c98518d916a3d4cd70a8f8b",
            Self::Cnam => "RNf3db3cd1fe25fcfd3c3ded065c8fea53",
            Self::ShakenStir => "RN7a97559effdf62d00f4298208492a5ea",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Primary | Self::Business => "CustomerProfiles",
            Self::A2p | Self::Cnam | Self::ShakenStir => "TrustProducts",
        }
    }
}

/// In the order in which a bundle gets on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Draft,
    TwilioRejected,
    PendingReview,
    InReview,
    TwilioApproved,
    /// One that we do not know: a person will have to look.
    #[serde(other)]
    Unknown,
}

#[derive(Deserialize)]
struct BundleBody {
    sid: Sid,
    friendly_name: Option<String>,
    status: Status,
    errors: Option<Complaints>,
}

#[derive(Deserialize)]
struct Bundles {
    results: Vec<BundleBody>,
    meta: Meta,
}

#[derive(Deserialize)]
struct Assignments {
    results: Vec<Assignment>,
    meta: Meta,
}

#[derive(Deserialize)]
struct Assignment {
    #[serde(alias = "channel_endpoint_sid")]
    object_sid: Sid,
}

#[derive(Deserialize)]
struct Evaluation {
    status: String,
    #[serde(default)]
    results: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    #[serde(default)]
    invalid: Vec<Invalid>,
}

#[derive(Deserialize)]
struct Invalid {
    object_field: Option<String>,
}

/// A bundle as it is at Twilio.
pub(super) struct Bundle {
    policy: Policy,
    pub(super) sid: Sid,
    status: Status,
    reasons: Vec<Reason>,
}

impl Bundle {
    fn new(policy: Policy, body: BundleBody) -> Self {
        if body.status == Status::Unknown {
            tracing::error!("twilio gives a bundle a status that is in no table");
        }
        let reasons = Complaints::reasons(body.errors.as_ref());
        Self { policy, sid: body.sid, status: body.status, reasons }
    }

    pub(super) fn approved(&self) -> bool {
        self.status == Status::TwilioApproved
    }

    /// Whether it can be changed and sent.
    fn open(&self) -> bool {
        matches!(self.status, Status::Draft | Status::TwilioRejected)
    }

    /// The word on what was sent.
    pub(super) fn word(&self) -> Word {
        match self.status {
            Status::Draft | Status::PendingReview => Word::PendingReview,
            Status::InReview | Status::Unknown => Word::InReview,
            Status::TwilioApproved => Word::Approved,
            Status::TwilioRejected => Word::Rejected { reasons: self.reasons.clone(), edit: Edit::Always },
        }
    }

    pub(super) fn standing(&self) -> Standing {
        if self.status == Status::Draft { Standing::Unsent } else { Standing::Told(self.word()) }
    }

    fn path(&self) -> String {
        format!("{}/{}", self.policy.path(), self.sid.as_str())
    }
}

impl Twilio {
    /// The application's bundle of this policy. Were there two, by requests that crossed, the one that got further
    /// counts, and of equal ones the first.
    pub(super) async fn bundle(&self, policy: Policy, id: &ApplicationId) -> Result<Option<Bundle>, CarrierError> {
        let query = [("FriendlyName", id.as_str()), ("PolicySid", policy.sid()), ("PageSize", PAGE)];
        let list: Bundles = self.look(self.trusthub(policy.path()), &query).await?;
        list.meta.whole()?;
        let ours = list.results.into_iter().filter(|body| body.friendly_name.as_deref() == Some(id.as_str()));
        let best = ours.max_by(|a, b| a.status.cmp(&b.status).then_with(|| b.sid.cmp(&a.sid)));
        Ok(best.map(|body| Bundle::new(policy, body)))
    }

    /// The same, made if it is not there.
    async fn bundle_or_new(&self, policy: Policy, filing: Filing<'_>, email: &str) -> Result<Bundle, TrustError> {
        if let Some(bundle) = self.bundle(policy, filing.id).await? {
            return Ok(bundle);
        }
        let form = [
            ("FriendlyName", filing.id.as_str()),
            ("Email", email),
            ("PolicySid", policy.sid()),
            ("StatusCallback", filing.callback),
        ];
        Ok(Bundle::new(policy, self.write(self.trusthub(policy.path()), &form).await?))
    }

    /// The account's own profile: every customer's stands on it.
    async fn primary_profile(&self) -> Result<Sid, TrustError> {
        let policy = Policy::Primary;
        let query = [("PolicySid", policy.sid()), ("Status", "twilio-approved"), ("PageSize", PAGE)];
        let list: Bundles = self.look(self.trusthub(policy.path()), &query).await?;
        let approved = list.results.into_iter().filter(|body| body.status == Status::TwilioApproved);
        approved.map(|body| body.sid).min().ok_or(TrustError::NoPrimaryProfile)
    }

    /// The objects that a bundle holds.
    pub(super) async fn contents(&self, bundle: &Bundle) -> Result<BTreeSet<Sid>, CarrierError> {
        self.assigned(bundle, "EntityAssignments").await
    }

    async fn assigned(&self, bundle: &Bundle, what: &str) -> Result<BTreeSet<Sid>, CarrierError> {
        let url = self.trusthub(&format!("{}/{what}", bundle.path()));
        let list: Assignments = self.look(url, &[("PageSize", PAGE)]).await?;
        list.meta.whole()?;
        Ok(list.results.into_iter().map(|assignment| assignment.object_sid).collect())
    }

    /// Puts an object into a bundle.
    pub(super) async fn put(&self, bundle: &Bundle, object: &Sid) -> Result<(), TrustError> {
        let url = self.trusthub(&format!("{}/EntityAssignments", bundle.path()));
        let _: Value = self.write(url, &[("ObjectSid", object.as_str())]).await?;
        Ok(())
    }

    /// Puts those numbers on a bundle that are not there.
    async fn put_numbers(&self, bundle: &Bundle, numbers: &[Sid]) -> Result<(), TrustError> {
        if numbers.is_empty() {
            return Ok(());
        }
        let there = self.assigned(bundle, "ChannelEndpointAssignments").await?;
        for number in numbers.iter().filter(|number| !there.contains(number)) {
            let url = self.trusthub(&format!("{}/ChannelEndpointAssignments", bundle.path()));
            let form = [("ChannelEndpointType", "phone-number"), ("ChannelEndpointSid", number.as_str())];
            let _: Value = self.write(url, &form).await?;
        }
        Ok(())
    }

    /// Has a bundle evaluated, and sends it if nothing is missing.
    async fn send(&self, bundle: Bundle, filing: Filing<'_>) -> Result<Bundle, TrustError> {
        let evaluations = self.trusthub(&format!("{}/Evaluations", bundle.path()));
        let evaluation: Evaluation = self.write(evaluations, &[("PolicySid", bundle.policy.sid())]).await?;
        if evaluation.status != "compliant" {
            let invalid = evaluation.results.iter().flat_map(|finding| &finding.invalid);
            let named = invalid.filter_map(|invalid| invalid.object_field.as_deref());
            let reasons: BTreeSet<Reason> = named.map(reasons::of_attribute).collect();
            return Err(TrustError::Refused(reasons.into_iter().collect()));
        }
        let form = [("Status", "pending-review"), ("StatusCallback", filing.callback)];
        let body = self.write(self.trusthub(&bundle.path()), &form).await?;
        Ok(Bundle::new(bundle.policy, body))
    }

    /// Brings the profile of a business to where only the vendor can move it.
    pub(super) async fn settle_profile(
        &self,
        filing: Filing<'_>,
        business: &app::domain::service::Business,
        numbers: &[Sid],
    ) -> Result<Bundle, TrustError> {
        let profile = self.bundle_or_new(Policy::Business, filing, &business.representative.email).await?;
        if !profile.open() {
            return Ok(profile);
        }
        let primary = self.primary_profile().await?;
        if !self.contents(&profile).await?.contains(&primary) {
            self.put(&profile, &primary).await?;
        }
        self.settle_business(filing, &profile, business).await?;
        self.put_numbers(&profile, numbers).await?;
        self.send(profile, filing).await
    }

    /// The same of a product on an approved profile. `paper` is what it says itself, if anything.
    pub(super) async fn settle_product(
        &self,
        filing: Filing<'_>,
        policy: Policy,
        paper: Option<&(&'static str, Value)>,
        profile: &Bundle,
        numbers: &[Sid],
    ) -> Result<Bundle, TrustError> {
        let email = match filing.form {
            Form::A2pBrand(form) => &form.business.representative.email,
            Form::Cnam(form) => &form.business.representative.email,
            Form::ShakenStir(form) => &form.business.representative.email,
            Form::TollFree(form) => &form.notification_email,
        };
        let product = self.bundle_or_new(policy, filing, email).await?;
        if !product.open() {
            return Ok(product);
        }
        if !self.contents(&product).await?.contains(&profile.sid) {
            self.put(&product, &profile.sid).await?;
        }
        if let Some((kind, attributes)) = paper {
            self.settle_person(filing.id, &product, kind, attributes).await?;
        }
        self.put_numbers(&product, numbers).await?;
        self.send(product, filing).await
    }
}
