//! What people are told, on the page and by mail: each thing once, whatever is done twice, and as they want it.

use app::{
    AppError,
    desk::{DemoAccount, MailView, NoticesView, OrderView, Placed, Sent, Viewer},
    domain::{
        NoticeKind::{
            self, ApplicationApproved, ApplicationRejected, ApplicationSent, Choose, Declined, Expired, Expiring, Held,
            NumberGone, PartlyPurchased, Purchased, Replaced, TryAgain, Verified,
        },
        OrderId, Role, Service, Timestamp,
        notice::{Thing, Topic},
        order::Status,
        service::{Application, Field},
    },
};
use plusone::{
    config::{MailChannel, MailSettings},
    demo, ids,
    store::{
        accounts,
        notices::{self as stored, NewNotice},
        resets,
        users::{self, User},
    },
};
use serde_json::Value;
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    holds::standing_clock,
    log,
    passkeys::enter,
    post::{Mood, Sink, Taken},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor},
};

on_both!(
    each_thing_is_told_once_though_its_webhook_comes_three_times,
    a_mail_says_no_number_and_where_to_go_on,
    what_the_post_does_not_take_is_sent_once_it_does,
    what_the_post_refuses_for_good_ends_with_a_note,
    a_post_that_does_not_let_us_in_loses_no_mail,
    what_cannot_be_sealed_is_not_sent_beyond_this_machine,
    a_post_is_told_who_we_are,
    a_mail_of_which_nobody_knows_comes_again_under_one_name,
    a_mail_that_cannot_be_sent_for_days_is_given_up,
    who_wants_no_mail_gets_none_and_is_told_on_the_page,
    who_changes_their_mind_before_it_is_sent_gets_none,
    others_are_told_of_orders_that_they_did_not_place_if_they_want,
    a_refusal_is_told_once_however_many_orders_wait,
    an_application_that_was_held_is_told_of_when_it_goes_and_when_it_is_answered,
    a_rejected_application_is_told_of_each_time_it_was_sent,
    who_wants_no_mail_of_applications_gets_none,
    better_pictures_are_asked_for_by_mail,
    a_number_that_is_gone_is_told_with_what_came_of_it,
    an_end_is_told_of_a_day_before_and_when_it_has_come,
    what_is_read_is_no_news_and_what_comes_after_is,
    the_list_goes_on_on_older_pages,
    who_comes_later_finds_no_news_of_before,
    without_a_post_nothing_is_mailed_or_promised,
    who_is_told_of_much_is_mailed_a_part_of_it,
    addresses_are_in_no_log
);

const BUYER: &str = "verified@demo.test";
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

/// A house whose mail goes to `sink`.
fn mailing(sink: &Sink) -> Plan {
    Plan { mail: Some(sink.settings()), hurry: true, ..Plan::default() }
}

/// The same with a clock that stands still.
fn standing(sink: &Sink) -> Plan {
    Plan { clock: standing_clock(), ..mailing(sink) }
}

async fn notices(visitor: &Visitor<'_>) -> NoticesView {
    visitor.call("list_notices", &[]).await.expect("notices")
}

async fn kinds(visitor: &Visitor<'_>) -> Vec<NoticeKind> {
    notices(visitor).await.notices.into_iter().map(|notice| notice.kind).collect()
}

async fn unread(visitor: &Visitor<'_>) -> u32 {
    let frame: Value = visitor.call("show_viewer", &[]).await.expect("a frame");
    let viewer: Viewer = serde_json::from_value(frame["viewer"].clone()).expect("signed in");
    viewer.unread
}

/// Waits until no mail is left to send; those that were taken.
async fn all_sent(shop: &TestShop, sink: &Sink) -> Vec<Taken> {
    let open = async || match shop.db.count("SELECT COUNT(*) FROM mails WHERE ended_at IS NULL").await {
        0 => Ok(()),
        left => Err(format!("{left} are left")),
    };
    shop.until("every mail has ended", open).await;
    sink.taken()
}

