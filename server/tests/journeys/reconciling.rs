//! Books and carrier that do not agree: what carries our tag is booked, the rest is named, and nothing is named that
//! merely happened while the list was read.

use app::{
    desk::DemoAccount,
    domain::{
        LineId, OrderId, Timestamp,
        line::{FailReason, Line},
        order::Status,
    },
};
use plusone::{
    clock::Clock,
    demo::{OWN_SID, TWILIO_SID},
    ids,
    jobs::{Worker, plan_reconciling},
    reconcile::{Report, What, reconcile},
    store::lines,
};
use std::{process::Command, sync::Arc, time::Duration};
use tokio::sync::watch;

use crate::{
    database::{Database, on_both},
    scripted::{Carrier, Fault, STRANGER},
    shop::{Plan, TestShop},
};

on_both!(
    what_carries_the_tag_of_a_line_on_its_way_is_booked,
    what_carries_the_tag_of_a_line_that_ended_needs_a_person,
    what_is_held_is_left_to_its_order,
    a_number_that_nobody_here_bought_is_named,
    a_number_that_is_gone_from_the_carrier_is_named_and_kept,
    what_was_changed_at_the_carrier_is_named,
    what_happens_while_the_list_is_read_is_no_finding,
    a_carrier_that_cannot_be_read_accuses_nobody,
    an_accounts_own_carrier_is_its_own_business,
    one_node_compares_once_a_night,
    the_command_says_what_to_do_and_whether_something_is_left
);

async fn open(db: Database) -> (Carrier, TestShop) {
    open_as(db, Plan::hasty()).await
}

async fn open_as(db: Database, plan: Plan) -> (Carrier, TestShop) {
    let carrier = Carrier::open(plan.policy.carrier_timeout + Duration::from_millis(150)).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    (carrier, shop)
}

/// Places an order that nobody works on yet.
async fn place(shop: &TestShop, who: DemoAccount, number: &str) -> (OrderId, LineId) {
    let order = shop.sign_in(who).await.buy(number).await.order;
    let line = shop.line_of(&order).await.id;
    (order, line)
}

async fn set(shop: &TestShop, line: &LineId, state: Line) {
    let mut tx = shop.db.write().await;
    lines::set_state(&mut tx, line, &state, Some(shop.plan.clock.now())).await.expect("set");
    tx.commit().await.expect("commits");
}

async fn compared(shop: &TestShop) -> Report {
    reconcile(&shop.house).await.expect("compared")
}

/// What was found, by number.
async fn found(shop: &TestShop) -> Vec<(String, What)> {
    let report = compared(shop).await;
    assert!(report.unread.is_empty(), "{report:?}");
    report.findings.into_iter().map(|finding| (finding.number.as_e164().to_owned(), finding.what)).collect()
}

fn one(number: &str, what: What) -> Vec<(String, What)> {
    vec![(number.to_owned(), what)]
}

async fn what_carries_the_tag_of_a_line_on_its_way_is_booked(db: Database) {
    let (carrier, shop) = open(db).await;
    let over = shop.plan.clock.now();
    let mut placed = Vec::new();
    for (index, state) in [
        Line::Ready { attempt: 0 },
        Line::Ready { attempt: 1 },
        Line::Buying { attempt: 1, lease_until: over },
        Line::Unknown { attempt: 1, absent_since: Some(over), refused: Some(FailReason::NumberGone) },
    ]
    .into_iter()
    .enumerate()
    {
        let number = format!("+1202555021{index}");
        let (order, line) = place(&shop, DemoAccount::Verified, &number).await;
        if state != (Line::Ready { attempt: 0 }) {
            set(&shop, &line, state).await;
        }
        carrier.put(TWILIO_SID, &number, line.as_str());
        placed.push((order, line, number));
    }
    let expected: Vec<_> = placed.iter().map(|(.., number)| (number.clone(), What::Adopted)).collect();
    assert_eq!(found(&shop).await, expected);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for (order, line, _) in &placed {
        assert_eq!(buyer.status(order).await, Status::Purchased);
        assert_eq!(shop.entries_of(&shop.line(line).await).await, (1, 0));
    }
    assert!(compared(&shop).await.findings.is_empty(), "nothing is left to say");
    shop.start_worker().await;
    buyer.release(&placed[0].1).await.expect("asked for");
    let gone = async || match shop.line(&placed[0].1).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("what was adopted can be given back", gone).await;
    assert_eq!(carrier.book().asked, 0, "nothing was bought");
}

