//! Compliance objects, driven by the adapter itself.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use app::domain::{
    ApplicationId, PhoneNumber, Service, Telephony, gate,
    service::{Edit, Field, Form, Reason, SERVICES, Word, sample},
};
use axum::http::StatusCode;

use super::{ACCOUNT, NOWHERE, Vendors, eventually, listener::Listener, settings, start, start_in};
use crate::{
    carriers::{
        Hosts, Twilio,
        twilio::trust::{Dossier, Filing, Held, Memory, Standing, TrustError},
    },
    http_client::http_client,
};

/// An address to which nothing listens.
const NOBODY: &str = "http://127.0.0.1:9/webhooks/twilio?application=a-1";

const LOCAL: &str = "+12025550123";
const SECOND: &str = "+12025550124";
const TOLL_FREE: &str = "+18005550123";

/// An application and whoever files it.
struct Office {
    twilio: Twilio,
    id: ApplicationId,
    callback: String,
    bought: Vec<Held>,
    diary: Memory,
    round: AtomicU32,
}

impl Office {
    async fn open(vendors: &Vendors) -> Self {
        Self::calling(vendors, NOBODY).await
    }

    async fn calling(vendors: &Vendors, callback: &str) -> Self {
        let mut office = Self::at(vendors, callback);
        for number in [LOCAL, SECOND, TOLL_FREE] {
            let (status, bought) = vendors.buy(number, "line").await;
            assert_eq!(status, StatusCode::CREATED);
            let sid = bought["sid"].as_str().expect("an id").to_owned();
            office.bought.push(Held { number: number.parse().expect("a number"), sid });
        }
        office
    }

    fn at(vendors: &Vendors, callback: &str) -> Self {
        let (hosts, patience) = (Hosts::all_at(&vendors.url), Duration::from_secs(10));
        let twilio = Twilio::new(http_client(), hosts, ACCOUNT.to_owned(), "token-1".into(), patience);
        let (id, callback) = ("a-1".parse().expect("an id"), callback.to_owned());
        Self { twilio, id, callback, bought: Vec::new(), diary: Memory::default(), round: AtomicU32::new(1) }
    }

    /// The account applies anew.
    fn begin(&mut self, id: &str) {
        (self.id, self.diary) = (id.parse().expect("an id"), Memory::default());
        self.round = AtomicU32::new(1);
    }

    /// Its author mended it.
    fn mended(&self) {
        self.round.fetch_add(1, Ordering::SeqCst);
    }

    fn numbers(&self, form: &Form) -> Vec<Held> {
        let held = |number: &PhoneNumber| {
            let found = self.bought.iter().find(|held| held.number == *number).cloned();
            found.unwrap_or_else(|| Held {
                number: number.clone(),
                sid: "PN0123456789abcdef0123456789abcdef".to_owned(),
            })
        };
        form.numbers().iter().map(held).collect()
    }

    async fn file(&self, form: &Form) -> Result<Word, TrustError> {
        let cleared = gate::clear_service(Telephony::OwnCarrier, None).expect("never gated");
        let numbers = self.numbers(form);
        let dossier = Dossier { id: &self.id, service: form.service(), numbers: &numbers, diary: &self.diary };
        let round = self.round.load(Ordering::SeqCst);
        self.twilio.file(&cleared, Filing { dossier, form, round, callback: &self.callback }).await
    }

    async fn standing(&self, form: &Form) -> Standing {
        let numbers = self.numbers(form);
        let dossier = Dossier { id: &self.id, service: form.service(), numbers: &numbers, diary: &self.diary };
        self.twilio.standing(dossier).await.expect("an answer")
    }

