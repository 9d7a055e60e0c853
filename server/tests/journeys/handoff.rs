//! Going on with a phone: the link, the code, what the phone may do, and its end.

use app::{
    AppError,
    desk::{
        CONSENT_VERSION, DemoAccount, Desk, HandoffLink, HandoffView, Phone, PhoneView, Received, Step, VerifyView,
        WaitingView,
    },
    domain::{Language, TextState, Timestamp, order::Status},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use plusone::{clock::Clock, demo};
use reqwest::{
    StatusCode,
    header::{HeaderValue, SET_COOKIE},
};
use sha1::Sha1;
use std::time::Duration;
use tokio::time::timeout;

use crate::{
    database::{Database, on_both},
    log,
    shop::{NUMBERS, PATIENCE, Plan, Refused, TestShop, Visitor, photo},
};

on_both!(
    a_phone_takes_the_pictures_and_both_screens_see_the_purchase_through,
    a_link_is_good_once_and_for_one_phone,
    a_link_is_replaced_every_two_minutes_and_gone_after_fifteen,
    a_code_may_be_wrong_once_and_both_screens_say_so,
    what_cannot_be_a_code_is_no_guess,
    two_guesses_at_once_are_two,
    continuing_here_ends_the_phone_at_once,
    a_phone_ends_with_the_session_that_it_goes_on_for,
    a_phone_ends_after_half_an_hour,
    a_picture_that_comes_too_late_is_not_taken,
    a_phone_ends_itself_at_once,
    a_phone_ends_a_moment_after_its_work,
    a_phone_ends_when_a_person_must_look,
    a_phone_has_few_streams_and_they_name_no_account,
    what_is_bought_beside_the_identity_is_not_the_phones,
    beginning_again_ends_the_one_before,
    hand_offs_are_limited,
    a_phone_shows_nothing_of_the_account,
    who_is_signed_in_on_the_phone_stays_so_and_has_no_part_in_it,
    looking_at_a_link_changes_nothing,
    neither_log_nor_database_holds_a_link,
    where_only_this_computer_reaches_the_store_there_is_no_code,
    a_link_goes_by_text_message,
    what_the_carrier_refuses_is_told_in_words,
    text_messages_are_limited,
    text_messages_of_a_day_are_limited,
    a_text_message_that_comes_back_is_told,
    word_of_a_text_message_that_nobody_signed_is_refused,
    everything_works_by_plain_forms,
    the_trail_tells_of_it,
    the_cookie_of_a_phone_is_bound_to_the_host
);

/// A house that others reach, with a number to text from.
fn public() -> Plan {
    Plan { secure: true, sms_from: Some("+15005550006"), ..Plan::default() }
}

fn timed() -> (Plan, Clock) {
    let clock = Clock::manual(Timestamp::from_micros(1_700_000_000_000_000));
    (Plan { clock: clock.clone(), ..Plan::default() }, clock)
}

/// The same with a clock that stands at today: what the vendor signs counts.
fn standing() -> (Plan, Clock) {
    let clock = Clock::manual(Clock::system().now());
    (Plan { clock: clock.clone(), hurry: true, ..Plan::default() }, clock)
}

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

fn token(link: &str) -> &str {
    link.rsplit('/').next().expect("a token")
}

/// Another code than this.
fn wrong(code: &str) -> &'static str {
    if code == "4727" { "4728" } else { "4727" }
}

impl<'a> Visitor<'a> {
    pub async fn begin(&self) -> WaitingView {
        self.call::<()>("begin_handoff", &[]).await.expect("begun");
        self.waiting().await
    }

    async fn handoff(&self) -> Option<HandoffView> {
        self.verification().await.handoff
    }

    async fn waiting(&self) -> WaitingView {
        match self.handoff().await {
            Some(HandoffView::Waiting(view)) => view,
            other => panic!("not waiting: {other:?}"),
        }
    }

    async fn link(&self, token: &str) -> Result<HandoffLink, Refused> {
        self.call("show_handoff", &[("token", token)]).await
    }

    /// A phone that was let in by this link.
    pub async fn phone(&self, view: &WaitingView) -> Visitor<'a> {
        self.shop.let_in(token(&view.link), &view.code).await.expect("let in")
    }

    pub async fn seen(&self) -> Result<PhoneView, Refused> {
        self.call("show_phone", &[]).await
    }

    /// The same as a computer's passport and face, by a phone.
    pub async fn show_passport_by_phone(&self) -> StatusCode {
        let texts = [("country", "US"), ("id_type", "passport")];
        self.upload("phone/document", &texts, &[("front", "front.jpg", photo())]).await.status()
    }

    pub async fn show_face_by_phone(&self) -> StatusCode {
        let texts = [("consent", CONSENT_VERSION)];
        self.upload("phone/selfie", &texts, &[("selfie", "me.jpg", photo())]).await.status()
    }
}