async fn tried(shop: &TestShop, sink: &Sink, times: usize) {
    let look = async || if sink.tries() >= times { Ok(()) } else { Err(format!("{} tries", sink.tries())) };
    shop.until("the post was asked", look).await;
    // What was said is booked in a moment.
    let rested = "SELECT COUNT(*) FROM jobs WHERE kind = 'mail' AND leased_until IS NOT NULL";
    let look = async || if shop.db.count(rested).await == 0 { Ok(()) } else { Err("under way".to_owned()) };
    shop.until("the answer is booked", look).await;
}

/// Waits until the only mail was tried once and has been put off: an attempt counts as it begins, so the lease is asked
/// for too.
async fn tried_in_vain(shop: &TestShop) {
    let put_off = "SELECT COUNT(*) FROM jobs WHERE kind = 'mail' AND attempts = 1 AND leased_until IS NULL";
    let look = async || if shop.db.count(put_off).await == 1 { Ok(()) } else { Err("under way".to_owned()) };
    shop.until("it was put off", look).await;
}

async fn ended(shop: &TestShop, outcome: &str) -> i64 {
    shop.db.count(&format!("SELECT COUNT(*) FROM mails WHERE outcome = '{outcome}'")).await
}

fn to(taken: &[Taken], email: &str) -> Vec<String> {
    taken.iter().filter(|mail| mail.to == email).map(|mail| mail.subject().to_owned()).collect()
}

/// Somebody else of the verified account.
async fn colleague<'a>(shop: &'a TestShop, email: &str) -> Visitor<'a> {
    let mut tx = shop.db.write().await;
    let buyer = users::by_email(&mut tx, BUYER).await.expect("read").expect("known");
    let user = User { id: ids::fresh(), email: email.to_owned(), role: Role::Buyer, ..buyer };
    users::add(&mut tx, &user, shop.plan.clock.now()).await.expect("added");
    tx.commit().await.expect("commits");
    enter(shop, email).await
}

async fn each_thing_is_told_once_though_its_webhook_comes_three_times(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("twice.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let three = async || match shop.vendor_lines("webhook.delivered").len() {
        sent if sent >= 3 => Ok(()),
        sent => Err(format!("{sent} webhooks")),
    };
    shop.until("three webhooks", three).await;
    let idle = async || match shop.db.count("SELECT COUNT(*) FROM jobs").await {
        0 => Ok(()),
        left => Err(format!("{left} jobs")),
    };
    shop.until("nothing is left to do", idle).await;
    assert_eq!(kinds(&buyer).await, [Purchased, Verified, Held]);
    let subjects = to(&all_sent(&shop, &sink).await, demo::email(DemoAccount::Unverified));
    let mut starts: Vec<&str> = subjects.iter().filter_map(|it| it.split(" (").next()).collect();
    starts.sort_unstable();
    assert_eq!(starts, ["Bought", "Held: identity needed", "You are verified"]);
    assert_eq!((sink.taken().len(), ended(&shop, "sent").await), (3, 3), "nobody else was told");
}

async fn a_mail_says_no_number_and_where_to_go_on(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let taken = all_sent(&shop, &sink).await;
    let [mail] = taken.as_slice() else { panic!("one: {taken:?}") };
    let (origin, order) = (shop.origin(), placed.order.to_string());
    assert_eq!(mail.subject(), format!("Bought (order {})", placed.order.short()));
    assert_eq!(
        mail.links(),
        [format!("{origin}/orders/{order}"), origin.to_owned(), format!("{origin}/account#mail-title")]
    );
    assert_eq!(mail.header("List-Unsubscribe"), Some(format!("<{origin}/account#mail-title>").as_str()));
    assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
    let all = format!("{mail:?}");
    for personal in ["2025551000", "202 555", "Harbor", "115", "$"] {
        assert!(!all.contains(personal), "{personal} in {all}");
    }
}

