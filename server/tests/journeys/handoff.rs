//! Going on with a phone: the link, the code, what the phone may do, and its end.

use app::{
    AppError,
    desk::{
        CONSENT_VERSION, DemoAccount, HandoffLink, HandoffView, PhoneView, Received, Step, VerifyView, WaitingView,
    },
    domain::{TextState, Timestamp, order::Status},
};
use plusone::clock::Clock;
use reqwest::{
    StatusCode,
    header::{HeaderValue, SET_COOKIE},
};
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
    another_code_ends_it_and_both_screens_say_so,
    continuing_here_ends_the_phone_at_once,
    a_phone_ends_with_the_session_that_it_goes_on_for,
    a_phone_ends_after_half_an_hour,
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

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

fn token(link: &str) -> &str {
    link.rsplit('/').next().expect("a token")
}

/// A code that is shown and does not stand on the screen.
fn wrong(link: &HandoffLink, code: &str) -> String {
    let HandoffLink::Good { codes } = link else { panic!("{link:?}") };
    codes.iter().find(|other| *other != code).expect("three codes").clone()
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
    assert!(matches!(nobody.link(token(&view.link)).await, Ok(HandoffLink::Good { .. })));
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
    for link in [&first.link, &second.link] {
        assert!(matches!(nobody.link(token(link)).await, Ok(HandoffLink::Good { .. })), "who has just scanned it");
    }
    clock.advance(minutes(2));
    assert_eq!(nobody.link(token(&first.link)).await, Ok(HandoffLink::Old));
    assert_eq!(shop.let_in(token(&first.link), &first.code).await.err(), over::<()>().err());
    clock.advance(minutes(10) + Duration::from_secs(59));
    let last = buyer.waiting().await;
    assert!(matches!(nobody.link(token(&last.link)).await, Ok(HandoffLink::Good { .. })));
    clock.advance(Duration::from_secs(1));
    assert_eq!(buyer.handoff().await, Some(HandoffView::Expired));
    assert_eq!(nobody.link(token(&last.link)).await, Ok(HandoffLink::Old));
    assert_eq!(shop.let_in(token(&last.link), &last.code).await.err(), over::<()>().err());
    let anew = buyer.begin().await;
    buyer.phone(&anew).await.seen().await.expect("renewed");
}

async fn another_code_ends_it_and_both_screens_say_so(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for nonsense in [None, Some(""), Some("047")] {
        let view = buyer.begin().await;
        let link = shop.visitor().link(token(&view.link)).await.expect("good");
        let code = nonsense.map_or_else(|| wrong(&link, &view.code), str::to_owned);
        assert_eq!(shop.let_in(token(&view.link), &code).await.err(), over::<()>().err());
        assert_eq!(shop.visitor().link(token(&view.link)).await, Ok(HandoffLink::WrongCode));
        assert_eq!(buyer.handoff().await, Some(HandoffView::WrongCode));
        assert_eq!(
            shop.let_in(token(&view.link), &view.code).await.err(),
            over::<()>().err(),
            "too late for the right one"
        );
    }
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
        assert!(html.contains("Which number stands") && html.contains(&view.code), "{html}");
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
        let columns = "id || name || codes || code || COALESCE(phone_hash, '') || COALESCE(texted, '')";
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
    // Another one, with the wrong code; then one that is over.
    let other = shop.visitor().send_from(&page, shop.visitor().form("/api/open_handoff", &fields)).await;
    assert!(other.contains("This link leads nowhere any more"), "{other}");
}

async fn the_trail_tells_of_it(db: Database) {
    let shop = TestShop::without_worker(db, public()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let view = buyer.begin().await;
    shop.let_in(token(&view.link), "00").await.err().expect("wrong");
    buyer.begin().await;
    let view = buyer.begin().await;
    buyer.call::<()>("text_handoff", &[("number", "+12025550123")]).await.expect("sent");
    buyer.phone(&view).await;
    buyer.call::<()>("end_handoff", &[]).await.expect("ended");
    for (action, times) in
        [("began", 3), ("wrong code", 1), ("replaced", 1), ("texted", 2), ("opened", 1), ("cancelled", 1)]
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