impl TestShop {
    async fn let_in(&self, token: &str, code: &str) -> Result<Visitor<'_>, Refused> {
        let mut phone = self.visitor();
        phone.enter(&[("token", token), ("code", code)], "open_handoff").await?;
        Ok(phone)
    }

    /// Waits until the carrier has told all that it will of so many text messages. No house hears it at this address.
    async fn told_of_texts(&self, count: usize) {
        let look = async || match self.vendor_lines("twilio.called").len() {
            told if told == 2 * count => Ok(()),
            told => Err(told.to_string()),
        };
        self.until("told", look).await;
    }

    /// What the house knows a phone as, in the middle of a request of its.
    async fn phone_behind(&self, phone: &Visitor<'_>) -> Phone {
        let cookie = phone.cookie.as_deref().and_then(|cookie| cookie.split_once('='));
        self.house.phone_of(cookie.expect("a phone").1).await.expect("read").expect("let in")
    }
}

fn over<T>() -> Result<T, Refused> {
    Err(Refused::new(401, AppError::HandoffOver))
}

async fn a_phone_takes_the_pictures_and_both_screens_see_the_purchase_through(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let view = buyer.begin().await;
    let phone = buyer.phone(&view).await;
    let seen = phone.seen().await.expect("let in");
    assert!(matches!(seen.case.step, Step::Document { .. }), "{seen:?}");
    assert_eq!((seen.waiting, seen.bought), (1, 0));
    let received = async || match buyer.handoff().await {
        Some(HandoffView::Connected { received, .. }) => received,
        other => panic!("not connected: {other:?}"),
    };
    assert_eq!(received().await, Received { front: false, back: Some(false) });
    let stream = shop.http.get(format!("{}/events/phone", shop.url));
    let mut stream = phone.request(stream).send().await.expect("an answer");
    assert_eq!(stream.status(), 200);
    assert_eq!(phone.show_passport_by_phone().await, 204);
    assert_eq!(received().await, Received { front: true, back: None }, "a passport has no back");
    phone.call::<()>("consent_on_phone", &[("version", CONSENT_VERSION)]).await.expect("recorded");
    assert_eq!(phone.show_face_by_phone().await, 204);
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let view = buyer.wait_for_step("verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(view.handoff, None);
    let look = async || match phone.seen().await.expect("let in") {
        PhoneView { case: VerifyView { step: Step::Verified { .. }, .. }, waiting: 0, bought: 1 } => Ok(()),
        other => Err(format!("{other:?}")),
    };
    shop.until("the phone says that it is bought", look).await;
    let mut heard = String::new();
    while !heard.contains("event: changed") {
        let chunk = timeout(PATIENCE, stream.chunk()).await.expect("in time").expect("unbroken").expect("it goes on");
        heard.push_str(&String::from_utf8_lossy(&chunk));
    }
}

async fn a_link_is_good_once_and_for_one_phone(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let nobody = shop.visitor();
    assert!(matches!(nobody.link(token(&view.link)).await, Ok(HandoffLink::Good)));
    let at_once = [shop.let_in(token(&view.link), &view.code), shop.let_in(token(&view.link), &view.code)];
    let opened = futures::future::join_all(at_once).await;
    let won: Vec<_> = opened.iter().filter(|phone| phone.is_ok()).collect();
    assert_eq!(won.len(), 1, "one of two phones");
    assert!(opened.iter().any(|phone| phone.as_ref().err() == over::<()>().err().as_ref()), "the other is told");
    assert_eq!(nobody.link(token(&view.link)).await, Ok(HandoffLink::Used));
    for guessed in ["", "short", &"A".repeat(59), &format!("{}A", &view.link[..view.link.len() - 1]), "\u{e9}"] {
        let asked = nobody.link(token(guessed)).await;
        assert!(matches!(&asked, Err(Refused { status: 404, .. }) | Ok(HandoffLink::Used)), "{guessed}: {asked:?}");
        assert!(shop.let_in(token(guessed), &view.code).await.is_err(), "{guessed}");
    }
}

async fn a_link_is_replaced_every_two_minutes_and_gone_after_fifteen(db: Database) {
    let (plan, clock) = timed();
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let first = buyer.begin().await;
    assert_eq!(buyer.waiting().await, first, "the same truth after a reload");
    let nobody = shop.visitor();
    clock.advance(minutes(2));
    let second = buyer.waiting().await;
    assert_ne!(second.link, first.link);
    assert_eq!((&second.code, second.until), (&first.code, first.until));
    assert_eq!((first.left, second.left), (900, 780), "for a browser whose clock is another");
    for link in [&first.link, &second.link] {
        assert!(matches!(nobody.link(token(link)).await, Ok(HandoffLink::Good)), "who has just scanned it");
    }
    clock.advance(minutes(2));
    assert_eq!(nobody.link(token(&first.link)).await, Ok(HandoffLink::Old));
    assert_eq!(shop.let_in(token(&first.link), &first.code).await.err(), over::<()>().err());
    clock.advance(minutes(10) + Duration::from_secs(59));
    let last = buyer.waiting().await;
    assert!(matches!(nobody.link(token(&last.link)).await, Ok(HandoffLink::Good)));
    clock.advance(Duration::from_secs(1));
    assert_eq!(buyer.handoff().await, Some(HandoffView::Expired));
    assert_eq!(nobody.link(token(&last.link)).await, Ok(HandoffLink::Old));
    assert_eq!(shop.let_in(token(&last.link), &last.code).await.err(), over::<()>().err());
    let anew = buyer.begin().await;
    buyer.phone(&anew).await.seen().await.expect("renewed");
}

async fn a_code_may_be_wrong_once_and_both_screens_say_so(db: Database) {
    let (plan, _) = timed();
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    assert!(view.code.len() == 4 && !view.guessed, "{view:?}");
    let typed = async |code: &str| shop.let_in(token(&view.link), code).await.err();
    assert_eq!(typed(wrong(&view.code)).await, Some(Refused::new(401, AppError::WrongCode)));
    assert_eq!(buyer.waiting().await, WaitingView { guessed: true, ..view.clone() }, "the computer tells of it");
    assert_eq!(shop.visitor().link(token(&view.link)).await, Ok(HandoffLink::Good), "a slip of the finger is none");
    assert_eq!(typed(wrong(&view.code)).await, over::<()>().err());
    assert_eq!(shop.visitor().link(token(&view.link)).await, Ok(HandoffLink::WrongCode));
    assert_eq!(buyer.handoff().await, Some(HandoffView::WrongCode));
    assert_eq!(typed(&view.code).await, over::<()>().err(), "too late for the right one");
    let anew = buyer.begin().await;
    assert!(!anew.guessed && anew.link != view.link);
    let slip = shop.let_in(token(&anew.link), wrong(&anew.code)).await.err();
    assert_eq!(slip, Some(Refused::new(401, AppError::WrongCode)));
    shop.let_in(token(&anew.link), &format!(" {} ", anew.code)).await.expect("let in").seen().await.expect("a phone");
}

async fn what_cannot_be_a_code_is_no_guess(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let before = shop.everything().await;
    for nonsense in ["", " ", "47a7", "47274", "\u{664}727"] {
        let refused = shop.let_in(token(&view.link), nonsense).await.err();
        assert_eq!(refused, Some(Refused::new(422, AppError::Invalid("code".to_owned()))), "{nonsense}");
    }
    assert_eq!(shop.everything().await, before);
}

async fn two_guesses_at_once_are_two(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let guesses = (0..6).map(|_| shop.let_in(token(&view.link), wrong(&view.code)));
    let told: Vec<_> = futures::future::join_all(guesses).await.into_iter().filter_map(Result::err).collect();
    let slips = told.iter().filter(|refused| refused.error == AppError::WrongCode).count();
    assert_eq!((told.len(), slips), (6, 1), "one slip, however fast they come");
    assert_eq!(shop.db.count("SELECT wrong FROM handoffs").await, 2);
    assert_eq!(shop.let_in(token(&view.link), &view.code).await.err(), over::<()>().err());
}

async fn continuing_here_ends_the_phone_at_once(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let phone = buyer.phone(&view).await;
    let stream = shop.http.get(format!("{}/events/phone", shop.url));
    let mut stream = phone.request(stream).send().await.expect("an answer");
    buyer.call::<()>("end_handoff", &[]).await.expect("ended");
    let ends = async { while stream.chunk().await.expect("unbroken").is_some() {} };
    timeout(Duration::from_secs(5), ends).await.expect("at once, and not at the next look");
    assert_eq!(buyer.handoff().await, None);
    assert_eq!(phone.seen().await, over());
    assert_eq!(phone.show_passport_by_phone().await, 401);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 0);
    let consented = phone.call::<()>("consent_on_phone", &[("version", CONSENT_VERSION)]).await;
    assert_eq!(consented, over());
    assert_eq!(shop.visitor().link(token(&view.link)).await, Ok(HandoffLink::Ended));
    let before = shop.everything().await;
    buyer.call::<()>("end_handoff", &[]).await.expect("whoever presses twice has what they want");
    assert_eq!(shop.everything().await, before);
    buyer.show_passport("front.jpg").await;
}

