//! Compliance services on the account's one approval: sent, held, gone out by themselves, mended, and what a callback
//! may do.

use app::{
    AppError,
    desk::{Admitted, ApplicationSummary, DemoAccount, Sent, ServiceView, ServicesView, SignedIn},
    domain::{
        ApplicationId, Approval, Service,
        service::{Application, Edit, Field, Reason, Why, Wrong, sample},
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use plusone::{
    demo,
    desk::form_context,
    ids,
    rewrap::rewrap,
    store::{
        accounts, applications,
        applications::StoredApplication,
        jobs::{self, Kind},
    },
    vault::Vault,
};
use sha1::Sha1;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop, Visitor},
};

on_both!(
    a_held_application_goes_out_by_itself_and_once,
    a_verified_account_is_never_asked,
    an_own_carrier_is_never_gated,
    a_declined_identity_gives_it_back,
    a_lost_wake_up_is_found_by_the_sweep,
    a_form_that_is_wrong_goes_nowhere,
    another_accounts_application_and_number_are_not_there,
    a_refused_one_is_mended_and_sent_again,
    a_number_that_was_left_out_is_taken_from_the_vendor_too,
    a_callback_hurries_the_look_and_decides_nothing,
    a_callback_while_it_is_filed_brings_nobody_beside_it,
    what_was_granted_is_heard_to_be_taken_back,
    an_approval_that_is_gone_stops_what_is_not_under_review,
    a_number_that_is_gone_is_not_filed_for,
    without_a_carrier_nothing_is_sent,
    a_look_without_news_writes_nothing,
    an_account_has_so_many_brands,
    a_callback_that_nobody_signed_is_refused,
    callbacks_of_one_account_are_counted,
    what_was_written_is_sealed,
    a_plain_form_is_kept_checked_and_sent,
    a_form_that_is_sent_twice_is_one_application,
    the_next_form_begins_with_what_the_last_one_knows,
    only_numbers_that_the_service_takes_are_offered,
    a_declined_account_is_told_so
);

const OWNED: &str = "+12025550123";

impl TestShop {
    /// The person behind a demo sign-in, as the desk knows them.
    pub async fn person(&self, who: DemoAccount) -> SignedIn {
        let cookie = self.sign_in(who).await.cookie.expect("signed in");
        let token = cookie.strip_prefix("plusone=").expect("a session");
        match self.house.session(token).await.expect("read").expect("alive") {
            Admitted::In(who) => who,
            Admitted::AtTheDoor(..) => panic!("one click leads in"),
        }
    }

    pub async fn write(&self, who: &SignedIn, service: Service, changes: &[(Field, &str)]) -> ApplicationId {
        let fields = sample::with(service, changes);
        let id = ids::fresh();
        self.house.write_application(who, &id, service, &fields).await.expect("written");
        id
    }

    pub async fn send(&self, who: &SignedIn, id: &ApplicationId) -> Result<Sent, Vec<Wrong>> {
        self.house.send_application(who, id).await.expect("an answer")
    }

    async fn application(&self, id: &ApplicationId) -> StoredApplication {
        let mut tx = self.db.read().await;
        applications::lookup(&mut tx, id).await.expect("read").expect("an application")
    }

    pub async fn ends(&self, id: &ApplicationId) -> Application {
        let look = async || {
            let state = self.application(id).await.state;
            let ended = matches!(state, Application::Approved { .. } | Application::Rejected { .. });
            if ended { Ok(state) } else { Err(format!("{state:?}")) }
        };
        self.until("a last word", look).await
    }

    /// How many objects of these ids the vendor has.
    fn papers(&self, prefix: &str) -> usize {
        let lines = self.vendor_lines("twilio.paper");
        let sids: BTreeSet<&str> = lines.iter().filter_map(|line| line["sid"].as_str()).collect();
        sids.into_iter().filter(|sid| sid.starts_with(prefix)).count()
    }
}