async fn what_the_post_does_not_take_is_sent_once_it_does(db: Database) {
    let sink = Sink::open().await;
    sink.close().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.jamaica).await;
    tried_in_vain(&shop).await;
    assert_eq!(kinds(&buyer).await, [Purchased], "the page tells it anyway");
    sink.reopen().await;
    sink.will([Mood::Says(451), Mood::Says(421)]);
    for tries in 1..=3 {
        shop.plan.clock.advance(HOUR);
        tried(&shop, &sink, tries).await;
    }
    assert_eq!((all_sent(&shop, &sink).await.len(), sink.tries(), ended(&shop, "sent").await), (1, 3, 1));
}

async fn what_the_post_refuses_for_good_ends_with_a_note(db: Database) {
    log::listen();
    let sink = Sink::open().await;
    sink.will([Mood::Says(553)]);
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.jamaica).await;
    assert!(all_sent(&shop, &sink).await.is_empty());
    assert_eq!(ended(&shop, "refused").await, 1);
    shop.plan.clock.advance(HOUR);
    buyer.buy(NUMBERS.britain).await;
    assert_eq!(
        (all_sent(&shop, &sink).await.len(), sink.tries()),
        (1, 2),
        "the next one is sent, that one never again"
    );
    assert!(log::tells("code=553") && !log::tells("no such c4n4ry"), "the code, and not what the server says");
}

async fn a_post_that_does_not_let_us_in_loses_no_mail(db: Database) {
    let sink = Sink::open().await;
    sink.will([Mood::Says(530)]);
    let shop = TestShop::open_as(db, standing(&sink)).await;
    shop.sign_in(DemoAccount::Verified).await.buy(NUMBERS.jamaica).await;
    tried(&shop, &sink, 1).await;
    shop.plan.clock.advance(HOUR);
    assert_eq!(all_sent(&shop, &sink).await.len(), 1);
}

async fn what_cannot_be_sealed_is_not_sent_beyond_this_machine(db: Database) {
    let sink = Sink::open().await;
    // As it is spoken to under any name but this machine's; this one offers no TLS.
    let settings = MailSettings { channel: MailChannel::StartTls, ..sink.settings() };
    let shop = TestShop::open_as(db, Plan { mail: Some(settings), ..standing(&sink) }).await;
    shop.sign_in(DemoAccount::Verified).await.buy(NUMBERS.jamaica).await;
    tried_in_vain(&shop).await;
    assert_eq!((sink.tries(), sink.taken().len()), (0, 0));
}

async fn a_post_is_told_who_we_are(db: Database) {
    let sink = Sink::open().await;
    let login = Some(("relay@numbers.test".to_owned(), "p/ss w".into()));
    let settings = MailSettings { login, ..sink.settings() };
    let shop = TestShop::open_as(db, Plan { mail: Some(settings), ..mailing(&sink) }).await;
    shop.sign_in(DemoAccount::Verified).await.buy(NUMBERS.jamaica).await;
    assert_eq!(all_sent(&shop, &sink).await.len(), 1);
    assert_eq!(sink.logins(), ["\0relay@numbers.test\0p/ss w"]);
}

async fn a_mail_of_which_nobody_knows_comes_again_under_one_name(db: Database) {
    let sink = Sink::open().await;
    sink.will([Mood::Silent]);
    let shop = TestShop::open_as(db, standing(&sink)).await;
    shop.sign_in(DemoAccount::Verified).await.buy(NUMBERS.jamaica).await;
    tried(&shop, &sink, 1).await;
    shop.plan.clock.advance(HOUR);
    let taken = all_sent(&shop, &sink).await;
    let names: Vec<_> = taken.iter().map(|mail| mail.header("Message-ID").expect("a name")).collect();
    assert_eq!(names.len(), 2);
    assert_eq!(names[0], names[1]);
    assert_eq!(taken[0], taken[1], "and the same date");
}

async fn a_mail_that_cannot_be_sent_for_days_is_given_up(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, standing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.jamaica).await;
    shop.plan.clock.advance(3 * DAY);
    shop.start_worker().await;
    assert!(all_sent(&shop, &sink).await.is_empty());
    assert_eq!(ended(&shop, "too_late").await, 1);
}