async fn a_phone_ends_with_the_session_that_it_goes_on_for(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let (view, other) = (buyer.begin().await, shop.sign_in(DemoAccount::Unverified).await);
    let phone = buyer.phone(&view).await;
    let stream = shop.http.get(format!("{}/events/phone", shop.url));
    let mut stream = phone.request(stream).send().await.expect("an answer");
    other.post("/api/sign_out", &[]).await;
    phone.seen().await.expect("another session of theirs may end");
    buyer.post("/api/sign_out", &[]).await;
    let ends = async { while stream.chunk().await.expect("unbroken").is_some() {} };
    timeout(Duration::from_secs(5), ends).await.expect("at once");
    assert_eq!(phone.seen().await, over());
    assert_eq!(phone.show_passport_by_phone().await, 401);
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    buyer.post("/api/sign_out", &[]).await;
    assert_eq!(
        shop.let_in(token(&view.link), &view.code).await.err(),
        over::<()>().err(),
        "not opened any more either"
    );
}

async fn a_phone_ends_after_half_an_hour(db: Database) {
    let (plan, clock) = timed();
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let phone = buyer.phone(&buyer.begin().await).await;
    clock.advance(minutes(29));
    phone.seen().await.expect("half an hour");
    clock.advance(minutes(1));
    assert_eq!(phone.seen().await, over());
    assert_eq!(phone.show_passport_by_phone().await, 401);
    assert_eq!(buyer.handoff().await, Some(HandoffView::Expired));
}