async fn what_carries_the_tag_of_a_line_that_ended_needs_a_person(db: Database) {
    let (carrier, shop) = open(db).await;
    let number = "+12025550220";
    let (order, line) = place(&shop, DemoAccount::Verified, number).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.cancel(&order).await.expect("nothing was asked for");
    carrier.put(TWILIO_SID, number, line.as_str());
    for _ in 0..2 {
        assert_eq!(found(&shop).await, one(number, What::NeedsPerson));
        assert_eq!(buyer.status(&order).await, Status::NeedsAttention);
        assert_eq!(shop.entries_of(&shop.line(&line).await).await, (0, 1));
    }
    buyer.try_quote(number).await.expect_err("it is sold to nobody else");
}

async fn what_is_held_is_left_to_its_order(db: Database) {
    let (carrier, shop) = open(db).await;
    let number = "+12025550221";
    let (order, line) = place(&shop, DemoAccount::Unverified, number).await;
    carrier.put(TWILIO_SID, number, line.as_str());
    assert_eq!(found(&shop).await, one(number, What::Held));
    assert_eq!(shop.line(&line).await.state, Line::Waiting, "the gate is not passed");
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&order, Status::Purchased).await;
    assert!(carrier.book().sold.is_empty(), "it was ours all the while");
    assert!(compared(&shop).await.findings.is_empty());
}

async fn a_number_that_nobody_here_bought_is_named(db: Database) {
    let (carrier, shop) = open(db).await;
    // Another number's line, which proves nothing.
    let (_, line) = place(&shop, DemoAccount::Verified, "+12025550222").await;
    let unknown: LineId = ids::fresh();
    for (number, tag, what) in [
        ("+12025550231", "", What::UnknownHand),
        ("+12025550232", STRANGER, What::UnknownHand),
        ("+12025550233", unknown.as_str(), What::UnknownLine),
        ("+12025550234", line.as_str(), What::UnknownLine),
    ] {
        carrier.book().owned.clear();
        carrier.put(TWILIO_SID, number, tag);
        let report = compared(&shop).await;
        assert_eq!((report.findings.len(), report.left()), (1, 1), "{report:?}");
        let finding = &report.findings[0];
        assert_eq!((finding.number.as_e164(), finding.tag.as_str(), &finding.what), (number, tag, &what));
        assert_eq!((finding.carrier_account.as_str(), &finding.line), (TWILIO_SID, &None));
    }
    assert_eq!(shop.line(&line).await.state, Line::Ready { attempt: 0 });
}

/// Buys a number with a worker that stops afterwards.
async fn own(shop: &TestShop, who: DemoAccount, number: &str) -> LineId {
    shop.start_worker().await;
    let line = shop.sign_in(who).await.own(number).await;
    shop.stop_worker().await;
    line
}

/// Waits until this, and nothing else, is found.
async fn until_found(shop: &TestShop, expected: &[(String, What)]) {
    let look = async || match found(shop).await {
        found if found == expected => Ok(()),
        found => Err(format!("{found:?}")),
    };
    shop.until("found", look).await;
}

async fn a_number_that_is_gone_from_the_carrier_is_named_and_kept(db: Database) {
    let (carrier, shop) = open(db).await;
    let (number, leaving) = ("+12025550240", "+12025550241");
    let line = own(&shop, DemoAccount::Verified, number).await;
    let second = own(&shop, DemoAccount::Verified, leaving).await;
    let state = shop.line(&line).await.state;
    let sid = shop.line(&second).await.state.sid().expect("owned").to_owned();
    set(&shop, &second, Line::Releasing { sid, until: shop.plan.clock.now().after(Duration::from_secs(600)) }).await;
    let there = std::mem::take(&mut carrier.book().owned);
    // Not before a list must show what was bought.
    until_found(&shop, &[(number.to_owned(), What::Ghost), (leaving.to_owned(), What::Ghost)]).await;
    let report = compared(&shop).await;
    let told = &report.findings[0];
    assert_eq!(told.line.as_ref().map(|(line, _)| line), Some(&line));
    assert!(told.since.is_some_and(|since| since <= shop.plan.clock.now()), "{told:?}");
    assert_eq!(shop.line(&line).await.state, state, "ended by nobody");
    assert_eq!(shop.entries_of(&shop.line(&line).await).await, (1, 0));
    {
        let mut book = carrier.book();
        (book.owned, book.lists) = (there, [Fault::Hidden].into());
    }
    assert!(compared(&shop).await.findings.is_empty(), "a list that does not show it is not enough");
}