async fn a_held_application_goes_out_by_itself_and_once(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::Unverified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Held));
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Held), "sent twice, held once");
    assert_eq!(shop.application(&id).await.state, Application::Held { round: 0 });
    assert!(shop.vendor_lines("twilio.paper").is_empty(), "nobody is asked before");

    shop.sign_in(DemoAccount::Unverified).await.verify_with("front.jpg").await;
    assert_eq!(shop.ends(&id).await, Application::Approved { round: 1 });
    assert_eq!((shop.papers("BU"), shop.papers("BN")), (2, 1));
    assert_eq!(shop.vendor_lines("persona.transaction").len(), 1, "one approval for everything");
    let second = shop.write(&who, Service::A2pBrand, &[]).await;
    let wrong = vec![Wrong { field: Field::RegistrationNumber, why: Why::AppliedFor }];
    assert_eq!(shop.send(&who, &second).await, Err(wrong), "one brand a business");
    let other = shop.write(&who, Service::A2pBrand, &[(Field::RegistrationNumber, "98-7654321")]).await;
    assert_eq!(shop.send(&who, &other).await, Ok(Sent::Submitting), "and no second approval");
}

async fn a_verified_account_is_never_asked(db: Database) {
    let shop = TestShop::open(db).await;
    shop.sign_in(DemoAccount::Verified).await.own(OWNED).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::Cnam, &[(Field::Numbers, OWNED)]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    assert_eq!(shop.ends(&id).await, Application::Approved { round: 1 });
    assert!(shop.vendor_lines("persona.transaction").is_empty());
}

async fn an_own_carrier_is_never_gated(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::OwnCarrier).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    assert_eq!(shop.ends(&id).await, Application::Approved { round: 1 });
    let lines = shop.vendor_lines("twilio.paper");
    assert!(lines.iter().all(|line| line["account"] == demo::OWN_SID), "in its own carrier account");
}

async fn a_declined_identity_gives_it_back(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::Unverified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Held));
    shop.sign_in(DemoAccount::Unverified).await.verify_with("declined.jpg").await;
    let look = async || {
        let state = shop.application(&id).await.state;
        if state == Application::NEW { Ok(()) } else { Err(format!("{state:?}")) }
    };
    shop.until("given back", look).await;
    assert!(shop.vendor_lines("twilio.paper").is_empty());
}

/// The approval is written, and nobody is told.
async fn a_lost_wake_up_is_found_by_the_sweep(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::Unverified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Held));
    let approval = Approval { verification: ids::fresh(), at: shop.plan.clock.now() };
    let mut tx = shop.db.write().await;
    accounts::set_approval(&mut tx, &who.account, Some(&approval)).await.expect("written");
    tx.commit().await.expect("commits");
    assert_eq!(shop.ends(&id).await, Application::Approved { round: 1 });
    assert_eq!(shop.papers("BN"), 1);
}

async fn a_form_that_is_wrong_goes_nowhere(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    let changes = [(Field::Email, "ana"), (Field::PostalCode, "")];
    let id = shop.write(&who, Service::A2pBrand, &changes).await;
    let before = shop.everything().await;
    let wrong = |field, why| Wrong { field, why };
    let expected = vec![wrong(Field::PostalCode, Why::Missing), wrong(Field::Email, Why::NotAnEmail)];
    assert_eq!(shop.send(&who, &id).await, Err(expected));
    assert_eq!(shop.everything().await, before);
    let long = [(Field::Summary.to_string(), "x".repeat(70_000))];
    let refused = shop.house.write_application(&who, &id, Service::A2pBrand, &long).await;
    assert_eq!(refused.map_err(AppError::from), Err(AppError::TooLong));
    let other = shop.house.write_application(&who, &id, Service::Cnam, &[]).await;
    assert_eq!(other.map_err(AppError::from), Err(AppError::TooLate), "an application stays what it is for");
}