    /// Files it until the vendor's last word, as the store does: again whenever something is yet to be sent.
    async fn see_through(&self, form: &Form) -> Word {
        let mut told = Some(self.file(form).await.expect("filed"));
        eventually("a last word", async || {
            told = match self.standing(form).await {
                Standing::Unsent => Some(self.file(form).await.expect("filed")),
                Standing::Told(word) => Some(word),
            };
            matches!(told, Some(Word::Approved | Word::Rejected { .. }))
        })
        .await;
        told.expect("told")
    }
}

fn form(service: Service, changes: &[(Field, &str)]) -> Form {
    Form::parse(service, &sample::with(service, changes)).expect("whole")
}

fn named(service: Service, name: &str) -> Form {
    form(service, &[(Field::BusinessName, name)])
}

/// How many papers of each kind the ledger knows, by the letters that their ids begin with.
fn papers(vendors: &Vendors) -> BTreeMap<String, usize> {
    let sids: std::collections::BTreeSet<String> =
        vendors.events("twilio.paper").iter().map(|line| line["sid"].as_str().expect("an id").to_owned()).collect();
    let mut count = BTreeMap::new();
    for sid in sids {
        *count.entry(sid[..2].to_owned()).or_default() += 1;
    }
    count
}

#[tokio::test]
async fn each_service_is_approved_by_itself() {
    for service in SERVICES {
        let vendors = start().await;
        let office = Office::open(&vendors).await;
        let form = form(service, &[]);
        assert_eq!(office.standing(&form).await, Standing::Unsent);
        assert_eq!(office.see_through(&form).await, Word::Approved, "{service}");
        let expected: &[(&str, usize)] = match service {
            Service::A2pBrand => &[("AD", 1), ("BN", 1), ("BU", 2), ("IT", 3), ("RD", 1)],
            Service::TollFree => &[("HH", 1)],
            Service::Cnam => &[("AD", 1), ("BU", 2), ("IT", 3), ("RD", 1)],
            Service::ShakenStir => &[("AD", 1), ("BU", 2), ("IT", 2), ("RD", 1)],
        };
        let expected: BTreeMap<String, usize> = expected.iter().map(|(kind, n)| ((*kind).to_owned(), *n)).collect();
        assert_eq!(papers(&vendors), expected, "{service}");
    }
}

#[tokio::test]
async fn filing_again_makes_nothing_new() {
    for service in SERVICES {
        let vendors = start().await;
        let office = Office::open(&vendors).await;
        let form = form(service, &[]);
        for _ in 0..3 {
            office.file(&form).await.expect("filed");
        }
        assert_eq!(office.see_through(&form).await, Word::Approved);
        let before = papers(&vendors);
        assert_eq!(office.file(&form).await.expect("filed"), Word::Approved);
        assert_eq!(papers(&vendors), before, "{service}");
    }
}

#[tokio::test]
async fn what_is_refused_can_be_mended() {
    for (service, name, reason) in [
        (Service::Cnam, "Acme Declined", Reason::Check(Field::Website)),
        (Service::ShakenStir, "Acme Declined", Reason::Check(Field::Website)),
        (Service::A2pBrand, "Acme Unregistered", Reason::NoMatch),
        (Service::TollFree, "Acme Declined", Reason::Check(Field::OptInImages)),
    ] {
        let vendors = start().await;
        let office = Office::open(&vendors).await;
        let Word::Rejected { reasons, edit } = office.see_through(&named(service, name)).await else {
            panic!("{service} is refused")
        };
        assert_eq!(reasons, [reason], "{service}");
        assert!(matches!((service, edit), (Service::TollFree, Edit::Until(_)) | (_, Edit::Always)), "{service}");
        let count = papers(&vendors);
        office.mended();
        assert_eq!(office.see_through(&form(service, &[])).await, Word::Approved, "{service}");
        let mut expected = count;
        if service == Service::Cnam || service == Service::ShakenStir {
            // Only now its product.
            *expected.entry("BU".into()).or_default() += 1;
            if service == Service::Cnam {
                *expected.entry("IT".into()).or_default() += 1;
            }
        }
        assert_eq!(papers(&vendors), expected, "{service}: rewritten, not made again");
    }
}

