//! What whoever runs the store does by hand: cases decided, attempts given back, approvals taken back, work tried again,
//! numbers adopted or given up, rules changed.

use app::{
    AppError,
    desk::{
        CaseState, CustomerView, Deed, DemoAccount, Discord, HelpView, NoticesView, QueueView, RulesView, Stands, Step,
        Work,
    },
    domain::{
        LineId, NoticeKind, OrderId, Timestamp,
        line::{FailReason, Line},
        order::Status,
        rule::Rule,
    },
};
use plusone::{
    audit::verify,
    demo::TWILIO_SID,
    ids,
    reconcile::reconcile,
    store::{jobs, jobs::Kind, lines},
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    passkeys::enter,
    scripted::{Carrier, Fault, STRANGER},
    second_words,
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor},
    trail::entries,
    vendor::REF,
    webhooks,
};

on_both!(
    a_person_approves_what_is_under_review_and_the_held_orders_complete,
    a_person_declines_what_is_under_review_and_nothing_is_charged,
    no_later_word_of_the_vendors_undoes_what_a_person_decided,
    a_decision_and_the_vendors_word_at_once_leave_one_of_them,
    whoever_was_refused_for_good_gets_their_attempts_back,
    an_approval_that_is_revoked_leaves_what_is_bought_and_shuts_the_gate,
    nothing_is_done_without_a_role_a_proof_and_a_reason,
    failing_work_is_tried_again_once,
    a_line_for_a_person_is_adopted_or_given_up,
    a_number_that_came_too_late_becomes_an_order_of_its_own,
    no_number_is_adopted_past_the_gate,
    a_number_that_nobody_knows_is_given_to_an_account_or_noted,
    a_rule_counts_from_its_change_on_and_not_for_what_was_promised,
    a_rule_says_what_it_may_say_and_is_changed_by_who_saw_it,
    the_queue_has_the_oldest_first_and_no_picture
);

const OPERATOR: &str = "operator@demo.test";
const WHY: (&str, &str) = ("reason", "Spoke to her on the phone.\nHer passport is right.");
const CARRIED: &str = "+12025550290";
const UNVERIFIED: DemoAccount = DemoAccount::Unverified;
const VERIFIED: DemoAccount = DemoAccount::Verified;

/// An operator who has just typed their password.
pub async fn operator(shop: &TestShop) -> Visitor<'_> {
    enter(shop, OPERATOR).await
}

async fn queue(operator: &Visitor<'_>) -> QueueView {
    operator.call("operator/show_queue", &[]).await.expect("the queue")
}

async fn customer(operator: &Visitor<'_>, who: DemoAccount) -> CustomerView {
    let account = operator.shop.account(who).await;
    operator.call("operator/show_customer", &[("account", account.as_str())]).await.expect("an account")
}

/// Decides the hand-over that the operator sees.
pub(crate) async fn decide(operator: &Visitor<'_>, who: DemoAccount, decision: &str) -> Result<(), Refused> {
    let view = customer(operator, who).await;
    let hand_over = view.case.expect("a case").hand_overs[0].id.to_string();
    let account = view.id.to_string();
    let fields = [("account", account.as_str()), ("submission", &hand_over), ("decision", decision), WHY];
    operator.call("operator/decide_case", &fields).await
}

async fn about(operator: &Visitor<'_>, who: DemoAccount, door: &str) -> Result<(), Refused> {
    let account = operator.shop.account(who).await;
    operator.call(&format!("operator/{door}"), &[("account", account.as_str()), WHY]).await
}

fn moved_on() -> Refused {
    Refused::new(409, AppError::Meanwhile)
}

/// How often the account was told of this.
pub async fn told(buyer: &Visitor<'_>, kind: NoticeKind) -> usize {
    let seen: NoticesView = buyer.call("list_notices", &[]).await.expect("notices");
    seen.notices.iter().filter(|notice| notice.kind == kind).count()
}

/// How often an operator did this, as the trail tells; whoever did it is named, and the reason is not in it.
async fn times(shop: &TestShop, deed: Deed) -> usize {
    let told = entries(shop).await;
    assert!(!format!("{told:?}").contains("passport"), "a reason stands in the trail");
    told.iter()
        .filter(|entry| entry.action == deed.as_str() && entry.actor == "user" && !entry.actor_id.is_empty())
        .count()
}

