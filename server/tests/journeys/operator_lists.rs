//! What an operator sees of everybody's orders and identities, and what they may have looked at again.

use app::{
    AppError,
    desk::{
        CaseRow, CaseState, CustomerView, Deed, Delivery, DemoAccount, FeedbackRow, Listed, OrderFile, OrderRow,
        Submitted, SubmittedRow, TrailActor, Verdict,
    },
    domain::{Telephony, ledger::Entry, order::Status},
};
use serde::de::DeserializeOwned;

use crate::{
    database::{Database, on_both},
    passkeys::enter,
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor},
    trail::entries,
};

on_both!(
    everybodys_orders_are_listed_and_told_apart,
    an_order_is_told_in_full_and_shows_no_picture,
    an_operator_sees_where_an_identity_stands,
    what_a_filter_cannot_mean_is_refused,
    an_event_is_looked_at_again_and_nothing_happens_twice,
    an_event_that_speaks_of_nothing_of_ours_is_not_looked_at_again,
    what_readers_say_is_read_page_by_page
);

async fn list<T: DeserializeOwned>(visitor: &Visitor<'_>, door: &str, fields: &[(&str, &str)]) -> Listed<T> {
    visitor.call(&format!("operator/{door}"), fields).await.expect("a list")
}

async fn orders(visitor: &Visitor<'_>, fields: &[(&str, &str)]) -> Vec<OrderRow> {
    list(visitor, "list_orders", fields).await.rows
}

async fn everybodys_orders_are_listed_and_told_apart(db: Database) {
    let shop = TestShop::open(db).await;
    let (ann, ben) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let operator = shop.sign_in(DemoAccount::Operator).await;
    let held = ann.buy(NUMBERS.us).await.order;
    let bought = ben.buy(NUMBERS.jamaica).await.order;
    ben.wait_for(&bought, Status::Purchased).await;
    let all = orders(&operator, &[]).await;
    let told: Vec<_> = all.iter().map(|row| (&row.summary.id, row.summary.status)).collect();
    assert_eq!(told, [(&bought, Status::Purchased), (&held, Status::IdentityNeeded)]);
    assert_eq!(all[0].summary, ben.order(&bought).await.summary, "what the buyer is told");
    assert_eq!((all[1].placed_by.as_deref(), all[1].telephony), (Some("unverified@demo.test"), Telephony::LcPhone));
    let (short, name) = (held.short(), all[1].account.name.to_uppercase());
    for (field, value, found) in [
        ("find", "unverified@demo.test", vec![&held]),
        ("find", name.as_str(), vec![&held]),
        ("find", short.as_str(), vec![&held]),
        ("find", bought.as_str(), vec![&bought]),
        ("find", "nobody@demo.test", vec![]),
        ("number", NUMBERS.jamaica, vec![&bought]),
        ("number", "+1 876 555", vec![&bought]),
        ("state", "held", vec![&held]),
        ("telephony", "own", vec![]),
        ("region", "US", vec![&held]),
    ] {
        let rows = orders(&operator, &[(field, value)]).await;
        assert_eq!(rows.iter().map(|row| &row.summary.id).collect::<Vec<_>>(), found, "{field} {value}");
    }
    let first: Listed<OrderRow> = list(&operator, "list_orders", &[]).await;
    assert_eq!((first.newer, first.older), (None, None));
    let mark = format!("{}-{}", all[0].summary.placed_at.micros(), bought);
    let older: Listed<OrderRow> = list(&operator, "list_orders", &[("before", &mark)]).await;
    assert_eq!(older.rows, all[1..]);
    let newer = older.newer.expect("there are").to_string();
    assert_eq!(orders(&operator, &[("after", &newer)]).await, all[..1]);
}

async fn an_order_is_told_in_full_and_shows_no_picture(db: Database) {
    let shop = TestShop::open(db).await;
    let ann = shop.sign_in(DemoAccount::Unverified).await;
    let operator = shop.sign_in(DemoAccount::Operator).await;
    let order = ann.buy(NUMBERS.us).await.order;
    ann.verify_with("front.jpg").await;
    let seen = ann.wait_for(&order, Status::Purchased).await;
    let file: OrderFile = operator.call("operator/show_order", &[("order", order.as_str())]).await.expect("an order");
    assert_eq!(file.order, seen, "what the buyer sees");
    let line = shop.line_of(&order).await;
    let [told] = file.lines.as_slice() else { panic!("one line: {:?}", file.lines) };
    assert_eq!((&told.id, told.state.as_str()), (&line.id, "owned"));
    assert_eq!(told.carrier_sid.as_deref(), line.state.sid());
    let booked: Vec<Entry> = file.ledger.iter().map(|entry| entry.entry).collect();
    assert_eq!(booked, [Entry::Reserve, Entry::Capture]);
    let deeds: Vec<&str> = file.trail.iter().rev().map(|entry| entry.action.as_str()).collect();
    assert_eq!(deeds.first(), Some(&"placed"), "{deeds:?}");
    assert!(deeds.contains(&"purchased"), "{deeds:?}");
    let by = &file.trail.last().expect("entries").by;
    assert_eq!(*by, TrailActor::Person(Some("unverified@demo.test".to_owned())));
    let page = operator.get(&format!("/operator/orders/{order}")).await.text().await.expect("a page");
    assert!(page.contains(&order.short()) && page.contains("unverified@demo.test"));
    assert!(!page.contains("front.jpg") && !page.contains("/uploads/"), "nothing of what was shown to the vendor");
    let none = operator.call::<OrderFile>("operator/show_order", &[("order", "none")]).await;
    assert_eq!(none, Err(Refused::new(404, AppError::NotFound)));
}