async fn another_accounts_application_and_number_are_not_there(db: Database) {
    let shop = TestShop::open(db).await;
    shop.sign_in(DemoAccount::Verified).await.own(OWNED).await;
    let owner = shop.person(DemoAccount::Verified).await;
    let stranger = shop.person(DemoAccount::OwnCarrier).await;
    let id = shop.write(&owner, Service::ShakenStir, &[(Field::Numbers, OWNED)]).await;
    for refused in [
        shop.house.send_application(&stranger, &id).await.map(|_| ()),
        shop.house.take_application_back(&stranger, &id).await,
        shop.house.write_application(&stranger, &id, Service::ShakenStir, &[]).await,
    ] {
        assert_eq!(refused.map_err(AppError::from), Err(AppError::NotFound));
    }
    let theirs = shop.write(&stranger, Service::ShakenStir, &[(Field::Numbers, OWNED)]).await;
    let wrong = vec![Wrong { field: Field::Numbers, why: Why::NotOwned }];
    assert_eq!(shop.send(&stranger, &theirs).await, Err(wrong), "nobody speaks for another's number");
}

async fn a_refused_one_is_mended_and_sent_again(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[(Field::BusinessName, "Acme Declined")]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    let rejected = Application::Rejected { round: 1, reasons: vec![Reason::Check(Field::Website)], edit: Edit::Always };
    assert_eq!(shop.ends(&id).await, rejected);
    let fields = sample::fields(Service::A2pBrand);
    shop.house.write_application(&who, &id, Service::A2pBrand, &fields).await.expect("written on");
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    let look = async || match shop.application(&id).await.state {
        Application::Approved { round: 2 } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("approved in the second round", look).await;
    assert_eq!((shop.papers("BU"), shop.papers("BN")), (2, 1), "mended, not made again");
    let again = shop.house.send_application(&who, &id).await;
    assert_eq!(again.map_err(AppError::from), Err(AppError::TooLate), "what is granted is not sent again");
}

async fn a_number_that_was_left_out_is_taken_from_the_vendor_too(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for number in [OWNED, "+12025550124"] {
        buyer.own(number).await;
    }
    let who = shop.person(DemoAccount::Verified).await;
    let both = format!("{OWNED}\n+12025550124");
    let declined = [(Field::Numbers, both.as_str()), (Field::BusinessName, "Acme Declined")];
    let id = shop.write(&who, Service::ShakenStir, &declined).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    assert!(matches!(shop.ends(&id).await, Application::Rejected { .. }));
    let mended = sample::with(Service::ShakenStir, &[(Field::Numbers, OWNED)]);
    shop.house.write_application(&who, &id, Service::ShakenStir, &mended).await.expect("written on");
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    let look = async || match shop.application(&id).await.state {
        Application::Approved { round: 2 } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("approved in the second round", look).await;
    let lines = shop.vendor_lines("twilio.paper");
    let bundles = lines.iter().filter(|line| line["sid"].as_str().is_some_and(|sid| sid.starts_with("BU")));
    let last: BTreeMap<_, _> = bundles.map(|line| (line["sid"].as_str(), line["endpoints"].as_array())).collect();
    let on_each: Vec<_> = last.values().map(|rows| rows.map(Vec::len)).collect();
    assert_eq!(on_each, [Some(1), Some(1)], "profile and product");
}

/// A callback about an application, signed with `token`.
async fn call(shop: &TestShop, id: &ApplicationId, token: &str, status: &str) -> u16 {
    let path = format!("/webhooks/twilio?application={id}");
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).expect("any key does");
    mac.update(format!("{}{path}BundleSidBU1Status{status}", shop.origin()).as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let request = shop.http.post(format!("{}{path}", shop.url)).form(&[("Status", status), ("BundleSid", "BU1")]);
    request.header("X-Twilio-Signature", signature).send().await.expect("an answer").status().as_u16()
}

const JOBS: &str = "SELECT COUNT(*) FROM jobs WHERE kind = 'apply'";
const EVENTS: &str = "SELECT COUNT(*) FROM webhook_events WHERE name = 'twilio.status'";

async fn a_callback_hurries_the_look_and_decides_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(call(&shop, &id, demo::TWILIO_TOKEN, "twilio-approved").await, 200);
    assert_eq!((shop.db.count(JOBS).await, shop.db.count(EVENTS).await), (0, 0), "nothing is under way");
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    for _ in 0..2 {
        assert_eq!(call(&shop, &id, demo::TWILIO_TOKEN, "twilio-approved").await, 200);
    }
    assert_eq!((shop.db.count(JOBS).await, shop.db.count(EVENTS).await), (1, 1), "one event, one look");
    let state = shop.application(&id).await.state;
    assert_eq!(state, Application::Submitting { round: 1, asked: false }, "its word is not believed");
}

async fn a_callback_while_it_is_filed_brings_nobody_beside_it(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    let (now, lease) = (shop.plan.clock.now(), shop.plan.clock.now().after(Duration::from_secs(300)));
    let claim = async || {
        let mut tx = shop.db.write().await;
        let job = jobs::claim(&mut tx, Kind::Apply, id.as_str(), now.after(Duration::from_secs(60)), lease).await;
        tx.commit().await.expect("commits");
        job.expect("tried")
    };
    assert!(claim().await.is_some());
    assert_eq!(call(&shop, &id, demo::TWILIO_TOKEN, "twilio-approved").await, 200);
    assert!(claim().await.is_none(), "two would make two brands");
}

/// The vendor's books say so now, however it came about.
async fn what_was_granted_is_heard_to_be_taken_back(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[(Field::BusinessName, "Acme Unregistered")]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    assert!(matches!(shop.ends(&id).await, Application::Rejected { .. }));
    let mut granted = shop.application(&id).await;
    granted.state = Application::Approved { round: 1 };
    let mut tx = shop.db.write().await;
    applications::save(&mut tx, &granted).await.expect("written");
    tx.commit().await.expect("commits");
    assert_eq!(call(&shop, &id, demo::TWILIO_TOKEN, "twilio-rejected").await, 200);
    let look = async || match shop.application(&id).await.state {
        Application::Rejected { round: 1, .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("taken back", look).await;
}

async fn an_approval_that_is_gone_stops_what_is_not_under_review(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    // A worker died as it began.
    let mut asked = shop.application(&id).await;
    asked.state = Application::Submitting { round: 1, asked: true };
    let mut tx = shop.db.write().await;
    applications::save(&mut tx, &asked).await.expect("written");
    accounts::set_approval(&mut tx, &who.account, None).await.expect("written");
    tx.commit().await.expect("commits");
    shop.start_worker().await;
    let look = async || match shop.application(&id).await.state {
        Application::Held { round: 1 } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("held again", look).await;
    assert!(shop.vendor_lines("twilio.paper").is_empty(), "looked at, and nothing filed");
    let approval = Approval { verification: ids::fresh(), at: shop.plan.clock.now() };
    let mut tx = shop.db.write().await;
    accounts::set_approval(&mut tx, &who.account, Some(&approval)).await.expect("written");
    tx.commit().await.expect("commits");
    assert_eq!(shop.ends(&id).await, Application::Approved { round: 2 });
}

/// Between the first stage and the next.
async fn a_number_that_is_gone_is_not_filed_for(db: Database) {
    let shop = TestShop::open(db).await;
    shop.sign_in(DemoAccount::Verified).await.own(OWNED).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::ShakenStir, &[(Field::Numbers, OWNED)]).await;
    let mut tx = shop.db.write().await;
    let mut sent = applications::lookup(&mut tx, &id).await.expect("read").expect("there");
    sent.state = Application::InReview { round: 1 };
    applications::save(&mut tx, &sent).await.expect("written");
    tx.commit().await.expect("commits");
    shop.db.count("UPDATE lines SET state = 'gone', carrier_sid = NULL RETURNING position").await;
    let mut tx = shop.db.write().await;
    jobs::ask(&mut tx, Kind::Apply, id.as_str(), shop.plan.clock.now()).await.expect("asked");
    tx.commit().await.expect("commits");
    let rejected = Application::Rejected { round: 1, reasons: vec![Reason::NumberMissing], edit: Edit::Always };
    assert_eq!(shop.ends(&id).await, rejected);
    assert!(shop.vendor_lines("twilio.paper").is_empty());
}

async fn without_a_carrier_nothing_is_sent(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::OwnCarrier).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    // Our own carrier account under another name serves nobody.
    let ours = demo::TWILIO_SID;
    let sql = format!("UPDATE accounts SET carrier_sid = '{ours}' WHERE telephony = 'own' RETURNING version");
    shop.db.count(&sql).await;
    let refused = shop.house.send_application(&who, &id).await.map_err(AppError::from);
    assert_eq!(refused.err(), Some(AppError::CarrierTrouble));
    assert_eq!(shop.application(&id).await.state, Application::NEW);
    let mut sent = shop.application(&id).await;
    sent.state = Application::Submitting { round: 1, asked: false };
    let mut tx = shop.db.write().await;
    applications::save(&mut tx, &sent).await.expect("written");
    jobs::ask(&mut tx, Kind::Apply, id.as_str(), shop.plan.clock.now()).await.expect("asked");
    tx.commit().await.expect("commits");
    let wait = async || {
        let now = shop.plan.clock.now().after(Duration::from_secs(200)).micros();
        let sql = format!(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'apply' AND attempts = 1 AND run_at > {now} \
            AND leased_until IS NULL"
        );
        if shop.db.count(&sql).await == 1 { Ok(()) } else { Err("not put off".to_owned()) }
    };
    shop.until("left alone for a long while", wait).await;
}

async fn a_look_without_news_writes_nothing(db: Database) {
    let shop = TestShop::open(db).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[(Field::BusinessName, "Review Brothers")]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    let look = async || match shop.application(&id).await.state {
        Application::InReview { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("in review", look).await;
    let before = shop.everything().await;
    assert_eq!(call(&shop, &id, demo::TWILIO_TOKEN, "in-review").await, 200);
    let over = async || {
        let waiting =
            "SELECT COUNT(*) FROM jobs WHERE kind = 'apply' AND turn > 0 AND attempts = 1 AND leased_until IS NULL";
        if shop.db.count(waiting).await == 1 { Ok(()) } else { Err("no look yet".to_owned()) }
    };
    shop.until("looked at", over).await;
    let after = shop.everything().await;
    // The callback itself is recorded, and the vendor notes its own.
    let ours = |books: &[(String, i64)]| {
        let kept = books.iter().filter(|(sql, _)| !sql.contains("webhook_events") && !sql.contains("vendors"));
        kept.cloned().collect::<Vec<_>>()
    };
    assert_eq!(ours(&after), ours(&before));
}

async fn an_account_has_so_many_brands(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    for nth in 0..6 {
        let number = format!("12-345678{nth}");
        let id = shop.write(&who, Service::A2pBrand, &[(Field::RegistrationNumber, &number)]).await;
        let sent = shop.house.send_application(&who, &id).await.map_err(AppError::from);
        let wrong = Wrong { field: Field::RegistrationNumber, why: Why::TooMany(5) };
        let expected = if nth < 5 { Ok(Ok(Sent::Submitting)) } else { Ok(Err(vec![wrong])) };
        assert_eq!(sent, expected, "{nth}");
    }
}

async fn callbacks_of_one_account_are_counted(db: Database) {
    let mut plan = Plan::default();
    plan.policy.rates.callbacks = 2;
    let shop = TestShop::without_worker(db, plan).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    shop.send(&who, &id).await.expect("sent");
    let mut answers = Vec::new();
    for status in ["one", "two", "three"] {
        answers.push(call(&shop, &id, demo::TWILIO_TOKEN, status).await);
    }
    assert_eq!((answers, shop.db.count(EVENTS).await), (vec![200, 200, 429], 2));
}

async fn a_callback_that_nobody_signed_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    shop.send(&who, &id).await.expect("sent");
    let before = shop.everything().await;
    assert_eq!(call(&shop, &id, demo::OWN_TOKEN, "twilio-approved").await, 401, "another account's token");
    assert_eq!(call(&shop, &ids::fresh(), demo::TWILIO_TOKEN, "twilio-approved").await, 401, "nobody's application");
    for path in ["/webhooks/twilio", "/webhooks/twilio?application=a", "/webhooks/twilio?application=%00"] {
        let request = shop.http.post(format!("{}{path}", shop.url)).body("Status=twilio-approved");
        let answer = request.header("X-Twilio-Signature", "AAAA").send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 401, "{path}");
    }
    assert_eq!(shop.everything().await, before);
}

async fn what_was_written_is_sealed(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let who = shop.person(DemoAccount::Verified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    let stored = shop.application(&id).await;
    for secret in ["Ana", "123456789", "12-3456789", "Enterprise Way"] {
        let bytes = secret.as_bytes();
        assert!(!stored.form.windows(bytes.len()).any(|window| window == bytes), "{secret}");
    }
    let context = form_context(&who.account, &id);
    let plain = shop.house.vault.open(&context, &stored.form).expect("opens in its place");
    assert!(String::from_utf8_lossy(&plain).contains("Enterprise Way"));
    let other = form_context(&who.account, &ids::fresh());
    assert!(shop.house.vault.open(&other, &stored.form).is_err(), "and in no other");
    let (new, old) = ([9; 32], [7; 32]);
    let both = Vault::new(new).with_older(old);
    rewrap(&shop.db.store, &both, &shop.house.audit).await.expect("under the new key");
    let anew = shop.application(&id).await.form;
    assert_eq!(*Vault::new(new).open(&context, &anew).expect("opens without the old key"), *plain);
}

/// The fields of a plain form, by the names that it sends.
fn plain(id: &str, service: Service, changes: &[(Field, &str)]) -> Vec<(String, String)> {
    let own =
        [("application", id), ("service", service.as_str())].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let named = |(name, value): (String, String)| (format!("fields[{name}][]"), value);
    own.into_iter().chain(sample::with(service, changes).into_iter().map(named)).collect()
}

/// Sends a browser's own form, and the page that it is led to.
async fn submit(visitor: &Visitor<'_>, door: &str, form: &[(String, String)]) -> String {
    let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.send_from("/services/a2p-brand?new=1", visitor.form(&format!("/api/{door}"), &fields)).await
}

async fn open(visitor: &Visitor<'_>, service: Service, id: &str) -> Result<ServiceView, Refused> {
    visitor.call("show_application", &[("service", service.as_str()), ("application", id)]).await
}

async fn all_of(visitor: &Visitor<'_>) -> Vec<ApplicationSummary> {
    visitor.call::<ServicesView>("list_applications", &[]).await.expect("a list").applications
}

async fn a_plain_form_is_kept_checked_and_sent(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let id = ids::text();
    let unfinished = [(Field::Email, "ana"), (Field::PostalCode, "")];
    let page = submit(&buyer, "write_application", &plain(&id, Service::A2pBrand, &unfinished)).await;
    assert!(page.contains("The draft is saved.") && page.contains("Acme Barns LLC"), "{page}");
    assert!(!page.contains("to mend"), "a draft is not checked");
    let page = submit(&buyer, "send_application", &plain(&id, Service::A2pBrand, &unfinished)).await;
    assert!(page.contains("2 things to mend before it can be sent"), "{page}");
    assert!(page.contains("Acme Barns LLC"), "what was typed stays");
    let other = ids::text();
    let odd = [(Field::Sample, "</textarea><script>\n& so on")];
    let page = submit(&buyer, "write_application", &plain(&other, Service::TollFree, &odd)).await;
    assert!(page.contains(">&lt;/textarea&gt;&lt;script&gt;\n&amp; so on</textarea>"), "{page}");
    assert!(page.contains(">Barns only.</textarea>"), "and nothing else stands in a field");
    let open = open(&buyer, Service::A2pBrand, &id).await.expect("there").open.expect("asked for");
    assert_eq!((open.editable, open.summary.state), (true, Application::NEW));
    assert!(open.filled.contains(&(Field::Email, "ana".to_owned())));
    let page = submit(&buyer, "send_application", &plain(&id, Service::A2pBrand, &[])).await;
    assert!(page.contains("Sending") && page.contains("101 Enterprise Way"), "{page}");
    let mut listed = all_of(&buyer).await;
    listed.retain(|it| it.service == Service::A2pBrand);
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].name.as_str(), listed[0].id.as_str()), ("Acme Barns LLC", id.as_str()));
    assert_eq!(listed[0].state, Application::Submitting { round: 1, asked: false });
}