async fn reviewed(shop: &TestShop, who: DemoAccount) -> Visitor<'_> {
    let buyer = shop.sign_in(who).await;
    buyer.verify_with("review.jpg").await;
    buyer.wait_for_step("a review", |step| *step == Step::UnderReview).await;
    buyer
}

async fn a_person_approves_what_is_under_review_and_the_held_orders_complete(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let (stocked, carried) = (buyer.buy(NUMBERS.us).await, buyer.buy(CARRIED).await);
    reviewed(&shop, UNVERIFIED).await;
    let operator = operator(&shop).await;
    let before = customer(&operator, UNVERIFIED).await;
    let case = before.case.as_ref().expect("a case");
    assert_eq!((case.state, case.decidable.is_some(), before.orders.len()), (CaseState::UnderReview, true, 2));
    for _ in 0..2 {
        decide(&operator, UNVERIFIED, "approve").await.expect("approved, and once more");
    }
    second_words::completed_after_a_review(&buyer, [&stocked.order, &carried.order]).await;
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(decide(&operator, UNVERIFIED, "decline").await, Err(moved_on()), "what is decided is decided");
    assert_eq!(times(&shop, Deed::ApprovedCase).await, 1);
    let after = customer(&operator, UNVERIFIED).await;
    let done = &after.deeds[0];
    assert_eq!((done.deed, done.by.as_str(), done.reason.as_str()), (Deed::ApprovedCase, OPERATOR, WHY.1));
    assert!(after.approval.is_some() && after.orders.is_empty());
    assert!(queue(&operator).await.reviewed.is_empty());
    verify(&shop.db.store, &shop.house.audit, &[]).await.expect("the trail is whole");
}

async fn a_person_declines_what_is_under_review_and_nothing_is_charged(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    reviewed(&shop, UNVERIFIED).await;
    let operator = operator(&shop).await;
    for _ in 0..2 {
        decide(&operator, UNVERIFIED, "decline").await.expect("declined, and once more");
    }
    buyer.wait_for(&placed.order, Status::Declined).await;
    assert_eq!(shop.money(UNVERIFIED).await, [115, 0, 115]);
    assert_eq!(buyer.verification().await.step, Step::Declined);
    assert_eq!(decide(&operator, UNVERIFIED, "approve").await, Err(moved_on()));
    assert_eq!(times(&shop, Deed::DeclinedCase).await, 1);
}

async fn no_later_word_of_the_vendors_undoes_what_a_person_decided(db: Database) {
    let (_vendor, shop) = second_words::house(db, &["needs_review", "declined"]).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    second_words::reviewed(&shop, &buyer).await;
    decide(&operator(&shop).await, UNVERIFIED, "approve").await.expect("approved");
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(webhooks::told_as(&shop, "evt_declined", REF).await, 200);
    let heard = async || match shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'fetch'").await {
        0 => Ok(()),
        _ => Err("the vendor is still asked".to_owned()),
    };
    shop.until("heard", heard).await;
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }), "the vendor takes nothing back");
    assert_eq!(buyer.buy(NUMBERS.canada).await.held, None);
}

async fn a_decision_and_the_vendors_word_at_once_leave_one_of_them(db: Database) {
    let (_vendor, shop) = second_words::house(db, &["needs_review", "declined"]).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    second_words::reviewed(&shop, &buyer).await;
    let operator = operator(&shop).await;
    let (_, told) =
        tokio::join!(webhooks::told_as(&shop, "evt_declined", REF), decide(&operator, UNVERIFIED, "approve"));
    let view = customer(&operator, UNVERIFIED).await;
    match told {
        Ok(()) => {
            buyer.wait_for(&placed.order, Status::Purchased).await;
            assert!(view.approval.is_some());
        }
        Err(refused) => {
            assert_eq!(refused, moved_on());
            buyer.wait_for(&placed.order, Status::Declined).await;
            assert!(view.approval.is_none());
        }
    }
    assert_eq!(shop.money(UNVERIFIED).await[1] > 0, view.approval.is_some());
}