async fn a_picture_that_comes_too_late_is_not_taken(db: Database) {
    let (plan, clock) = timed();
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let phone = buyer.phone(&view).await;
    let who = shop.phone_behind(&phone).await;
    clock.advance(minutes(30));
    // Asked in time, done too late: as an upload that takes its minutes.
    let late = shop.house.consent(who.who(), CONSENT_VERSION, Language::English).await;
    assert_eq!(late, Err(AppError::HandoffOver));
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM consents").await, 0);
}

async fn a_phone_ends_itself_at_once(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let phone = buyer.phone(&view).await;
    let html = phone.get("/handoff").await.text().await.expect("a page");
    assert!(html.contains("End on this phone"), "{html}");
    let mut stream = phone.get("/events/phone").await;
    let answer = phone.form("/api/leave_phone", &[]).header("accept", "text/html").send().await.expect("an answer");
    assert_eq!((answer.status().as_u16(), &answer.headers()["location"]), (303, &HeaderValue::from_static("/handoff")));
    let set = answer.headers()[SET_COOKIE].to_str().expect("text");
    assert!(set.starts_with("plusone-phone=;") && set.contains("Max-Age=0"), "the browser forgets it: {set}");
    let ends = async { while stream.chunk().await.expect("unbroken").is_some() {} };
    timeout(Duration::from_secs(5), ends).await.expect("at once");
    assert_eq!(phone.seen().await, over());
    assert_eq!(phone.show_passport_by_phone().await, 401);
    assert_eq!(buyer.handoff().await, None, "the computer goes on");
    assert_eq!(shop.visitor().link(token(&view.link)).await, Ok(HandoffLink::Ended));
    let again = phone.get("/handoff").await;
    assert_eq!(again.status(), 401);
    assert!(again.headers()[SET_COOKIE].to_str().is_ok_and(|set| set.contains("Max-Age=0")));
    assert!(again.text().await.expect("a page").contains("You are done on this phone"));
    // One that was begun meanwhile is another's to end.
    let other = buyer.begin().await;
    assert_eq!(phone.call::<()>("leave_phone", &[]).await, over());
    buyer.phone(&other).await.seen().await.expect("let in");
}

async fn a_phone_ends_a_moment_after_its_work(db: Database) {
    let (plan, clock) = standing();
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let view = buyer.begin().await;
    let phone = buyer.phone(&view).await;
    assert_eq!(phone.show_passport_by_phone().await, 204);
    assert_eq!(phone.show_face_by_phone().await, 204);
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let end = phone.seen().await.expect("it may look for a moment");
    assert!(matches!(end.case.step, Step::Verified { .. }), "{end:?}");
    let consented = phone.call::<()>("consent_on_phone", &[("version", CONSENT_VERSION)]).await;
    assert_eq!(consented, over(), "and do nothing");
    clock.advance(minutes(2));
    assert_eq!(phone.seen().await, over());
    shop.until("its row is gone", async || match shop.db.count("SELECT COUNT(*) FROM handoffs").await {
        0 => Ok(()),
        left => Err(left.to_string()),
    })
    .await;
}

async fn a_phone_ends_when_a_person_must_look(db: Database) {
    let (plan, clock) = standing();
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let phone = buyer.phone(&buyer.begin().await).await;
    let texts = [("country", "US"), ("id_type", "passport")];
    let sent = phone.upload("phone/document", &texts, &[("front", "review.jpg", photo())]).await;
    assert_eq!(sent.status(), 204);
    assert_eq!(phone.show_face_by_phone().await, 204);
    buyer.wait_for_step("looked at", |step| matches!(step, Step::UnderReview)).await;
    let html = phone.get("/handoff").await.text().await.expect("a page");
    assert!(
        html.contains("A person looks at your pictures.") && !html.contains("The result is on its screen."),
        "{html}"
    );
    clock.advance(minutes(2));
    assert_eq!(phone.seen().await, over());
}

async fn a_phone_has_few_streams_and_they_name_no_account(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let account = shop.account(DemoAccount::Unverified).await;
    let phone = buyer.phone(&buyer.begin().await).await;
    let mut streams = Vec::new();
    for _ in 0..shop.plan.policy.phone_streams_max {
        let stream = phone.get("/events/phone").await;
        assert_eq!(stream.status(), 200);
        streams.push(stream);
    }
    assert_eq!(phone.get("/events/phone").await.status(), 429, "few, and not a session's many");
    assert_eq!(buyer.get("/events").await.status(), 200, "nor does it take the session's");
    let mut heard = String::new();
    while !heard.contains("event: changed") {
        let chunk =
            timeout(PATIENCE, streams[0].chunk()).await.expect("in time").expect("unbroken").expect("it goes on");
        heard.push_str(&String::from_utf8_lossy(&chunk));
    }
    assert!(!heard.contains(account.as_str()), "{heard}");
    let handoff = shop.phone_behind(&phone).await.handoff().to_string();
    let id = heard.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id");
    assert_eq!(id.split(':').next(), Some(handoff.as_str()));
}