async fn what_was_changed_at_the_carrier_is_named(db: Database) {
    let (carrier, shop) = open(db).await;
    let number = "+12025550242";
    let line = own(&shop, DemoAccount::Verified, number).await;
    let here = shop.line(&line).await.state.sid().expect("owned").to_owned();
    assert!(compared(&shop).await.findings.is_empty());
    carrier.book().owned.get_mut(number).expect("owned").tag = "Front desk".to_owned();
    assert_eq!(found(&shop).await, one(number, What::OtherTag));
    carrier.put(TWILIO_SID, number, line.as_str());
    assert_eq!(found(&shop).await, one(number, What::OtherId { here }));
}

async fn what_happens_while_the_list_is_read_is_no_finding(db: Database) {
    let (carrier, shop) = open(db).await;
    let (leaving, coming) = ("+12025550243", "+12025550244");
    let line = own(&shop, DemoAccount::Verified, leaving).await;
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    carrier.book().slow = true;
    let house = Arc::clone(&shop.house);
    let reading = tokio::spawn(async move { reconcile(&house).await });
    // The page shows the one and not the other when it arrives.
    carrier.paged().await;
    buyer.own(coming).await;
    buyer.release(&line).await.expect("asked for");
    let gone = async || match shop.line(&line).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("released", gone).await;
    carrier.book().slow = false;
    carrier.go_on();
    let report = reading.await.expect("ends").expect("compared");
    assert!(report.findings.is_empty() && report.unread.is_empty(), "{report:?}");
    assert_eq!(report.listed, 1);
}

async fn a_carrier_that_cannot_be_read_accuses_nobody(db: Database) {
    let (carrier, shop) = open(db).await;
    for line in 250..255 {
        own(&shop, DemoAccount::Verified, &format!("+12025550{line}")).await;
    }
    let orphan = "+12025550299";
    carrier.put(TWILIO_SID, orphan, "");
    until_found(&shop, &one(orphan, What::UnknownHand)).await;
    for (lists, looks) in [
        (vec![Fault::Broken], vec![]),
        (vec![Fault::Fine, Fault::Denied], vec![]),
        (vec![Fault::Fine, Fault::Fine, Fault::Cut], vec![]),
        (vec![], vec![Fault::Broken]),
    ] {
        {
            let mut book = carrier.book();
            (book.lists, book.looks) = (lists.iter().copied().collect(), looks.iter().copied().collect());
        }
        let report = compared(&shop).await;
        assert!(report.findings.is_empty(), "{lists:?} {looks:?}: {report:?}");
        let unread: Vec<_> = report.unread.iter().map(|unread| unread.carrier_account.as_str()).collect();
        assert_eq!(unread, [TWILIO_SID], "the other account was read");
        assert_eq!(report.left(), 1);
    }
    assert_eq!(found(&shop).await, one(orphan, What::UnknownHand));
}