async fn whoever_was_refused_for_good_gets_their_attempts_back(db: Database) {
    let mut plan = Plan::default();
    plan.policy.attempts_max = 1;
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("retry.jpg").await;
    buyer.wait_for(&placed.order, Status::Declined).await;
    let operator = operator(&shop).await;
    assert!(customer(&operator, UNVERIFIED).await.case.expect("a case").resettable());
    for _ in 0..2 {
        about(&operator, UNVERIFIED, "reset_attempts").await.expect("given back, and once more");
    }
    assert_eq!(times(&shop, Deed::ResetAttempts).await, 1, "there was nothing left to give back");
    assert_eq!(told(&buyer, NoticeKind::Reopened).await, 1);
    let page = buyer.verification().await;
    assert!(matches!(&page.step, Step::Document { reasons, .. } if reasons.is_empty()), "{:?}", page.step);
    assert_eq!(page.attempts_left, 1);
    assert_eq!(buyer.status(&placed.order).await, Status::Declined, "what has ended has ended");
    let again = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&again.order, Status::Purchased).await;
    assert!(!customer(&operator, UNVERIFIED).await.case.expect("a case").resettable());
}

async fn an_approval_that_is_revoked_leaves_what_is_bought_and_shuts_the_gate(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let bought = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&bought.order, Status::Purchased).await;
    let operator = operator(&shop).await;
    for _ in 0..2 {
        about(&operator, UNVERIFIED, "revoke_approval").await.expect("taken back, and once more");
    }
    assert_eq!(times(&shop, Deed::RevokedApproval).await, 1);
    assert_eq!(told(&buyer, NoticeKind::Revoked).await, 1);
    assert_eq!(buyer.status(&bought.order).await, Status::Purchased);
    let held = buyer.buy(NUMBERS.canada).await;
    assert!(held.held.is_some() && buyer.verification().await.withdrawn);
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&held.order, Status::Purchased).await;
    let never = about(&operator, DemoAccount::OwnCarrier, "revoke_approval").await;
    assert_eq!(never, Err(moved_on()), "there is none to take back");
}

async fn nothing_is_done_without_a_role_a_proof_and_a_reason(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = reviewed(&shop, UNVERIFIED).await;
    let bought = shop.sign_in(VERIFIED).await.buy(NUMBERS.britain).await;
    let line = shop.line_of(&bought.order).await.id;
    shop.stop_worker().await;
    let operator = operator(&shop).await;
    let view = customer(&operator, UNVERIFIED).await;
    let (account, hand_over) = (view.id.to_string(), view.case.expect("a case").hand_overs[0].id.to_string());
    let deeds: [(&str, Vec<(&str, &str)>); 11] = [
        ("decide_case", vec![("account", &account), ("submission", &hand_over), ("decision", "approve")]),
        ("reset_attempts", vec![("account", &account)]),
        ("revoke_approval", vec![("account", &account)]),
        ("retry_job", vec![("work", "fetch"), ("subject", "txn_1")]),
        ("retry_line", vec![("line", line.as_str())]),
        ("adopt_line", vec![("line", line.as_str())]),
        ("give_line_up", vec![("line", line.as_str())]),
        (
            "adopt_number",
            vec![("carrier_account", TWILIO_SID), ("number", CARRIED), ("owner", &account), ("price", "1.15")],
        ),
        ("note_finding", vec![("carrier_account", TWILIO_SID), ("number", CARRIED)]),
        ("change_rule", vec![("rule", "attempts"), ("value", "2"), ("version", "0")]),
        ("reset_rule", vec![("rule", "attempts"), ("version", "0")]),
    ];
    let one_click = shop.sign_in(DemoAccount::Operator).await;
    let before = shop.everything().await;
    for (door, field, fields) in [
        ("retry_job", "work", vec![("work", "fetch"), ("subject", "a\0")]),
        ("note_finding", "carrier account", vec![("carrier_account", "a\0"), ("number", CARRIED)]),
    ] {
        let fields = [fields.as_slice(), &[("reason", "Because")]].concat();
        let refused = operator.call::<()>(&format!("operator/{door}"), &fields).await;
        assert_eq!(refused, Err(Refused::new(422, AppError::Invalid(field.to_owned()))));
    }
    for (door, fields) in &deeds {
        let door = format!("operator/{door}");
        let with = |why: &str| {
            [fields.as_slice(), &[("reason", why)]]
                .concat()
                .into_iter()
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .collect::<Vec<_>>()
        };
        let send = async |visitor: &Visitor<'_>, why: &str| {
            let fields = with(why);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            visitor.call::<()>(&door, &fields).await
        };
        assert_eq!(send(&buyer, WHY.1).await, Err(Refused::new(404, AppError::NotFound)), "{door}");
        assert_eq!(send(&shop.visitor(), WHY.1).await, Err(Refused::new(401, AppError::SignInNeeded)), "{door}");
        assert_eq!(send(&one_click, WHY.1).await, Err(Refused::new(403, AppError::ProofNeeded)), "{door}");
        for why in ["", "  ", &"n".repeat(501), "nul\0"] {
            let refused = send(&operator, why).await.expect_err("no reason");
            assert_eq!(refused, Refused::new(422, AppError::Invalid("reason".to_owned())), "{door} {why:?}");
        }
        assert_eq!(shop.everything().await, before, "{door}");
    }
    assert_eq!(buyer.verification().await.step, Step::UnderReview);
}