async fn what_is_bought_beside_the_identity_is_not_the_phones(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let beside = buyer.buy(NUMBERS.jamaica).await;
    buyer.wait_for(&beside.order, Status::Purchased).await;
    let held = buyer.buy(NUMBERS.us).await;
    let phone = buyer.phone(&buyer.begin().await).await;
    let seen = phone.seen().await.expect("let in");
    assert_eq!((seen.waiting, seen.bought), (1, 0), "one needed no identity");
    assert_eq!(phone.show_passport_by_phone().await, 204);
    assert_eq!(phone.show_face_by_phone().await, 204);
    buyer.wait_for(&held.order, Status::Purchased).await;
    let after = buyer.buy(NUMBERS.canada).await;
    buyer.wait_for(&after.order, Status::Purchased).await;
    let seen = phone.seen().await.expect("it may look");
    assert_eq!((seen.waiting, seen.bought), (0, 1), "and one was bought after it");
}

async fn beginning_again_ends_the_one_before(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let first = buyer.begin().await;
    let second = buyer.begin().await;
    assert_eq!(shop.visitor().link(token(&first.link)).await, Ok(HandoffLink::Ended));
    let phone = buyer.phone(&second).await;
    phone.seen().await.expect("let in");
    buyer.begin().await;
    assert_eq!(phone.seen().await, over());
    let verified = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(verified.call::<()>("begin_handoff", &[]).await, Err(Refused::new(409, AppError::TooLate)));
    let own = shop.sign_in(DemoAccount::OwnCarrier).await;
    assert_eq!(own.call::<()>("begin_handoff", &[]).await, Err(Refused::new(409, AppError::TooLate)));
}

async fn hand_offs_are_limited(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for _ in 0..shop.plan.policy.handoffs_max {
        buyer.call::<()>("begin_handoff", &[]).await.expect("one of many");
    }
    assert_eq!(
        buyer.call::<()>("begin_handoff", &[]).await,
        Err(Refused::new(429, AppError::TooMany { seconds: 600 })),
        "told with the wait"
    );
}

/// What a page of the phone must not say.
const ACCOUNTS: [&str; 4] = ["unverified@demo.test", "Northwind", "202 555 1000", "2025551000"];

async fn a_phone_shows_nothing_of_the_account(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let view = buyer.begin().await;
    let says_nothing = |page: &str, html: &str| {
        for word in ACCOUNTS {
            assert!(!html.contains(word), "{page} says {word}");
        }
        for order in [placed.order.as_str(), &placed.order.short()] {
            assert!(!html.contains(order), "{page} names the order");
        }
    };
    let page = async |visitor: &Visitor<'_>, path: &str| visitor.get(path).await.text().await.expect("a page");
    let link = format!("/handoff/{}", token(&view.link));
    says_nothing("the link", &page(&shop.visitor(), &link).await);
    let phone = buyer.phone(&view).await;
    let html = page(&phone, "/handoff").await;
    assert!(html.contains("Upload your ID") && html.contains("/uploads/phone/document"), "the step is there");
    assert!(!html.contains("Continue on your phone"), "and no way to another phone");
    says_nothing("the document step", &html);
    assert_eq!(phone.show_passport_by_phone().await, 204);
    let html = page(&phone, "/handoff").await;
    assert!(html.contains("Take a selfie") && html.contains("/uploads/phone/selfie"), "the next one is");
    says_nothing("the selfie step", &html);
    assert_eq!(phone.show_face_by_phone().await, 204);
    says_nothing("checking", &page(&phone, "/handoff").await);
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let html = page(&phone, "/handoff").await;
    assert!(html.contains("Identity verified") && html.contains("Your purchase is complete."), "{html}");
    says_nothing("the end", &html);
    let raw = phone.post("/api/show_phone", &[]).await.text().await.expect("a value");
    says_nothing("the door", &raw);
}

async fn who_is_signed_in_on_the_phone_stays_so_and_has_no_part_in_it(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let mut phone = shop.sign_in(DemoAccount::Verified).await;
    let session = phone.cookie.clone().expect("signed in");
    phone.enter(&[("token", token(&view.link)), ("code", &view.code)], "open_handoff").await.expect("let in");
    phone.cookie = Some(format!("{session}; {}", phone.cookie.expect("a phone")));
    let html = phone.get("/handoff").await.text().await.expect("a page");
    assert!(html.contains("Upload your ID") && !html.contains("verified@demo.test"), "nobody's account is shown");
    assert_eq!(phone.show_passport_by_phone().await, 204);
    let step = buyer.verification().await.step;
    assert!(matches!(step, Step::Selfie { .. }), "it went to who began it: {step:?}");
    let texts = [("country", "US"), ("id_type", "passport")];
    let answer = phone.upload("document", &texts, &[("front", "front.jpg", photo())]).await;
    assert_eq!(answer.status(), 409, "the other door is that of their own account, which is verified");
    assert!(!phone.orders().await.iter().any(|order| order.status == Status::IdentityNeeded));
    let own = phone.get("/account").await.text().await.expect("a page");
    assert!(own.contains("verified@demo.test"), "and their own pages are as they were");
}