async fn who_wants_no_mail_gets_none_and_is_told_on_the_page(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let mail: MailView = buyer.call::<Option<MailView>>("show_mail", &[]).await.expect("choices").expect("a post");
    let off: Vec<Topic> = mail.topics.iter().filter(|(_, wanted)| !wanted).map(|(topic, _)| *topic).collect();
    assert_eq!((mail.topics.len(), off), (Topic::ALL.len(), vec![Topic::Others]), "on, unless somebody says otherwise");
    buyer.call::<()>("choose_mail", &[("chosen", "wanted"), ("wanted[held]", "1")]).await.expect("chosen");
    let mail: MailView = buyer.call::<Option<MailView>>("show_mail", &[]).await.expect("choices").expect("a post");
    let on: Vec<Topic> = mail.topics.iter().filter(|(_, wanted)| *wanted).map(|(topic, _)| *topic).collect();
    assert_eq!(on, [Topic::Held]);
    buyer.buy(NUMBERS.jamaica).await;
    assert_eq!(kinds(&buyer).await, [Purchased]);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, 0, "not even written down");
    buyer.call::<()>("choose_mail", &[("chosen", "wanted"), ("wanted[bought]", "1")]).await.expect("chosen");
    buyer.buy(NUMBERS.britain).await;
    assert_eq!(all_sent(&shop, &sink).await.len(), 1);
    let empty = buyer.call::<()>("choose_mail", &[("chosen", "other")]).await;
    assert_eq!(empty.map_err(|it| it.status), Err(422), "no such form");
    let unknown = buyer.call::<()>("choose_mail", &[("chosen", "wanted"), ("wanted[weather]", "1")]).await;
    assert_eq!(unknown.map_err(|it| it.status), Err(422), "no such topic");
}

async fn who_changes_their_mind_before_it_is_sent_gets_none(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.jamaica).await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, 1);
    buyer.call::<()>("choose_mail", &[("chosen", "wanted")]).await.expect("chosen");
    shop.start_worker().await;
    assert!(all_sent(&shop, &sink).await.is_empty());
    assert_eq!(ended(&shop, "unwanted").await, 1);
}

async fn others_are_told_of_orders_that_they_did_not_place_if_they_want(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let (ann, bea) = (colleague(&shop, "ann@harbor.example").await, colleague(&shop, "bea@harbor.example").await);
    ann.call::<()>("choose_mail", &[("chosen", "wanted"), ("wanted[bought]", "1"), ("wanted[others]", "1")])
        .await
        .expect("chosen");
    bea.buy(NUMBERS.jamaica).await;
    let taken = all_sent(&shop, &sink).await;
    let [told, placed, nobody] =
        ["ann@harbor.example", "bea@harbor.example", BUYER].map(|email| to(&taken, email).len());
    assert_eq!((told, placed, nobody), (1, 1, 0));
    assert_eq!(kinds(&shop.sign_in(DemoAccount::Verified).await).await, [Purchased], "the page tells everybody");
    assert_ne!(taken[0].header("Message-ID"), taken[1].header("Message-ID"));
}

async fn a_refusal_is_told_once_however_many_orders_wait(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.buy(NUMBERS.canada).await;
    buyer.verify_with("declined.jpg").await;
    buyer.wait_for(&placed.order, Status::Declined).await;
    assert_eq!(kinds(&buyer).await, [Declined, Held, Held]);
    let subjects = to(&all_sent(&shop, &sink).await, demo::email(DemoAccount::Unverified));
    assert_eq!(subjects.iter().filter(|it| it.as_str() == "We could not verify you").count(), 1, "{subjects:?}");
}