async fn a_form_that_is_sent_twice_is_one_application(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let id = ids::text();
    let form = plain(&id, Service::A2pBrand, &[]);
    submit(&buyer, "send_application", &form).await;
    let before = shop.everything().await;
    let page = submit(&buyer, "send_application", &form).await;
    assert!(page.contains("Sending"), "where it stands, whatever was too late: {page}");
    assert_eq!(shop.everything().await, before);
    let stranger = shop.sign_in(DemoAccount::OwnCarrier).await;
    let not_found = Refused::new(404, AppError::NotFound);
    assert_eq!(open(&stranger, Service::A2pBrand, &id).await.err(), Some(not_found));
    let elsewhere = Refused::new(404, AppError::NotFound);
    assert_eq!(open(&buyer, Service::Cnam, &id).await.err(), Some(elsewhere), "in its own place alone");
    let fields = [("application", "mine"), ("service", "cnam")];
    let odd: Result<(), _> = buyer.call("write_application", &fields).await;
    assert_eq!(odd, Err(Refused::new(404, AppError::NotFound)), "ids are of our making");
}

async fn the_next_form_begins_with_what_the_last_one_knows(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let first = open(&buyer, Service::Cnam, "").await.expect("a page");
    assert!(first.known.is_empty() && first.open.is_none());
    submit(&buyer, "write_application", &plain(first.fresh.as_str(), Service::Cnam, &[])).await;
    let next = open(&buyer, Service::ShakenStir, "").await.expect("a page");
    assert_ne!(next.fresh, first.fresh);
    assert!(next.known.contains(&(Field::Street, "101 Enterprise Way".to_owned())));
    assert!(!next.known.iter().any(|(field, _)| matches!(field, Field::Numbers | Field::DisplayName)));
    let stranger = shop.sign_in(DemoAccount::OwnCarrier).await;
    assert!(open(&stranger, Service::ShakenStir, "").await.expect("a page").known.is_empty());
}

async fn only_numbers_that_the_service_takes_are_offered(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for number in [OWNED, "+18005550123", "+14165550123"] {
        buyer.own(number).await;
    }
    for (service, numbers) in [
        (Service::A2pBrand, &[][..]),
        (Service::TollFree, &["+18005550123"]),
        (Service::Cnam, &[OWNED]),
        (Service::ShakenStir, &[OWNED, "+18005550123"]),
    ] {
        let view = open(&buyer, service, "").await.expect("a page");
        let offered: Vec<_> = view.numbers.iter().map(|number| number.as_e164()).collect();
        assert_eq!(offered, numbers, "{service}");
    }
}

async fn a_declined_account_is_told_so(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.verify_with("declined.jpg").await;
    buyer.wait_for_step("declined", |step| matches!(step, app::desk::Step::Declined)).await;
    let who = shop.person(DemoAccount::Unverified).await;
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    let refused = shop.house.send_application(&who, &id).await.map_err(AppError::from);
    assert_eq!(refused, Err(AppError::IdentityDeclined));
    assert_eq!(shop.application(&id).await.state, Application::NEW);
}