async fn looking_at_a_link_changes_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let before = shop.everything().await;
    for _ in 0..3 {
        let path = format!("/handoff/{}", token(&view.link));
        let answer = shop.visitor().get(&path).await;
        assert_eq!(answer.status(), 200);
        assert!(answer.headers().get(SET_COOKIE).is_none());
        assert_eq!(answer.headers()["referrer-policy"], "same-origin", "the address is told to nobody else");
        let html = answer.text().await.expect("a page");
        assert!(html.contains("Which number stands") && html.contains("inputmode=\"numeric\""), "{html}");
        assert!(!html.contains(&format!(">{}<", view.code)), "it stands on the computer's screen alone: {html}");
        let by_get = format!("/api/open_handoff?token={}&code={}", token(&view.link), view.code);
        assert_eq!(shop.visitor().get(&by_get).await.status(), 405);
    }
    buyer.get("/verify").await;
    assert_eq!(shop.everything().await, before);
    buyer.phone(&view).await.seen().await.expect("still good");
    let used = shop.visitor().get(&format!("/handoff/{}", token(&view.link))).await;
    assert_eq!(used.status(), 410);
    assert_eq!(shop.visitor().get("/handoff/guessed").await.status(), 404);
    assert_eq!(shop.visitor().get("/handoff").await.status(), 401);
}

async fn neither_log_nor_database_holds_a_link(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let texted = buyer.call::<()>("text_handoff", &[("number", "+1 202 555 0187")]).await;
    texted.expect("sent");
    shop.visitor().get(&format!("/handoff/{}", token(&view.link))).await;
    let mut phone = shop.visitor();
    let set = phone.enter(&[("token", token(&view.link)), ("code", &view.code)], "open_handoff").await.expect("let in");
    let shown = set.split(['=', ';']).nth(1).expect("a token").to_owned();
    phone.seen().await.expect("let in");
    let sent = shop.vendor_lines("twilio.texted");
    let body = sent[0]["body"].as_str().expect("text").to_owned();
    let by_text = body.split_whitespace().find(|word| word.contains("/handoff/")).expect("a link").to_owned();
    for secret in [token(&view.link), &token(&view.link)[16..], token(&by_text), &shown, "2025550187", "202 555 0187"] {
        assert!(!log::tells(secret), "the log tells {secret}");
        let columns = "id || name || COALESCE(text_id, '') || code || COALESCE(phone_hash, '') || COALESCE(texted, '')";
        let sql = format!("SELECT COUNT(*) FROM handoffs WHERE {columns} LIKE '%{secret}%'");
        assert_eq!(shop.db.count(&sql).await, 0, "the database has {secret}");
        let sql = format!("SELECT COUNT(*) FROM failed_sign_ins WHERE subject LIKE '%{secret}%'");
        assert_eq!(shop.db.count(&sql).await, 0, "the limits have {secret}");
    }
}

async fn where_only_this_computer_reaches_the_store_there_is_no_code(db: Database) {
    let shop = TestShop::without_worker(db, Plan { sms_from: Some("+15005550006"), ..Plan::default() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    assert_eq!((&view.qr, view.texts), (&None, false));
    assert!(view.link.starts_with(&shop.url), "another browser here can open it");
    let texted = buyer.call::<()>("text_handoff", &[("number", "+12025550123")]).await;
    assert_eq!(texted, Err(Refused::new(404, AppError::NotFound)));
    let html = buyer.get("/verify").await.text().await.expect("a page");
    assert!(html.contains("A phone cannot reach this store") && !html.contains("class=\"qr\""), "{html}");
}

async fn a_link_goes_by_text_message(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    assert!(view.texts && view.qr.is_some());
    for bad in ["", "202 555 0123", "home", "+1 202"] {
        let refused = buyer.call::<()>("text_handoff", &[("number", bad)]).await;
        assert_eq!(refused, Err(Refused::new(422, AppError::Invalid("phone number".to_owned()))), "{bad}");
    }
    buyer.call::<()>("text_handoff", &[("number", "+1 202 555 0123")]).await.expect("sent");
    assert_eq!(buyer.waiting().await.texted, Some(TextState::Sent));
    let sent = shop.vendor_lines("twilio.texted");
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0]["to"].as_str(), sent[0]["from"].as_str()), (Some("+12025550123"), Some("+15005550006")));
    let body = sent[0]["body"].as_str().expect("text");
    let link = body.split_whitespace().find(|word| word.starts_with("https://numbers.test/handoff/")).expect("a link");
    assert_ne!(token(link), token(&view.link), "it has a token of its own");
    assert!(body.chars().count() <= 160 + 60, "short: {}", body.chars().count());
    shop.let_in(token(link), &view.code).await.expect("let in").seen().await.expect("a phone");
    assert_eq!(shop.visitor().link(token(&view.link)).await, Ok(HandoffLink::Used), "one of the two links is used");
    let late = buyer.call::<()>("text_handoff", &[("number", "+1 202 555 0123")]).await;
    assert_eq!(late, Err(Refused::new(409, AppError::TooLate)), "a phone is there");
}