#[tokio::test]
async fn a_name_that_is_not_allowed_is_told() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    let declined = form(Service::Cnam, &[(Field::DisplayName, "Declined Inc")]);
    let told = office.see_through(&declined).await;
    assert_eq!(told, Word::Rejected { reasons: vec![Reason::Prohibited], edit: Edit::Always });
}

#[tokio::test]
async fn some_refusals_are_for_good() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    let forbidden = Word::Rejected { reasons: vec![Reason::Ineligible], edit: Edit::Never };
    assert_eq!(office.see_through(&named(Service::TollFree, "Forbidden Inc")).await, forbidden);
    assert_eq!(office.file(&form(Service::TollFree, &[])).await.expect("an answer"), forbidden);
}

#[tokio::test]
async fn a_number_with_a_verification_is_applied_for_anew() {
    let vendors = start().await;
    let mut office = Office::open(&vendors).await;
    let forbidden = office.see_through(&named(Service::TollFree, "Forbidden Inc")).await;
    assert!(matches!(forbidden, Word::Rejected { edit: Edit::Never, .. }));
    office.begin("a-2");
    let declined = office.see_through(&named(Service::TollFree, "Acme Declined")).await;
    assert!(matches!(declined, Word::Rejected { edit: Edit::Until(_), .. }), "a new one: {declined:?}");
    assert_eq!(papers(&vendors)["HH"], 2);
    office.begin("a-3");
    assert_eq!(office.see_through(&form(Service::TollFree, &[])).await, Word::Approved);
    assert_eq!(papers(&vendors)["HH"], 2, "what may be mended is mended");
    office.begin("a-4");
    assert_eq!(office.see_through(&named(Service::TollFree, "Other Inc")).await, Word::Approved, "it is verified");
    assert_eq!(papers(&vendors)["HH"], 2);
}

#[tokio::test]
async fn a_paper_that_no_bundle_got_is_used_by_the_next_try() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    // Its answer was lost.
    let stray =
        [("FriendlyName", "a-1"), ("Type", "cnam_information"), ("Attributes", r#"{"cnam_display_name":"Old"}"#)];
    let url = format!("{}/v1/EndUsers", vendors.url);
    let made = http_client().post(url).basic_auth(ACCOUNT, Some("token-1")).form(&stray).send().await.expect("made");
    assert_eq!(made.status(), StatusCode::CREATED);
    assert_eq!(office.see_through(&form(Service::Cnam, &[])).await, Word::Approved);
    assert_eq!(papers(&vendors)["IT"], 3, "business, representative, and the name that was there");
}

#[tokio::test]
async fn a_review_may_take_its_time() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    let form = named(Service::ShakenStir, "Review Brothers");
    office.file(&form).await.expect("filed");
    eventually("in review", async || office.standing(&form).await == Standing::Told(Word::InReview)).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(office.standing(&form).await, Standing::Told(Word::InReview));
}

#[tokio::test]
async fn a_number_that_is_not_there_is_told_before_anything_is_made() {
    let vendors = start().await;
    let office = Office::at(&vendors, NOBODY);
    for service in [Service::TollFree, Service::Cnam, Service::ShakenStir] {
        let refused = office.file(&form(service, &[])).await.expect_err("refused");
        let missing = matches!(&refused, TrustError::Refused { reasons, .. } if *reasons == [Reason::NumberMissing]);
        assert!(missing, "{refused:?}");
    }
    assert!(papers(&vendors).is_empty());
}