async fn failing_work_is_tried_again_once(db: Database) {
    let shop = TestShop::open(db).await;
    reviewed(&shop, UNVERIFIED).await;
    shop.stop_worker().await;
    let operator = operator(&shop).await;
    let account = shop.account(UNVERIFIED).await;
    let (now, later) = (shop.plan.clock.now(), shop.plan.clock.now().after(Duration::from_secs(3_600)));
    let hand_over = customer(&operator, UNVERIFIED).await.case.expect("a case").hand_overs[0].id.to_string();
    let mut tx = shop.db.write().await;
    jobs::ask(&mut tx, Kind::Redact, &hand_over, later).await.expect("asked");
    let since = Timestamp::from_micros(now.micros() - 120_000_000);
    jobs::note_fault(&mut tx, Kind::Redact, &hand_over, since).await.expect("noted");
    tx.commit().await.expect("commits");
    let view = queue(&operator).await;
    assert_eq!((view.counts.jobs, view.jobs[0].work, view.jobs[0].subject.as_str()), (1, Work::Redact, &*hand_over));
    let fields = [("work", "redact"), ("subject", hand_over.as_str()), WHY];
    for _ in 0..2 {
        operator.call::<()>("operator/retry_job", &fields).await.expect("tried again, and once more");
    }
    assert!(queue(&operator).await.jobs.is_empty());
    let due = format!("SELECT COUNT(*) FROM jobs WHERE kind = 'redact' AND run_at < {}", later.micros());
    assert_eq!(shop.db.count(&due).await, 1);
    assert_eq!(times(&shop, Deed::RetriedJob).await, 1);
    let told = entries(&shop).await;
    let entry = told.iter().find(|entry| entry.action == Deed::RetriedJob.as_str()).expect("an entry");
    assert_eq!((entry.chain.as_str(), entry.subject.as_str()), (account.as_str(), "job"));
}

/// A house at a carrier that a test fills by hand, and nobody at work.
pub async fn at_carrier(db: Database) -> (Carrier, TestShop) {
    let plan = Plan::impatient();
    let carrier = Carrier::open(plan.policy.carrier_timeout + Duration::from_millis(150)).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    (carrier, shop)
}

async fn manual(shop: &TestShop, who: DemoAccount, number: &str) -> (OrderId, LineId) {
    let order = shop.sign_in(who).await.buy(number).await.order;
    let line = shop.line_of(&order).await.id;
    let mut tx = shop.db.write().await;
    lines::set_state(&mut tx, &line, &Line::Manual, None).await.expect("set");
    tx.commit().await.expect("commits");
    (order, line)
}