async fn what_the_carrier_refuses_is_told_in_words(db: Database) {
    let mut plan = public();
    plan.policy.texts_max = 100;
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.begin().await;
    for (number, state, words) in [
        ("+15005550001", TextState::Number, "There is no such number."),
        ("+15005550009", TextState::Landline, "takes no text messages"),
        ("+15005550004", TextState::Unwanted, "asked us for no more messages"),
        ("+15005550003", TextState::Country, "cannot send messages to that country"),
    ] {
        buyer.call::<()>("text_handoff", &[("number", number)]).await.expect("asked");
        assert_eq!(buyer.waiting().await.texted, Some(state), "{number}");
        let html = buyer.get("/verify").await.text().await.expect("a page");
        assert!(html.contains(words), "{words}");
    }
    assert!(shop.vendor_lines("twilio.texted").is_empty());
}

async fn text_messages_are_limited(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.begin().await;
    for nth in 0..5 {
        buyer.call::<()>("text_handoff", &[("number", &format!("+1202555010{nth}"))]).await.expect("one of five");
    }
    let sixth = buyer.call::<()>("text_handoff", &[("number", "+12025550109")]).await;
    assert_eq!(sixth, Err(Refused::new(429, AppError::TooMany { seconds: 600 })), "told with the wait");
    assert_eq!(shop.vendor_lines("twilio.texted").len(), 5);
}

async fn text_messages_of_a_day_are_limited(db: Database) {
    let (plan, clock) = timed();
    let mut plan = Plan { clock: plan.clock, ..public() };
    (plan.policy.texts_of_account_max, plan.policy.texts_of_all_max) = (2, 3);
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let text = async |who: &Visitor<'_>| who.call::<()>("text_handoff", &[("number", "+1 202 555 0123")]).await;
    let enough = Err(Refused::new(429, AppError::NoMoreTexts));
    buyer.begin().await;
    for _ in 0..2 {
        text(&buyer).await.expect("one of two");
    }
    shop.told_of_texts(2).await;
    let before = shop.everything().await;
    assert_eq!(text(&buyer).await, enough, "the account's");
    assert_eq!(shop.everything().await, before, "nothing changes");
    let form = buyer.form("/api/text_handoff", &[("number", "+12025550123")]);
    let html = buyer.send_from("/verify", form).await;
    assert!(html.contains("No more text messages can be sent today"), "{html}");
    assert_eq!(shop.vendor_lines("twilio.texted").len(), 2);
    clock.advance(minutes(24 * 60));
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.begin().await;
    text(&buyer).await.expect("another day");
    // All the others' of today.
    shop.db.count("UPDATE text_counts SET sent = 3 WHERE subject = '' RETURNING sent").await;
    assert_eq!(text(&buyer).await, enough, "the whole place's");
    assert_eq!(shop.vendor_lines("twilio.texted").len(), 3);
}

/// What the carrier tells of a text message, signed with `token`.
async fn tell(shop: &TestShop, callback: &str, token: &str, params: &[(&str, &str)]) -> u16 {
    let mut sorted = params.to_vec();
    sorted.sort_unstable();
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).expect("any key does");
    mac.update(callback.as_bytes());
    for (name, value) in sorted {
        mac.update(format!("{name}{value}").as_bytes());
    }
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let path = callback.strip_prefix(shop.origin()).expect("our own address");
    let request = shop.http.post(format!("{}{path}", shop.url)).form(params);
    request.header("X-Twilio-Signature", signature).send().await.expect("an answer").status().as_u16()
}

/// Where the carrier was asked to tell what becomes of the newest text message.
fn callback(shop: &TestShop) -> String {
    let sent = shop.vendor_lines("twilio.texted");
    sent.last().and_then(|sent| sent["callback"].as_str()).expect("an address").to_owned()
}

const LOST: [(&str, &str); 3] = [("MessageStatus", "undelivered"), ("ErrorCode", "30003"), ("MessageSid", "SM1")];

async fn a_text_message_that_comes_back_is_told(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.begin().await;
    let send = async |number: &str| buyer.call::<()>("text_handoff", &[("number", number)]).await.expect("sent");
    send("+1 202 555 3003").await;
    let first = callback(&shop);
    assert!(first.starts_with("https://numbers.test/webhooks/twilio?message="), "{first}");
    let sent = [("MessageStatus", "sent"), ("MessageSid", "SM1")];
    assert_eq!(tell(&shop, &first, demo::TWILIO_TOKEN, &sent).await, 200);
    assert_eq!(buyer.waiting().await.texted, Some(TextState::Sent));
    let mut stream = buyer.get("/events").await;
    assert_eq!(tell(&shop, &first, demo::TWILIO_TOKEN, &LOST).await, 200);
    assert_eq!(buyer.waiting().await.texted, Some(TextState::Unreachable));
    let html = buyer.get("/verify").await.text().await.expect("a page");
    assert!(html.contains("The message could not be delivered"), "{html}");
    let mut heard = String::new();
    while !heard.contains("event: changed") {
        let chunk = timeout(PATIENCE, stream.chunk()).await.expect("in time").expect("unbroken").expect("it goes on");
        heard.push_str(&String::from_utf8_lossy(&chunk));
    }
    send("+1 202 555 0123").await;
    assert_eq!(tell(&shop, &first, demo::TWILIO_TOKEN, &LOST).await, 200);
    assert_eq!(buyer.waiting().await.texted, Some(TextState::Sent), "the first one's word is not the second's");
}