async fn an_operator_sees_where_an_identity_stands(db: Database) {
    let shop = TestShop::open(db).await;
    let ann = shop.sign_in(DemoAccount::Unverified).await;
    let operator = shop.sign_in(DemoAccount::Operator).await;
    ann.verify_with("retry.jpg").await;
    let tried = async || {
        let rows = list::<CaseRow>(&operator, "list_cases", &[("state", "try_again")]).await.rows;
        rows.into_iter().next().ok_or_else(|| "none".to_owned())
    };
    let case = shop.until("a case to try again", tried).await;
    assert_eq!((case.state, case.attempts, case.hand_overs), (CaseState::TryAgain, 1, 1));
    assert!(case.vendor_ref.is_some() && !case.reasons.is_empty() && case.document.is_some());
    assert_eq!(case.account.id, shop.account(DemoAccount::Unverified).await);
    assert!(list::<CaseRow>(&operator, "list_cases", &[("state", "under_review")]).await.rows.is_empty());
    let handed = list::<SubmittedRow>(&operator, "list_submitted", &[("what", "identity")]).await.rows;
    let [handed] = handed.as_slice() else { panic!("one hand-over: {handed:?}") };
    assert_eq!(handed.what, Submitted::Identity { redacted: false });
    assert_eq!(handed.vendor_refs, case.vendor_ref.into_iter().collect::<Vec<_>>());
    assert!(list::<SubmittedRow>(&operator, "list_submitted", &[]).await.rows.is_empty(), "no service was applied for");
}

async fn what_a_filter_cannot_mean_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let operator = shop.sign_in(DemoAccount::Operator).await;
    for (door, page, fields) in [
        ("list_orders", "/operator/orders", ("state", "lost")),
        ("list_orders", "/operator/orders", ("number", "+1")),
        ("list_orders", "/operator/orders", ("region", "usa")),
        ("list_orders", "/operator/orders", ("before", "yesterday")),
        ("list_cases", "/operator/verifications", ("state", "lost")),
        ("list_submitted", "/operator/submissions", ("what", "lost")),
        ("list_deliveries", "/operator/webhooks", ("after", "7")),
    ] {
        let refused = operator.call::<Listed<String>>(&format!("operator/{door}"), &[fields]).await;
        let Err(Refused { status: 422, error: AppError::Invalid(_) }) = refused else {
            panic!("{door} {fields:?}: {refused:?}");
        };
        let (name, value) = fields;
        let shown = operator.get(&format!("{page}?{name}={}", value.replace('+', "%2B"))).await;
        assert_eq!(shown.status(), 422, "{page} {fields:?}");
        let text = shown.text().await.expect("a page");
        assert!(text.contains("class=\"filters\""), "the form stands beside what is wrong");
    }
}

async fn deliveries(operator: &Visitor<'_>, fields: &[(&str, &str)]) -> Vec<Delivery> {
    list(operator, "list_deliveries", fields).await.rows
}

