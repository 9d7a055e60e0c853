//! Bundles: a business's profile, and the products on it. Both kinds have the same resources under two names.

use app::domain::{
    Service, Timestamp,
    service::{Business, Edit, Note, Reason, Step, Word},
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

use super::{
    Dossier, Filing, Standing, TrustError,
    ask::{Complaints, Meta, PAGE, Sid},
    diary::{Page, Reviewed, moment},
    reasons,
};
use crate::{
    carriers::{CarrierError, twilio::Twilio},
    http_client::Trouble,
};

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
    /// The one of a service's product; a toll-free verification has none, and none is made for it.
    pub(super) const fn of(service: Service) -> Self {
        match service {
            Service::Cnam => Self::Cnam,
            Service::ShakenStir => Self::ShakenStir,
            Service::A2pBrand | Service::TollFree => Self::A2p,
        }
    }

    const fn step(self) -> Step {
        match self {
            Self::Primary | Self::Business => Step::Profile,
            Self::A2p | Self::Cnam | Self::ShakenStir => Step::Product,
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
    date_updated: Option<String>,
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
    sid: Sid,
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
    dated: Option<Timestamp>,
}

impl Bundle {
    fn new(policy: Policy, body: BundleBody) -> Self {
        if body.status == Status::Unknown {
            tracing::error!("twilio gives a bundle a status that is in no table");
        }
        let reasons = Complaints::reasons(body.errors.as_ref());
        let dated = body.date_updated.as_deref().and_then(moment);
        Self { policy, sid: body.sid, status: body.status, reasons, dated }
    }

    pub(super) fn approved(&self) -> bool {
        self.status == Status::TwilioApproved
    }

    fn path(&self) -> String {
        format!("{}/{}", self.policy.path(), self.sid.as_str())
    }
}

impl Reviewed for Bundle {
    fn sid(&self) -> &Sid {
        &self.sid
    }

    fn dated(&self) -> Option<Timestamp> {
        self.dated
    }

    fn open(&self) -> bool {
        matches!(self.status, Status::Draft | Status::TwilioRejected)
    }

    fn draft(&self) -> bool {
        self.status == Status::Draft
    }

    fn told(&self) -> Word {
        match self.status {
            Status::Draft | Status::PendingReview => Word::PendingReview,
            Status::InReview | Status::Unknown => Word::InReview,
            Status::TwilioApproved => Word::Approved,
            Status::TwilioRejected => Word::Rejected { reasons: self.reasons.clone(), edit: Edit::Always },
        }
    }
}

/// A bundle with what is noted of it.
pub(super) struct Known {
    pub(super) bundle: Bundle,
    note: Note,
}

impl Known {
    pub(super) fn approved(&self) -> bool {
        self.bundle.approved()
    }

    pub(super) fn word(&self) -> Word {
        self.bundle.word(&self.note)
    }

    pub(super) fn standing(&self) -> Standing {
        self.bundle.standing(&self.note)
    }
}

impl Twilio {
    /// The application's bundle of this policy.
    pub(super) async fn bundle(&self, policy: Policy, dossier: Dossier<'_>) -> Result<Option<Known>, TrustError> {
        let note = dossier.diary.read(policy.step()).await?;
        let bundle = self.look_for(policy, dossier, &note).await?;
        Ok(bundle.map(|bundle| Known { bundle, note }))
    }

    /// By its id, if that is noted. Were there two, by requests that crossed, the one that got further counts, and of
    /// equal ones the first.
    async fn look_for(
        &self,
        policy: Policy,
        dossier: Dossier<'_>,
        note: &Note,
    ) -> Result<Option<Bundle>, CarrierError> {
        if let Some(sid) = &note.sid {
            let sid = Sid::try_from(sid.clone()).map_err(|_| Trouble::Unreadable)?;
            let url = self.trusthub(&format!("{}/{}", policy.path(), sid.as_str()));
            if let Some(body) = self.look_if_any(url).await? {
                return Ok(Some(Bundle::new(policy, body)));
            }
        }
        let name = dossier.id.as_str();
        let query = [("FriendlyName", name), ("PolicySid", policy.sid()), ("PageSize", PAGE)];
        let list: Bundles = self.look(self.trusthub(policy.path()), &query).await?;
        list.meta.whole()?;
        let ours = list.results.into_iter().filter(|body| body.friendly_name.as_deref() == Some(name));
        let best = ours.max_by(|a, b| a.status.cmp(&b.status).then_with(|| b.sid.cmp(&a.sid)));
        Ok(best.map(|body| Bundle::new(policy, body)))
    }

    /// The same, made if it is not there; with its page.
    async fn bundle_or_new<'a>(
        &self,
        policy: Policy,
        filing: Filing<'a>,
        email: &str,
    ) -> Result<(Bundle, Page<'a>), TrustError> {
        let mut page = Page::open(filing.dossier.diary, policy.step()).await?;
        if let Some(bundle) = self.look_for(policy, filing.dossier, &page.note).await? {
            page.found(&bundle).await?;
            return Ok((bundle, page));
        }
        page.lost().await?;
        page.ready().await?;
        let form = [
            ("FriendlyName", filing.dossier.id.as_str()),
            ("Email", email),
            ("PolicySid", policy.sid()),
            ("StatusCallback", filing.callback),
        ];
        let request = async { Ok(Bundle::new(policy, self.write(self.trusthub(policy.path()), &form).await?)) };
        let bundle = page.make(None, request).await?;
        Ok((bundle, page))
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
        let assigned = self.assigned(bundle, "EntityAssignments").await?;
        Ok(assigned.into_iter().map(|assignment| assignment.object_sid).collect())
    }

    async fn assigned(&self, bundle: &Bundle, what: &str) -> Result<Vec<Assignment>, CarrierError> {
        let url = self.trusthub(&format!("{}/{what}", bundle.path()));
        let list: Assignments = self.look(url, &[("PageSize", PAGE)]).await?;
        list.meta.whole()?;
        Ok(list.results)
    }

    /// Puts an object into a bundle.
    pub(super) async fn put(&self, bundle: &Bundle, object: &Sid) -> Result<(), TrustError> {
        let url = self.trusthub(&format!("{}/EntityAssignments", bundle.path()));
        let _: Value = self.write(url, &[("ObjectSid", object.as_str())]).await?;
        Ok(())
    }

    /// Puts those numbers on a bundle that are not there; takes others from one that is open, which its author left out.
    async fn put_numbers(&self, bundle: &Bundle, numbers: &[Sid]) -> Result<(), TrustError> {
        if numbers.is_empty() {
            return Ok(());
        }
        let there = self.assigned(bundle, "ChannelEndpointAssignments").await?;
        let url = self.trusthub(&format!("{}/ChannelEndpointAssignments", bundle.path()));
        for other in there.iter().filter(|other| bundle.open() && !numbers.contains(&other.object_sid)) {
            self.take_away(format!("{url}/{}", other.sid.as_str())).await?;
        }
        let there: BTreeSet<&Sid> = there.iter().map(|assignment| &assignment.object_sid).collect();
        for number in numbers.iter().filter(|number| !there.contains(number)) {
            let url = url.clone();
            let form = [("ChannelEndpointType", "phone-number"), ("ChannelEndpointSid", number.as_str())];
            let _: Value = self.write(url, &form).await?;
        }
        Ok(())
    }

    /// Has a bundle evaluated, and sends it if nothing is missing.
    async fn send(&self, bundle: Bundle, mut page: Page<'_>, filing: Filing<'_>) -> Result<Known, TrustError> {
        let evaluations = self.trusthub(&format!("{}/Evaluations", bundle.path()));
        let evaluation: Evaluation = self.write(evaluations, &[("PolicySid", bundle.policy.sid())]).await?;
        if evaluation.status != "compliant" {
            let invalid = evaluation.results.iter().flat_map(|finding| &finding.invalid);
            let named = invalid.filter_map(|invalid| invalid.object_field.as_deref());
            let reasons: BTreeSet<Reason> = named.map(reasons::of_attribute).collect();
            return Err(TrustError::Refused { reasons: reasons.into_iter().collect(), edit: Edit::Always });
        }
        let (url, policy) = (self.trusthub(&bundle.path()), bundle.policy);
        // What was put into it may have dated it anew, and a lost answer is told from a refusal by that date.
        let there: BundleBody = self.look(url.clone(), &[]).await?;
        let dated = Bundle::new(policy, there).dated.max(bundle.dated);
        let form = [("Status", "pending-review"), ("StatusCallback", filing.callback)];
        let request = async { Ok(Bundle::new(policy, self.write(url, &form).await?)) };
        let bundle = page.send((filing.round, dated), request).await?;
        Ok(Known { bundle, note: page.note })
    }

    /// Brings the profile of a business to where only the vendor can move it. An approved one takes more numbers.
    pub(super) async fn settle_profile(
        &self,
        filing: Filing<'_>,
        business: &Business,
        numbers: &[Sid],
    ) -> Result<Known, TrustError> {
        let email = &business.representative.email;
        let (profile, mut page) = self.bundle_or_new(Policy::Business, filing, email).await?;
        if !profile.to_be_sent(&page.note, filing.round) {
            if profile.approved() {
                self.put_numbers(&profile, numbers).await?;
            }
            return Ok(Known { bundle: profile, note: page.note });
        }
        page.ready().await?;
        let primary = self.primary_profile().await?;
        if !self.contents(&profile).await?.contains(&primary) {
            self.put(&profile, &primary).await?;
        }
        self.settle_business(filing, &profile, business).await?;
        self.put_numbers(&profile, numbers).await?;
        self.send(profile, page, filing).await
    }

    /// The same of a product on an approved profile. `paper` is what it says itself, if anything.
    pub(super) async fn settle_product(
        &self,
        filing: Filing<'_>,
        business: &Business,
        paper: Option<&(&'static str, Value)>,
        profile: &Known,
        numbers: &[Sid],
    ) -> Result<Known, TrustError> {
        let policy = Policy::of(filing.dossier.service);
        let (product, mut page) = self.bundle_or_new(policy, filing, &business.representative.email).await?;
        if !product.to_be_sent(&page.note, filing.round) {
            return Ok(Known { bundle: product, note: page.note });
        }
        page.ready().await?;
        if !self.contents(&product).await?.contains(&profile.bundle.sid) {
            self.put(&product, &profile.bundle.sid).await?;
        }
        if filing.round > 1 {
            // What its author mended may stand in papers that were approved before.
            self.settle_business(filing, &profile.bundle, business).await?;
        }
        if let Some((kind, attributes)) = paper {
            self.settle_person(filing.dossier.id, &product, kind, attributes).await?;
        }
        self.put_numbers(&product, numbers).await?;
        self.send(product, page, filing).await
    }
}