async fn word_of_a_text_message_that_nobody_signed_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.begin().await;
    buyer.call::<()>("text_handoff", &[("number", "+1 202 555 0123")]).await.expect("sent");
    shop.told_of_texts(1).await;
    let (callback, before) = (callback(&shop), shop.everything().await);
    assert_eq!(tell(&shop, &callback, demo::OWN_TOKEN, &LOST).await, 401, "another account's token");
    let other = format!("{callback}1");
    assert_eq!(tell(&shop, &other, demo::TWILIO_TOKEN, &LOST).await, 200, "signed, and about nothing here");
    assert_eq!(tell(&shop, &other.replace("message", "texts"), demo::TWILIO_TOKEN, &LOST).await, 401);
    assert_eq!(shop.everything().await, before);
}

async fn everything_works_by_plain_forms(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let html = buyer.send_from("/verify", buyer.form("/api/begin_handoff", &[])).await;
    let view = buyer.waiting().await;
    assert!(html.contains(&view.link) && html.contains(&format!(">{}<", view.code)), "the panel shows both");
    assert!(html.contains("Continue here instead") && html.contains("Get a new code"));
    let page = format!("/handoff/{}", token(&view.link));
    let mut phone = shop.visitor();
    let slip = [("token", token(&view.link)), ("code", wrong(&view.code))];
    let html = phone.send_from(&page, phone.form("/api/open_handoff", &slip)).await;
    let asked = html.contains("That is not the number on your computer") && html.contains("Which number stands");
    assert!(asked, "it says so, and asks once more: {html}");
    let html = buyer.get("/verify").await.text().await.expect("a page");
    assert!(html.contains("Somebody typed another number on a phone"), "{html}");
    let fields = [("token", token(&view.link)), ("code", view.code.as_str())];
    let answer =
        phone.form("/api/open_handoff", &fields).header("accept", "text/html").send().await.expect("an answer");
    assert_eq!((answer.status().as_u16(), &answer.headers()["location"]), (303, &HeaderValue::from_static("/handoff")));
    let set = answer.headers()[SET_COOKIE].to_str().expect("text");
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Max-Age=1800"), "{set}");
    phone.cookie = set.split(';').next().map(str::to_owned);
    let texts = [("country", "US"), ("id_type", "passport")];
    let html = phone.send_from("/handoff", phone.parcel("phone/document", &texts, &[("front", "f.jpg", b"no")])).await;
    assert!(
        html.contains("Upload your ID") && html.contains("not a picture that we can read"),
        "it says what was wrong: {html}"
    );
    let parcel = phone.parcel("phone/document", &texts, &[("front", "f.jpg", photo())]);
    assert!(phone.send_from("/handoff", parcel).await.contains("Take a selfie"));
    let html = buyer.get("/verify").await.text().await.expect("a page");
    assert!(html.contains("Front received") && html.contains("Phone connected"), "{html}");
    let parcel = phone.parcel("phone/selfie", &[("consent", CONSENT_VERSION)], &[("selfie", "me.jpg", photo())]);
    let html = phone.send_from("/handoff", parcel).await;
    assert!(html.contains("You can close this page."), "{html}");
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let other = shop.visitor().send_from(&page, shop.visitor().form("/api/open_handoff", &fields)).await;
    assert!(other.contains("This link leads nowhere any more"), "{other}");
}

async fn the_trail_tells_of_it(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    for _ in 0..2 {
        shop.let_in(token(&view.link), wrong(&view.code)).await.err().expect("wrong");
    }
    buyer.begin().await;
    let view = buyer.begin().await;
    buyer.call::<()>("text_handoff", &[("number", "+12025550123")]).await.expect("sent");
    buyer.phone(&view).await;
    buyer.call::<()>("end_handoff", &[]).await.expect("ended");
    for (action, times) in
        [("began", 3), ("wrong code", 2), ("replaced", 1), ("texted", 2), ("opened", 1), ("cancelled", 1)]
    {
        let sql = format!("SELECT COUNT(*) FROM audit WHERE subject = 'handoff' AND action = '{action}'");
        assert_eq!(shop.db.count(&sql).await, times, "{action}");
    }
}

async fn the_cookie_of_a_phone_is_bound_to_the_host(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    let mut phone = shop.visitor();
    let set = phone.enter(&[("token", token(&view.link)), ("code", &view.code)], "open_handoff").await.expect("let in");
    assert!(set.starts_with("__Host-plusone-phone=") && set.contains("; Secure") && set.contains("Path=/;"), "{set}");
    phone.seen().await.expect("let in");
}