#[tokio::test]
async fn a_restart_goes_on_with_reviews_and_the_ledger_holds_no_names() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    let form = form(Service::Cnam, &[]);
    office.file(&form).await.expect("filed");
    let folder = vendors.stop().await;
    let ledger = std::fs::read_to_string(folder.path().join("deep/ledger.jsonl")).expect("ledger");
    for secret in ["Ana", "Barn", "example.com", "123456789", "Enterprise Way", "4085550123"] {
        assert!(!ledger.contains(secret), "{secret}");
    }
    let settings = settings(folder.path(), NOWHERE);
    let vendors = start_in(folder, settings).await;
    let office = Office { bought: office.bought, diary: office.diary, ..Office::at(&vendors, NOBODY) };
    assert_eq!(office.see_through(&form).await, Word::Approved);
}

#[tokio::test]
async fn a_mended_product_gets_what_its_approved_profile_lacks() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    let declined = form(Service::Cnam, &[(Field::DisplayName, "Declined Inc")]);
    assert!(matches!(office.see_through(&declined).await, Word::Rejected { .. }));
    office.mended();
    let both = format!("{LOCAL}\n{SECOND}");
    let mended = form(Service::Cnam, &[(Field::Numbers, &both), (Field::Website, "https://barns.example")]);
    assert_eq!(office.see_through(&mended).await, Word::Approved, "the second number is on the profile, too");
    assert_eq!(papers(&vendors)["BU"], 2, "rewritten, not made again");
}

#[tokio::test]
async fn what_is_missing_is_found_by_an_evaluation() {
    let vendors = start().await;
    let office = Office::open(&vendors).await;
    let post = async |path: &str, form: &[(&str, &str)]| {
        let request = vendors.client.post(format!("{}/v1/{path}", vendors.url)).form(form);
        let answer = request.basic_auth(ACCOUNT, Some("token-1")).send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.json::<serde_json::Value>().await.expect("json"))
    };
    let policy = "RNdfbf3fae0e1107f8aded0e7cead80bf5";
    let (_, profile) =
        post("CustomerProfiles", &[("FriendlyName", "x"), ("Email", "a@b.co"), ("PolicySid", policy)]).await;
    let sid = profile["sid"].as_str().expect("an id").to_owned();
    let (status, evaluation) = post(&format!("CustomerProfiles/{sid}/Evaluations"), &[("PolicySid", policy)]).await;
    assert_eq!((status, &evaluation["status"]), (201, &"noncompliant".into()));
    assert_eq!(evaluation["results"].as_array().expect("a list").len(), 4);
    let (status, _) = post(&format!("CustomerProfiles/{sid}"), &[("Status", "pending-review")]).await;
    assert_eq!(status, 400, "what is not compliant is not sent");
    let primary = "RN6433641899984f951173ef1738c3bdd0";
    let (status, _) =
        post("CustomerProfiles", &[("FriendlyName", "x"), ("Email", "a@b.co"), ("PolicySid", primary)]).await;
    assert_eq!(status, 400, "that one is made in the console alone");
    drop(office);
}

#[tokio::test]
async fn each_step_of_a_bundle_is_told_with_a_signature() {
    let vendors = start().await;
    let (listener, url) = Listener::open().await;
    let office = Office::calling(&vendors, &url).await;
    assert_eq!(office.see_through(&form(Service::ShakenStir, &[])).await, Word::Approved);
    let both = ["in-review", "twilio-approved", "in-review", "twilio-approved"];
    eventually("told", async || listener.statuses().len() == 4).await;
    assert_eq!(listener.statuses(), both);
    eventually("noted", async || vendors.events("twilio.called").len() == 4).await;
    assert!(vendors.events("twilio.called").iter().all(|line| line["answer"] == "204"));
}

#[tokio::test]
async fn a_callback_may_be_lost() {
    let vendors = start().await;
    let (listener, url) = Listener::open().await;
    let office = Office::calling(&vendors, &url).await;
    let lost = named(Service::ShakenStir, "Lost Luggage");
    office.file(&lost).await.expect("filed");
    let approved = async || office.standing(&lost).await == Standing::Unsent;
    eventually("the profile is approved, the product not sent", approved).await;
    assert!(listener.statuses().is_empty());
}