async fn a_line_for_a_person_is_adopted_or_given_up(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    let (ours, theirs) = (CARRIED, "+12025550291");
    let (kept, line) = manual(&shop, VERIFIED, ours).await;
    let (dropped, other) = manual(&shop, VERIFIED, theirs).await;
    carrier.put(TWILIO_SID, ours, STRANGER);
    let operator = operator(&shop).await;
    let view = queue(&operator).await;
    let listed: Vec<_> = view.manual.iter().map(|line| (line.number.as_e164(), line.stands)).collect();
    assert_eq!(listed, [(ours, Stands::Manual), (theirs, Stands::Manual)], "the oldest first");
    for _ in 0..2 {
        operator.call::<()>("operator/adopt_line", &[("line", line.as_str()), WHY]).await.expect("adopted");
        operator.call::<()>("operator/give_line_up", &[("line", other.as_str()), WHY]).await.expect("given up");
    }
    let buyer = shop.sign_in(VERIFIED).await;
    assert_eq!(buyer.status(&kept).await, Status::Purchased);
    assert_eq!(buyer.status(&dropped).await, Status::NumberGone);
    assert_eq!(shop.entries_of(&shop.line(&line).await).await, (1, 0));
    assert_eq!(shop.entries_of(&shop.line(&other).await).await, (0, 1));
    assert_eq!((times(&shop, Deed::AdoptedLine).await, times(&shop, Deed::GaveLineUp).await), (1, 1));
    let refused = operator.call::<()>("operator/give_line_up", &[("line", line.as_str()), WHY]).await;
    assert_eq!(refused, Err(moved_on()), "it is bought");
    let refused = operator.call::<()>("operator/adopt_line", &[("line", other.as_str()), WHY]).await;
    assert_eq!(refused, Err(moved_on()), "it has ended");
    assert_eq!(carrier.book().asked, 0, "nothing was bought");
    all_tagged(&shop).await;
    assert_eq!(carrier.book().owned[ours].tag, line.as_str());
    assert!(reconcile(&shop.house).await.expect("compared").findings.is_empty(), "nothing is left to say");
    shop.stop_worker().await;
    let (_, absent) = manual(&shop, VERIFIED, "+12025550292").await;
    let refused = operator.call::<()>("operator/adopt_line", &[("line", absent.as_str()), WHY]).await;
    assert_eq!(refused, Err(Refused::new(409, AppError::NumberGone)), "the carrier does not show it");
}

/// Has the worker mark at the carrier what was adopted.
async fn all_tagged(shop: &TestShop) {
    shop.start_worker().await;
    let look = async || match shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'tag'").await {
        0 => Ok(()),
        left => Err(format!("{left} are left")),
    };
    shop.until("every adopted number is tagged", look).await;
}

async fn a_number_that_came_too_late_becomes_an_order_of_its_own(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    let buyer = shop.sign_in(VERIFIED).await;
    let order = buyer.buy(CARRIED).await.order;
    let line = shop.line_of(&order).await.id;
    buyer.cancel(&order).await.expect("nothing was asked for");
    carrier.put(TWILIO_SID, CARRIED, line.as_str());
    reconcile(&shop.house).await.expect("compared");
    assert_eq!(shop.line(&line).await.state, Line::Manual);
    let operator = operator(&shop).await;
    let before = shop.everything().await;
    let refused = operator.call::<()>("operator/give_line_up", &[("line", line.as_str()), WHY]).await;
    assert_eq!(refused, Err(Refused::new(409, AppError::StillThere)), "it costs whoever gives it up");
    assert_eq!(shop.everything().await, before);
    operator.call::<()>("operator/adopt_line", &[("line", line.as_str()), WHY]).await.expect("adopted");
    assert_eq!(buyer.status(&order).await, Status::Cancelled, "it stays as the buyer ended it");
    assert_eq!(shop.line(&line).await.state, Line::Failed(FailReason::NumberGone));
    let orders = buyer.orders().await;
    assert_eq!((orders.len(), orders[0].status, orders[0].numbers[0].as_e164()), (2, Status::Purchased, CARRIED));
    assert_eq!(shop.money(VERIFIED).await, [230, 115, 115], "charged once, at the price that was quoted");
    assert_eq!(shop.committed(VERIFIED).await, 115);
    all_tagged(&shop).await;
    assert!(reconcile(&shop.house).await.expect("compared").findings.is_empty(), "it has the new line's tag");
}

async fn no_number_is_adopted_past_the_gate(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    let (_, line) = manual(&shop, UNVERIFIED, CARRIED).await;
    let orphan = "+12025550293";
    for number in [CARRIED, orphan] {
        carrier.put(TWILIO_SID, number, STRANGER);
    }
    reconcile(&shop.house).await.expect("compared");
    let operator = operator(&shop).await;
    let not_cleared = Err(Refused::new(409, AppError::NotCleared));
    let before = shop.everything().await;
    let refused = operator.call::<()>("operator/adopt_line", &[("line", line.as_str()), WHY]).await;
    assert_eq!(refused, not_cleared);
    let fields = adoption(orphan, "unverified@demo.test", "1.15");
    assert_eq!(operator.call::<()>("operator/adopt_number", &fields).await, not_cleared);
    let fields = adoption(orphan, "own-carrier@demo.test", "1.15");
    let refused = operator.call::<()>("operator/adopt_number", &fields).await;
    assert_eq!(refused, Err(Refused::new(422, AppError::Invalid("owner".to_owned()))), "our carrier's are not theirs");
    assert_eq!(shop.everything().await, before);
}