async fn an_application_that_was_held_is_told_of_when_it_goes_and_when_it_is_answered(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let (who, buyer) = (shop.person(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Unverified).await);
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Held));
    assert!(kinds(&buyer).await.is_empty(), "who sends it is told by the page");
    buyer.verify_with("front.jpg").await;
    assert_eq!(shop.ends(&id).await, Application::Approved { round: 1 });
    let list = notices(&buyer).await.notices;
    let told: Vec<_> = list.iter().map(|notice| notice.kind).collect();
    assert_eq!(told[0], ApplicationApproved);
    let mut both = told[1..].to_vec();
    both.sort_unstable_by_key(|kind| kind.as_str());
    assert_eq!(both, [ApplicationSent, Verified]);
    let thing = Some(Thing::Application(Service::A2pBrand, id.clone()));
    assert!(list.iter().filter(|notice| notice.kind != Verified).all(|notice| notice.thing == thing), "{list:?}");
    let page = buyer.get("/notices").await.text().await.expect("a page");
    assert!(page.contains(&format!("/services/a2p-brand?application={id}")), "{page}");
    let taken = all_sent(&shop, &sink).await;
    let subjects = to(&taken, demo::email(DemoAccount::Unverified));
    for subject in ["Application sent (A2P Brand Registration)", "Application approved (A2P Brand Registration)"] {
        assert_eq!(subjects.iter().filter(|it| *it == subject).count(), 1, "{subjects:?}");
    }
    let way = format!("{}/services/a2p-brand?application={id}", shop.origin());
    assert_eq!(taken.iter().filter(|mail| mail.links().contains(&way.as_str())).count(), 2);
    assert!(!format!("{taken:?}").contains("Acme"), "a mail names no business");
}

async fn a_rejected_application_is_told_of_each_time_it_was_sent(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let (who, buyer) = (shop.person(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Verified).await);
    let id = shop.write(&who, Service::A2pBrand, &[(Field::BusinessName, "Acme Declined")]).await;
    for round in 1..=2 {
        assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
        let rejected = async || match shop.ends(&id).await.round() {
            now if now == round => Ok(()),
            now => Err(format!("round {now}")),
        };
        shop.until("rejected", rejected).await;
    }
    assert_eq!(kinds(&buyer).await, [ApplicationRejected, ApplicationRejected], "one a round, and none of sending");
    assert_eq!(to(&all_sent(&shop, &sink).await, BUYER).len(), 2);
}

async fn who_wants_no_mail_of_applications_gets_none(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let (who, buyer) = (shop.person(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Verified).await);
    buyer.call::<()>("choose_mail", &[("chosen", "wanted"), ("wanted[bought]", "1")]).await.expect("chosen");
    let id = shop.write(&who, Service::A2pBrand, &[]).await;
    assert_eq!(shop.send(&who, &id).await, Ok(Sent::Submitting));
    shop.ends(&id).await;
    assert_eq!(kinds(&buyer).await, [ApplicationApproved]);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, 0);
    buyer.call::<()>("choose_mail", &[("chosen", "wanted"), ("wanted[services]", "1")]).await.expect("chosen");
    let other = shop.write(&who, Service::A2pBrand, &[(Field::RegistrationNumber, "98-7654321")]).await;
    assert_eq!(shop.send(&who, &other).await, Ok(Sent::Submitting));
    shop.ends(&other).await;
    assert_eq!(all_sent(&shop, &sink).await.len(), 1);
}

async fn better_pictures_are_asked_for_by_mail(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.verify_with("retry.jpg").await;
    buyer.wait_for_step("try again", |step| matches!(step, app::desk::Step::TryAgain { .. })).await;
    assert_eq!(kinds(&buyer).await, [TryAgain]);
    let taken = all_sent(&shop, &sink).await;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].links()[0], format!("{}/verify", shop.origin()));
    assert!(!format!("{taken:?}").contains("blur"), "why is said on the page alone");
}

async fn order_as(buyer: &Visitor<'_>, number: &str, if_gone: &str) -> Placed {
    let quote = buyer.quote(number).await;
    buyer.confirm_as(&quote, if_gone).await.expect("placed")
}

