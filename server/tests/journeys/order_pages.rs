//! Whatever becomes of an order, its page says which one thing it came to, what that means, and what to do next.

use app::{desk::DemoAccount, domain::OrderId};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop, Visitor},
};

on_both!(each_outcome_has_its_state_its_words_and_its_way_on);

/// How an order stands, and what its page must say.
struct Told {
    /// State of the order, of its line, and why that failed.
    row: (&'static str, &'static str, &'static str),
    status: &'static str,
    means: &'static str,
    /// Each thing that can be pressed.
    ways: &'static [&'static str],
}

const WAYS: [&str; 4] = ["Verify your identity", "Cancel order", "Find a similar number", "Find another number"];

const OUTCOMES: [Told; 15] = [
    Told {
        row: ("held", "waiting", ""),
        status: "Held: identity needed",
        means: "Verify your identity, once.",
        ways: &["Verify your identity", "Cancel order"],
    },
    Told {
        row: ("completing", "ready", ""),
        status: "Completing",
        means: "We are buying it from the carrier.",
        ways: &["Cancel order"],
    },
    Told {
        row: ("completing", "unknown", ""),
        status: "Completing",
        means: "You may leave; it finishes by itself.",
        ways: &[],
    },
    Told {
        row: ("completing", "manual", ""),
        status: "Needs attention",
        means: "Our team is looking; please do not buy it again.",
        ways: &[],
    },
    Told {
        row: ("purchased", "owned", ""),
        status: "Purchased",
        means: "Bought, and yours.",
        ways: &["Find another number"],
    },
    Told {
        row: ("partly_purchased", "owned", ""),
        status: "Partly purchased",
        means: "Some numbers are yours. The others were not bought and cost nothing.",
        ways: &["Find a similar number"],
    },
    Told {
        row: ("choosing", "gone", ""),
        status: "Number no longer available",
        means: "Choose another number below, or look for one.",
        ways: &["Cancel order", "Find a similar number"],
    },
    Told {
        row: ("failed", "failed", "number_gone"),
        status: "Number no longer available",
        means: "Somebody else bought it first. You are not charged.",
        ways: &["Find a similar number"],
    },
    Told {
        row: ("failed", "failed", "carrier_refused"),
        status: "Failed",
        means: "It could not be bought. You are not charged.",
        ways: &["Find a similar number"],
    },
    Told {
        row: ("failed", "failed", "carrier_silent"),
        status: "Failed",
        means: "It could not be bought. You are not charged.",
        ways: &["Find a similar number"],
    },
    Told {
        row: ("failed", "failed", "declined"),
        status: "Declined",
        means: "so this order ended. You are not charged.",
        ways: &["Find another number"],
    },
    Told {
        row: ("declined", "failed", "declined"),
        status: "Declined",
        means: "so this order ended. You are not charged.",
        ways: &["Find another number"],
    },
    Told {
        row: ("cancelled", "failed", "cancelled"),
        status: "Cancelled",
        means: "You cancelled this order. You are not charged.",
        ways: &["Find a similar number"],
    },
    Told {
        row: ("expired", "failed", "number_gone"),
        status: "Expired",
        means: "The time ran out before it was bought. You are not charged.",
        ways: &["Find a similar number"],
    },
    Told {
        row: ("expired", "failed", "expired"),
        status: "Expired",
        means: "The time ran out before it was bought. You are not charged.",
        ways: &["Find a similar number"],
    },
];

async fn put(shop: &TestShop, order: &OrderId, (state, line, reason): (&str, &str, &str)) {
    let on_its_way = if matches!(line, "ready" | "unknown") { "1" } else { "NULL" };
    let attempt = i64::from(line == "unknown");
    let reason = if reason.is_empty() { "NULL".to_owned() } else { format!("'{reason}'") };
    let sid = if line == "owned" { "'PN1'" } else { "NULL" };
    let order_sql = format!("UPDATE orders SET state = '{state}' WHERE id = '{order}' RETURNING created_at");
    let line_sql = format!(
        "UPDATE lines SET state = '{line}', reason = {reason}, attempt = {attempt}, next_run_at = {on_its_way}, \
         carrier_sid = {sid} WHERE order_id = '{order}' RETURNING attempt"
    );
    shop.db.count(&order_sql).await;
    shop.db.count(&line_sql).await;
}

async fn page(buyer: &Visitor<'_>, order: &OrderId) -> String {
    buyer.get(&format!("/orders/{order}?later=1")).await.text().await.expect("a page")
}

fn check(page: &str, status: &str, means: &str, ways: &[&str]) {
    assert_eq!(page.matches(r#"role="status""#).count(), 1, "{status}: one status");
    let (_, after) = page.split_once(r#"role="status""#).expect("a status");
    let said = after.split(['>', '<']).nth(1).unwrap_or_default();
    assert_eq!(said, status);
    assert!(page.contains(means), "{status}: does not say '{means}'");
    for way in WAYS {
        assert_eq!(page.contains(way), ways.contains(&way), "{status}: {way}");
    }
}

async fn each_outcome_has_its_state_its_words_and_its_way_on(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let order = buyer.buy(NUMBERS.us).await.order;
    for told in &OUTCOMES {
        put(&shop, &order, told.row).await;
        check(&page(&buyer, &order).await, told.status, told.means, told.ways);
    }
    // What else is said of a held order is the case's to say.
    put(&shop, &order, ("held", "waiting", "")).await;
    for (state, status, means, ways) in [
        ("submitted", "Held: identity needed", "Your identity is being checked.", &["Cancel order"][..]),
        ("under_review", "Held: under review", "A person is looking at your documents.", &["Cancel order"]),
        (
            "try_again",
            "Held: identity needed",
            "Verify your identity, once.",
            &["Verify your identity", "Cancel order"],
        ),
        ("revoked", "Held: identity needed", "Verify your identity, once.", &["Verify your identity", "Cancel order"]),
    ] {
        let submission = if matches!(state, "submitted" | "under_review") { "'s'" } else { "NULL" };
        let sql =
            format!("UPDATE verifications SET state = '{state}', submission_id = {submission} RETURNING changed_at");
        shop.db.count(&sql).await;
        check(&page(&buyer, &order).await, status, means, ways);
    }
}