fn adoption<'a>(number: &'a str, owner: &'a str, price: &'a str) -> [(&'a str, &'a str); 5] {
    [("carrier_account", TWILIO_SID), ("number", number), ("owner", owner), ("price", price), WHY]
}

async fn a_number_that_nobody_knows_is_given_to_an_account_or_noted(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    let (lost, strange) = ("+12025550294", "+12025550295");
    carrier.put(TWILIO_SID, lost, ids::fresh::<LineId>().as_str());
    carrier.put(TWILIO_SID, strange, "Front desk");
    reconcile(&shop.house).await.expect("compared");
    let operator = operator(&shop).await;
    let view = queue(&operator).await;
    let listed: Vec<_> = view.findings.iter().map(|found| (found.number.as_e164(), found.what)).collect();
    assert_eq!(listed, [(lost, Discord::UnknownLine), (strange, Discord::UnknownHand)]);
    for bad in ["", "0", "-1", "free", "100000.01"] {
        let refused = operator.call::<()>("operator/adopt_number", &adoption(lost, "verified@demo.test", bad)).await;
        assert_eq!(refused, Err(Refused::new(422, AppError::Invalid("price".to_owned()))), "{bad}");
    }
    for _ in 0..2 {
        let fields = adoption(lost, " Verified@Demo.test ", "$1.50");
        operator.call::<()>("operator/adopt_number", &fields).await.expect("given, and once more");
        let fields = [("carrier_account", TWILIO_SID), ("number", strange), WHY];
        operator.call::<()>("operator/note_finding", &fields).await.expect("noted, and once more");
    }
    let buyer = shop.sign_in(VERIFIED).await;
    let orders = buyer.orders().await;
    assert_eq!((orders.len(), orders[0].status, orders[0].monthly.cents()), (1, Status::Purchased, 150));
    assert_eq!(shop.money(VERIFIED).await, [150, 150, 0]);
    assert_eq!((times(&shop, Deed::AdoptedNumber).await, times(&shop, Deed::NotedFinding).await), (1, 1));
    assert_eq!(queue(&operator).await.counts.findings, 0);
    carrier.book().renames.extend([Fault::SoldThenCut, Fault::Busy, Fault::SoldThenGarbled]);
    all_tagged(&shop).await;
    let line = shop.line_of(&orders[0].id).await.id;
    let tags = [lost, strange].map(|number| carrier.book().owned[number].tag.clone());
    assert_eq!(tags, [line.as_str(), "Front desk"]);
    assert!(carrier.book().renames.is_empty(), "it is asked for until the carrier says that it is done");
    assert!(
        reconcile(&shop.house).await.expect("compared").findings.iter().all(|found| found.number.as_e164() == strange)
    );
    assert_eq!(queue(&operator).await.counts.findings, 0, "what was noted stays noted; what was adopted is ours");
    let nobody =
        operator.call::<()>("operator/adopt_number", &adoption("+12025550296", "verified@demo.test", "1")).await;
    assert_eq!(nobody, Err(moved_on()), "nothing of it was found");
}

pub async fn rule(operator: &Visitor<'_>, rule: &str, value: &str) -> Result<(), Refused> {
    let view: RulesView = operator.call("operator/show_rules", &[]).await.expect("rules");
    let version = view.rules.iter().find(|one| one.rule.as_str() == rule).map_or(0, |one| one.version).to_string();
    let fields = [("rule", rule), ("value", value), ("version", version.as_str()), WHY];
    operator.call("operator/change_rule", &fields).await
}