async fn an_accounts_own_carrier_is_its_own_business(db: Database) {
    let (carrier, shop) = open(db).await;
    let ours = place(&shop, DemoAccount::Verified, "+12025550260").await.1;
    let (order, line) = place(&shop, DemoAccount::OwnCarrier, "+12025550261").await;
    // Whoever has a carrier account may write on its numbers what they like.
    carrier.put(OWN_SID, "+12025550260", ours.as_str());
    carrier.put(OWN_SID, "+12025550262", "");
    carrier.put(OWN_SID, "+12025550263", "Front desk");
    carrier.put(OWN_SID, "+12025550264", ids::fresh::<LineId>().as_str());
    assert!(found(&shop).await.is_empty());
    carrier.put(OWN_SID, "+12025550261", line.as_str());
    assert_eq!(found(&shop).await, one("+12025550261", What::Adopted));
    assert_eq!(shop.sign_in(DemoAccount::OwnCarrier).await.status(&order).await, Status::Purchased);
    assert_eq!(shop.line(&ours).await.state, Line::Ready { attempt: 0 });
    let mut tx = shop.db.write().await;
    lines::set_carrier_account(&mut tx, &line, "AC-before").await.expect("set");
    tx.commit().await.expect("commits");
    let report = compared(&shop).await;
    let unread: Vec<_> = report.unread.iter().map(|unread| unread.carrier_account.as_str()).collect();
    assert_eq!((unread, report.findings), (vec!["AC-before"], vec![]), "nobody can look there any more");
}

async fn one_node_compares_once_a_night(db: Database) {
    // Half an hour before the hour.
    let clock = Clock::manual(Timestamp::from_micros((20_000 * 24 + 2) * 3_600_000_000 + 1_800_000_000));
    let (carrier, shop) = open_as(db, Plan { clock, ..Plan::impatient() }).await;
    let (_stop, stopped) = watch::channel(false);
    let second = tokio::spawn(Worker::new(Arc::clone(&shop.house), None).run(stopped));
    shop.start_worker().await;
    // A page of each of the two carrier accounts.
    for (pages, wait) in [(2, 1_800), (4, 86_400), (6, 86_400)] {
        for _ in 0..2 {
            plan_reconciling(&shop.house).await.expect("planned");
        }
        let due = i64::try_from(Duration::from_secs(wait).as_micros()).expect("short");
        let put_off = async || {
            let run_at = shop.db.count("SELECT run_at FROM jobs WHERE kind = 'reconcile'").await;
            let left = run_at - shop.plan.clock.now().micros();
            if left == due { Ok(()) } else { Err(format!("{left} µs")) }
        };
        shop.until("put off to the night", put_off).await;
        assert_eq!(carrier.book().pages, pages);
        shop.plan.clock.advance(Duration::from_secs(wait));
        shop.house.store.wake();
    }
    second.abort();
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'reconcile'").await, 1);
}

async fn the_command_says_what_to_do_and_whether_something_is_left(db: Database) {
    let (carrier, shop) = open(db).await;
    let (order, line) = place(&shop, DemoAccount::Verified, "+12025550270").await;
    let run = async || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plusone"));
        command.arg("reconcile").env_clear().envs([
            ("PLUSONE_MODE", "demo"),
            ("PLUSONE_DATABASE_URL", &shop.db.url),
            ("PLUSONE_TWILIO_URL", &carrier.url()),
            ("PLUSONE_SECRET_KEY", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="),
        ]);
        let folder = tempfile::tempdir().expect("a folder");
        command.current_dir(folder.path());
        let ended = tokio::task::spawn_blocking(move || command.output()).await.expect("ends").expect("runs");
        let told = String::from_utf8(ended.stdout).expect("text");
        (ended.status.code(), told, String::from_utf8_lossy(&ended.stderr).into_owned())
    };
    let (code, told, errors) = run().await;
    assert_eq!((code, told.as_str()), (Some(0), "0 listed, 0 adopted, 0 left for a person\n"), "{errors}");
    carrier.put(TWILIO_SID, "+12025550270", line.as_str());
    let (code, told, errors) = run().await;
    assert_eq!(code, Some(0), "{errors}");
    assert!(told.contains(order.as_str()) && told.ends_with("1 listed, 1 adopted, 0 left for a person\n"), "{told}");
    carrier.put(TWILIO_SID, "+12025550271", "Front desk");
    let (code, told, errors) = run().await;
    assert_eq!(code, Some(1), "{errors}");
    assert!(told.contains("+12025550271") && told.contains("Front desk") && told.contains(TWILIO_SID), "{told}");
    assert!(told.ends_with("2 listed, 0 adopted, 1 left for a person\n"), "{told}");
    assert!(!errors.contains("+1202"), "no number stands in the log: {errors}");
}