async fn an_event_is_looked_at_again_and_nothing_happens_twice(db: Database) {
    let shop = TestShop::open(db).await;
    let ann = shop.sign_in(DemoAccount::Unverified).await;
    let operator = enter(&shop, "operator@demo.test").await;
    let order = ann.buy(NUMBERS.us).await.order;
    ann.verify_with("front.jpg").await;
    ann.wait_for(&order, Status::Purchased).await;
    let processed = async || {
        let rows = deliveries(&operator, &[]).await;
        let done = rows.iter().find(|row| row.verdict == Verdict::Processed).cloned();
        done.ok_or_else(|| format!("{rows:?}"))
    };
    let event = shop.until("an event that was processed", processed).await;
    let account = shop.account(DemoAccount::Unverified).await;
    assert_eq!(event.account.as_ref().map(|account| &account.id), Some(&account));
    assert_eq!(event.again, None);
    let about = event.about.clone().expect("it speaks of a hand-over");
    assert!(deliveries(&operator, &[("about", &about)]).await.iter().any(|row| row.id == event.id));
    let fields = [("event", event.id.as_str()), ("why", " ")];
    let refused = operator.call::<()>("operator/redeliver", &fields).await;
    assert_eq!(refused, Err(Refused::new(422, AppError::Invalid("reason".to_owned()))));
    let one_click = shop.sign_in(DemoAccount::Operator).await;
    let fields = [("event", event.id.as_str()), ("why", "Ticket 4711")];
    let unproven = one_click.call::<()>("operator/redeliver", &fields).await;
    assert_eq!(unproven, Err(Refused::new(403, AppError::ProofNeeded)));
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM reasons").await, 0, "nothing without a reason and a proof");
    for _ in 0..2 {
        let fields = [("event", event.id.as_str()), ("why", "Ticket 4711: buyer waits")];
        operator.call::<()>("operator/redeliver", &fields).await.expect("on the queue again");
    }
    let done = async || {
        let rows = deliveries(&operator, &[]).await;
        let same = rows.iter().find(|row| row.id == event.id && row.verdict == Verdict::Processed).cloned();
        same.ok_or_else(|| format!("{rows:?}"))
    };
    let again = shop.until("the event to be processed again", done).await;
    let told = again.again.expect("it is told");
    assert_eq!((told.by.as_deref(), told.why.as_str()), (Some("operator@demo.test"), "Ticket 4711: buyer waits"));
    assert_eq!(shop.money(DemoAccount::Unverified).await[1], ann.order(&order).await.summary.monthly.cents());
    assert_eq!(ann.status(&order).await, Status::Purchased);
    let trail = entries(&shop).await;
    let noted: Vec<_> = trail.iter().filter(|entry| entry.action == "redelivered").collect();
    assert_eq!(noted.len(), 2);
    assert_eq!((noted[0].subject.as_str(), noted[0].subject_id.as_str()), ("event", event.id.as_str()));
    assert!(trail.iter().all(|entry| !entry.details.contains("4711")), "a keyed hash of the reason alone");
    let fields = [("account", account.as_str())];
    let view: CustomerView = operator.call("operator/show_customer", &fields).await.expect("an account");
    let done: Vec<_> = view.deeds.iter().map(|deed| (deed.deed, deed.reason.as_str())).collect();
    assert_eq!(done, [(Deed::Redelivered, "Ticket 4711: buyer waits"); 2], "it stands with every other deed");
    // The same by a plain form, which comes back to the list.
    let form = operator.form("/api/operator/redeliver", &[("event", &event.id), ("why", "Once more")]);
    let page = operator.send_from("/operator/webhooks", form).await;
    assert!(page.contains("on the queue again") && page.contains("Once more"));
}

async fn an_event_that_speaks_of_nothing_of_ours_is_not_looked_at_again(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    assert_eq!(crate::webhooks::told(&shop, "txn_unknown").await, 200);
    let operator = enter(&shop, "operator@demo.test").await;
    let [false_one, _] = crate::webhooks::told_falsely(&shop, "txn_unknown").await;
    assert_eq!(false_one, 401);
    let rows = deliveries(&operator, &[]).await;
    let [event] = rows.as_slice() else { panic!("what is not signed is not kept: {rows:?}") };
    assert_eq!(event.about.as_deref(), Some("txn_unknown"));
    let before = shop.everything().await;
    for (id, status, error) in [
        (event.id.as_str(), 409, AppError::TooLate),
        ("evt_none", 404, AppError::NotFound),
        ("a b", 404, AppError::NotFound),
    ] {
        let refused = operator.call::<()>("operator/redeliver", &[("event", id), ("why", "Ticket 4711")]).await;
        assert_eq!(refused, Err(Refused::new(status, error)), "{id}");
    }
    let ann = shop.sign_in(DemoAccount::Verified).await;
    let refused = ann.call::<()>("operator/redeliver", &[("event", &event.id), ("why", "Ticket 4711")]).await;
    assert_eq!(refused, Err(Refused::new(404, AppError::NotFound)));
    assert_eq!(shop.everything().await, before);
}

async fn what_readers_say_is_read_page_by_page(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let ann = shop.sign_in(DemoAccount::Verified).await;
    let operator = shop.sign_in(DemoAccount::Operator).await;
    let fields = [("topic", "identity-verification"), ("helpful", "no"), ("comment", "Which <b>pictures</b>?")];
    ann.call::<()>("give_feedback", &fields).await.expect("kept");
    shop.visitor().call::<()>("give_feedback", &[fields[0], ("helpful", "yes")]).await.expect("kept");
    let said = list::<FeedbackRow>(&operator, "list_feedback", &[]).await.rows;
    let told: Vec<_> = said.iter().map(|row| (row.comment.as_deref(), row.account.is_some())).collect();
    assert_eq!(said.len(), 2);
    assert!(told.contains(&(Some("Which <b>pictures</b>?"), true)) && told.contains(&(None, false)), "{told:?}");
    let page = operator.get("/operator/feedback").await.text().await.expect("a page");
    assert!(page.contains("Which &lt;b&gt;pictures"), "their words, and no markup of theirs");
}