async fn a_rule_counts_from_its_change_on_and_not_for_what_was_promised(db: Database) {
    let (_carrier, shop) = at_carrier(db).await;
    let operator = operator(&shop).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let held = buyer.buy(NUMBERS.us).await.held.expect("held");
    assert!(buyer.buy(NUMBERS.canada).await.held.is_some());
    rule(&operator, "hold", "2h").await.expect("changed");
    rule(&operator, "regions", "US,JM").await.expect("changed");
    rule(&operator, "pools", "by_region").await.expect("changed");
    rule(&operator, "attempts", "2").await.expect("changed");
    rule(&operator, "markup", "100").await.expect("changed");
    let shorter = buyer.buy("+12025551001").await.held.expect("held");
    let hours = |hold: app::desk::Hold| hold.until.since(shop.plan.clock.now()).as_secs().div_ceil(3_600);
    assert_eq!((hours(held), hours(shorter)), (7 * 24, 2), "a running hold keeps its deadline");
    assert_eq!(buyer.buy("+14165551001").await.held, None, "Canada is free now");
    assert!(buyer.buy(NUMBERS.jamaica).await.held.is_some(), "and Jamaica is not");
    assert_eq!(buyer.verification().await.attempts_max, 2);
    let help: HelpView = buyer.call("show_help", &[]).await.expect("help");
    assert_eq!((help.hold, help.attempts, help.regions.len()), (Duration::from_secs(7_200), 2, 2));
    let verified = shop.sign_in(VERIFIED).await;
    assert_eq!(verified.quote(CARRIED).await.total().cents(), 230, "twice the carrier's price");
    assert_eq!(verified.quote(NUMBERS.britain).await.total().cents(), 115, "our own stock is priced by itself");
    let fields = [("rule", "markup"), ("version", "1"), WHY];
    operator.call::<()>("operator/reset_rule", &fields).await.expect("reset");
    assert_eq!(verified.quote(CARRIED).await.total().cents(), 115);
    assert_eq!((times(&shop, Deed::ChangedRule).await, times(&shop, Deed::ResetRule).await), (5, 1));
    verify(&shop.db.store, &shop.house.audit, &[]).await.expect("the trail is whole");
}

async fn a_rule_says_what_it_may_say_and_is_changed_by_who_saw_it(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let operator = operator(&shop).await;
    for (name, bad) in
        [("regions", "US,GB"), ("regions", ""), ("hold", "7"), ("hold", "10s"), ("attempts", "0"), ("markup", "1001")]
    {
        let refused = rule(&operator, name, bad).await;
        assert_eq!(refused, Err(Refused::new(422, AppError::Invalid(name.to_owned()))), "{bad}");
    }
    assert_eq!(rule(&operator, "prices", "1").await, Err(Refused::new(422, AppError::Invalid("rule".to_owned()))));
    let set = async |value: &str, version: &str| {
        let fields = [("rule", "attempts"), ("value", value), ("version", version), WHY];
        operator.call::<()>("operator/change_rule", &fields).await
    };
    set("3", "0").await.expect("changed");
    set("3", "0").await.expect("sent twice");
    assert_eq!(set("4", "0").await, Err(moved_on()), "made before the latest change");
    let view: RulesView = operator.call("operator/show_rules", &[]).await.expect("rules");
    assert_eq!(view.rules.iter().map(|rule| rule.rule).collect::<Vec<_>>(), Rule::ALL);
    let attempts = view.rules.iter().find(|rule| rule.rule == Rule::Attempts).expect("there");
    assert_eq!((attempts.value.as_str(), attempts.setting.as_str(), attempts.version), ("3", "5", 1));
    let changed = attempts.changed.as_ref().expect("changed");
    assert_eq!((changed.by.as_str(), changed.reason.as_str(), attempts.set), (OPERATOR, WHY.1, true));
    assert_eq!(times(&shop, Deed::ChangedRule).await, 1);
}

async fn the_queue_has_the_oldest_first_and_no_picture(db: Database) {
    let shop = TestShop::open(db).await;
    reviewed(&shop, UNVERIFIED).await;
    let operator = operator(&shop).await;
    let view = queue(&operator).await;
    assert_eq!((view.counts.reviewed, view.reviewed.len(), view.proven), (1, 1, true));
    assert_eq!(view.reviewed[0].name, customer(&operator, UNVERIFIED).await.name);
    assert!(view.reviewed[0].vendor.is_some());
    assert_eq!(view.counts.manual + view.counts.lines + view.counts.jobs + view.counts.findings, 0);
    assert!(!queue(&shop.sign_in(DemoAccount::Operator).await).await.proven, "one click shows nothing");
}