async fn a_number_that_is_gone_is_told_with_what_came_of_it(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let closest = order_as(&buyer, "+12025550001", "closest").await;
    buyer.wait_for(&closest.order, Status::Purchased).await;
    assert_eq!(kinds(&buyer).await, [Purchased, Replaced]);
    let asked = order_as(&buyer, &format!("+14155550001,{}", NUMBERS.britain), "ask").await;
    let view: OrderView = buyer.wait_for(&asked.order, Status::NumberGone).await;
    assert!(view.choose_until.is_some());
    assert_eq!(kinds(&buyer).await[0], Choose);
    buyer.cancel(&asked.order).await.expect("goes on without");
    assert_eq!(kinds(&buyer).await, [PartlyPurchased, Choose, Purchased, Replaced]);
    let of_order = |id: &OrderId| {
        let id = id.to_string();
        move |it: &Taken| it.links()[0].ends_with(&id)
    };
    let taken = all_sent(&shop, &sink).await;
    assert_eq!(taken.iter().filter(|it| of_order(&closest.order)(it)).count(), 2);
    assert_eq!(taken.iter().filter(|it| of_order(&asked.order)(it)).count(), 2);
    assert!(!kinds(&buyer).await.contains(&NumberGone));
}

async fn an_end_is_told_of_a_day_before_and_when_it_has_come(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    all_sent(&shop, &sink).await;
    shop.plan.clock.advance(6 * DAY - HOUR);
    let mut again = shop.sign_in(DemoAccount::Unverified).await;
    sweeps(&shop).await;
    assert_eq!(kinds(&again).await, [Held], "not yet");
    shop.plan.clock.advance(2 * HOUR);
    again = shop.sign_in(DemoAccount::Unverified).await;
    let told = async || match kinds(&again).await.as_slice() {
        [Expiring, Held] => Ok(()),
        other => Err(format!("{other:?}")),
    };
    shop.until("a word a day before", told).await;
    sweeps(&shop).await;
    assert_eq!(kinds(&again).await, [Expiring, Held], "once");
    shop.plan.clock.advance(DAY);
    again = shop.sign_in(DemoAccount::Unverified).await;
    again.wait_for(&placed.order, Status::Expired).await;
    sweeps(&shop).await;
    assert_eq!(kinds(&again).await, [Expired, Expiring, Held]);
    assert_eq!(all_sent(&shop, &sink).await.len(), 3);
}

/// Waits for a whole sweep, which takes along what is left here.
async fn sweeps(shop: &TestShop) {
    shop.stop_worker().await;
    let mut tx = shop.db.write().await;
    let buyer = users::by_email(&mut tx, BUYER).await.expect("read").expect("known");
    let (old, never) = (Timestamp::from_micros(0), Timestamp::from_micros(-1));
    let link = resets::New { token_hash: "old", mail: "lost", at: old };
    assert!(resets::put(&mut tx, &buyer.id, link, never).await.expect("left"));
    tx.commit().await.expect("commits");
    shop.start_worker().await;
    let swept = async || match shop.db.count("SELECT COUNT(*) FROM resets").await {
        0 => Ok(()),
        left => Err(format!("{left} are left")),
    };
    shop.until("a sweep", swept).await;
}

async fn what_is_read_is_no_news_and_what_comes_after_is(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, ann) = (shop.sign_in(DemoAccount::Verified).await, colleague(&shop, "ann@harbor.example").await);
    buyer.buy(NUMBERS.jamaica).await;
    let seen = notices(&buyer).await;
    buyer.buy(NUMBERS.britain).await;
    assert_eq!((unread(&buyer).await, unread(&ann).await), (2, 2));
    for _ in 0..2 {
        let page = buyer.get("/notices").await.text().await.expect("a page");
        assert!(page.contains("Notices, 2 new"), "looking changes nothing: {page}");
    }
    buyer.call::<()>("read_notices", &[("newest", seen.notices[0].id.as_str())]).await.expect("read");
    let now = notices(&buyer).await;
    assert_eq!(now.notices.iter().map(|it| it.unread).collect::<Vec<_>>(), [true, false], "what came since is new");
    assert_eq!((unread(&buyer).await, unread(&ann).await), (1, 2), "each person reads for themselves");
    buyer.call::<()>("read_notices", &[("newest", now.notices[0].id.as_str())]).await.expect("read");
    buyer.call::<()>("read_notices", &[("newest", seen.notices[0].id.as_str())]).await.expect("read");
    assert_eq!(unread(&buyer).await, 0, "what is read stays read");
    let stranger = shop.sign_in(DemoAccount::Unverified).await;
    let theirs = stranger.call::<()>("read_notices", &[("newest", now.notices[0].id.as_str())]).await;
    assert_eq!(theirs, Err(Refused::new(404, AppError::NotFound)));
    assert!(notices(&stranger).await.notices.is_empty());
}

async fn the_list_goes_on_on_older_pages(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let account = shop.account(DemoAccount::Verified).await;
    for number in 0..52 {
        let mut tx = shop.db.write().await;
        accounts::lock(&mut tx, &account).await.expect("locked");
        let about = number.to_string();
        let new = NewNotice { kind: Verified, about: &about, thing: None };
        stored::add(&mut tx, new, shop.plan.clock.now()).await.expect("told").expect("anew");
        tx.commit().await.expect("commits");
    }
    let first = notices(&buyer).await;
    let older = first.older.clone().expect("there are more");
    assert_eq!((first.notices.len(), &first.notices[49].id), (50, &older));
    let second: NoticesView = buyer.call("list_notices", &[("after", older.as_str())]).await.expect("notices");
    assert_eq!((second.notices.len(), second.older), (2, None));
    let page = buyer.get(&format!("/notices?after={older}")).await.text().await.expect("a page");
    assert!(page.contains("Newest") && page.matches("notice-row").count() == 2, "{page}");
}

async fn who_comes_later_finds_no_news_of_before(db: Database) {
    let shop = TestShop::open_as(db, Plan { clock: standing_clock(), ..Plan::default() }).await;
    shop.sign_in(DemoAccount::Verified).await.buy(NUMBERS.jamaica).await;
    shop.plan.clock.advance(HOUR);
    let ann = colleague(&shop, "ann@harbor.example").await;
    assert_eq!(unread(&ann).await, 0);
    let view = notices(&ann).await;
    assert_eq!((view.notices.len(), view.notices[0].unread), (1, false), "it is listed all the same");
}

async fn who_is_told_of_much_is_mailed_a_part_of_it(db: Database) {
    let sink = Sink::open().await;
    let mut plan = standing(&sink);
    plan.policy.notices_mailed_max = 1;
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.jamaica).await;
    assert_eq!(all_sent(&shop, &sink).await.len(), 1);
    buyer.buy(NUMBERS.britain).await;
    assert_eq!(kinds(&buyer).await, [Purchased, Purchased], "the page tells everything");
    assert_eq!(all_sent(&shop, &sink).await.len(), 1);
    shop.plan.clock.advance(DAY);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.us).await;
    assert_eq!(all_sent(&shop, &sink).await.len(), 2, "another day");
}

async fn without_a_post_nothing_is_mailed_or_promised(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.jamaica).await;
    assert_eq!(kinds(&buyer).await, [Purchased]);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, 0);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'mail'").await, 0);
    assert_eq!(buyer.call::<Option<MailView>>("show_mail", &[]).await, Ok(None));
    let account = buyer.get("/account").await.text().await.expect("a page");
    assert!(!account.contains("Mail me when"), "{account}");
    let visitor = shop.visitor();
    let sign_in = visitor.get("/sign-in").await.text().await.expect("a page");
    assert!(!sign_in.contains("Forgot your password"), "{sign_in}");
    assert_eq!(visitor.get("/sign-in/reset").await.status(), 404);
    let asked = visitor.call::<()>("ask_reset", &[("email", BUYER)]).await;
    assert_eq!(asked, Err(Refused::new(404, AppError::NotFound)));
}

async fn addresses_are_in_no_log(db: Database) {
    log::listen();
    let sink = Sink::open().await;
    sink.will([Mood::Says(550), Mood::Says(451)]);
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let canary = colleague(&shop, "c4n4ry-of-notices@harbor.example").await;
    canary.buy(NUMBERS.jamaica).await;
    all_sent(&shop, &sink).await;
    canary.buy(NUMBERS.britain).await;
    tried(&shop, &sink, 2).await;
    shop.plan.clock.advance(HOUR);
    assert_eq!(to(&all_sent(&shop, &sink).await, "c4n4ry-of-notices@harbor.example").len(), 1);
    assert!(!log::tells("c4n4ry-of-notices"), "an address stands in the log");
}
