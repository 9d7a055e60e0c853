//! A million orders, and how long the operator's lists take to read: on SQLite, and on the PostgreSQL of
//! `TEST_DATABASE_URL` where one is named. Every page is asked for many times, at its beginning and deep inside.

#[path = "../tests/support/database.rs"]
#[expect(dead_code, unused_imports, unused_macros, reason = "tests need more of it")]
mod database;

use app::{
    desk::{ApplicationState, CaseFilter, CaseState, Find, Leaf, Mark, OrderFilter, OrderState, SubmittedFilter},
    domain::{AccountId, CountryCode, Service, Telephony, Timestamp},
};
use plusone::store::{
    StoreError, accounts,
    operator::{cases, deliveries, orders, submitted},
};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use std::time::{Duration, Instant};

use database::{Database, on_postgres, on_sqlite};

/// Orders, each with a line.
const ORDERS: i64 = 1_000_000;
/// Accounts, each with a case, a hand-over, ten events and an application.
const ACCOUNTS: i64 = 20_000;
/// How often each page is asked for.
const TIMES: usize = 200;
/// A moment in November 2025; orders are a second apart.
const EPOCH: i64 = 1_764_000_000_000_000;

/// One text for both databases. An order's place in time is not that of its account's.
fn filling() -> Vec<String> {
    let numbers = |most: i64| {
        format!("WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {most})")
    };
    let name =
        |kind: &str, of: &str| format!("'{kind}-7000-8000-' || SUBSTR(CAST(1000000000000 + ({of}) AS TEXT), 2, 12)");
    let id = |kind: &str, of: &str| name(&format!("{kind}-0000"), of);
    let account = |of: &str| id("00000001", of);
    let whose = format!("(i % {ACCOUNTS}) + 1");
    let state = "CASE WHEN i % 1000 = 0 THEN 'failed' WHEN i % 10 = 0 THEN 'cancelled' ELSE 'purchased' END";
    vec![
        format!(
            "{} INSERT INTO accounts (id, name, telephony, carrier_sid, carrier_token, version, created_at) \
            SELECT {}, 'Customer ' || i, CASE WHEN i % 100 = 0 THEN 'own' ELSE 'lc-phone' END, \
            CASE WHEN i % 100 = 0 THEN 'AC1' END, CASE WHEN i % 100 = 0 THEN CAST('x' AS BYTEA) END, 1, {EPOCH} FROM n",
            numbers(ACCOUNTS),
            account("i")
        ),
        format!(
            "{} INSERT INTO users (id, account_id, email, password_hash, role, created_at) \
            SELECT {}, {}, 'buyer' || i || '@shop.test', '-', 'buyer', {EPOCH} FROM n",
            numbers(ACCOUNTS),
            id("00000002", "i"),
            account("i")
        ),
        format!(
            "{} INSERT INTO orders (id, account_id, user_id, request_id, request, if_gone, whole, state, created_at) \
            SELECT {}, {}, {}, 'r' || i, '-', 'closest', FALSE, {state}, {EPOCH} + i * 1000000 FROM n",
            numbers(ORDERS),
            id("00000003", "i"),
            account(&whose),
            id("00000002", &whose)
        ),
        format!(
            "{} INSERT INTO lines (id, order_id, account_id, position, e164, country, kind, region, locality, voice, \
            sms, mms, source, monthly_cents, state, attempt, reason) SELECT {}, {}, {}, 0, \
            '+1' || CAST(2000000000 + i * 7919 AS TEXT), CASE WHEN i % 5000 = 0 THEN 'JM' ELSE 'US' END, 'local', 'DC', \
            'Washington', TRUE, TRUE, FALSE, 'stock', 115, 'failed', 0, 'cancelled' FROM n",
            numbers(ORDERS),
            id("00000004", "i"),
            id("00000003", "i"),
            account(&whose)
        ),
        format!(
            "{} INSERT INTO verifications (id, account_id, state, reasons, attempts, changed_at) SELECT {}, {}, \
            CASE WHEN i % 500 = 0 THEN 'declined' ELSE 'collecting' END, '', 0, {EPOCH} + i * 1000000 FROM n",
            numbers(ACCOUNTS),
            id("00000005", "i"),
            account("i")
        ),
        format!(
            "{} INSERT INTO submissions (id, verification_id, account_id, transport, vendor_ref, key_turn, created_at) \
            SELECT {}, {}, {}, 'transaction', 'txn_' || i, 0, {EPOCH} + i * 1000000 FROM n",
            numbers(ACCOUNTS),
            id("00000006", "i"),
            id("00000005", "i"),
            account("i")
        ),
        format!(
            "{} INSERT INTO webhook_events (id, name, subject, received_at) SELECT 'evt_' || i, \
            'transaction.status-updated', 'txn_' || ({whose}), {EPOCH} + i * 1000000 FROM n",
            numbers(ACCOUNTS * 10)
        ),
        format!(
            "{} INSERT INTO applications (id, account_id, service, state, round, asked, reasons, form, created_at, \
            changed_at) SELECT {}, {}, CASE WHEN i % 2 = 0 THEN 'cnam' ELSE 'toll-free' END, \
            CASE WHEN i % 500 = 0 THEN 'in_review' ELSE 'draft' END, 1, TRUE, '', CAST('x' AS BYTEA), \
            {EPOCH} + i * 1000000, {EPOCH} FROM n",
            numbers(ACCOUNTS),
            id("00000007", "i"),
            account("i")
        ),
    ]
}

async fn fill(db: &Database) {
    let sqlite = db.url.starts_with("sqlite:");
    let mut all = filling();
    // What a database learns of itself by and by.
    all.push("ANALYZE".to_owned());
    for sql in all {
        let safe = AssertSqlSafe(if sqlite { sql.replace("AS BYTEA", "AS BLOB") } else { sql });
        if sqlite {
            let mut past = SqliteConnection::connect(&db.url).await.expect("a second connection");
            sqlx::query(safe).execute(&mut past).await.expect("filled");
        } else {
            let mut past = PgConnection::connect(&db.url).await.expect("a second connection");
            sqlx::query(safe).execute(&mut past).await.expect("filled");
        }
    }
}

/// Asks for a page many times and prints what that took.
async fn measure<T>(name: &str, db: &str, mut page: impl AsyncFnMut(usize) -> Result<T, StoreError>) {
    let mut times = Vec::new();
    for nth in 0..TIMES {
        let begun = Instant::now();
        page(nth).await.expect(name);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!("operator.{db}.{name}_p50 {:.2} ms", ms(times[TIMES / 2]));
    println!("operator.{db}.{name}_p99 {:.2} ms", ms(times[TIMES * 99 / 100]));
}

/// The `nth` of some pages: the first, and others as deep as can be.
fn leaf(nth: usize, kind: &str, most: i64) -> Leaf {
    if nth.is_multiple_of(4) {
        return Leaf::Newest;
    }
    let place = most * i64::try_from(nth).unwrap_or(0) / 200 + 60;
    let id = format!("{kind}-0000-7000-8000-{place:012}");
    let mark = Mark { at: Timestamp::from_micros(EPOCH + place * 1_000_000), id };
    if nth % 4 == 3 { Leaf::After(mark) } else { Leaf::Before(mark) }
}

async fn run(db: Database) {
    let which = if db.url.starts_with("sqlite:") { "sqlite" } else { "postgres" };
    let begun = Instant::now();
    fill(&db).await;
    println!("{which}: {ORDERS} orders of {ACCOUNTS} accounts after {:.0?}; each page {TIMES} times", begun.elapsed());
    let all = OrderFilter::default();
    let account: AccountId = "00000001-0000-7000-8000-000000000042".parse().expect("an id");
    let find = |text: &str| Some(text.parse::<Find>().expect("something to look for"));
    let filters: [(&str, OrderFilter, Option<&AccountId>); 11] = [
        ("orders", all.clone(), None),
        ("orders_by_state", OrderFilter { state: Some(OrderState::Failed), ..all.clone() }, None),
        ("orders_in_no_state", OrderFilter { state: Some(OrderState::Choosing), ..all.clone() }, None),
        ("orders_of_account", all.clone(), Some(&account)),
        ("orders_by_number", OrderFilter { number: "+1250000".parse().ok(), ..all.clone() }, None),
        ("order_by_short", OrderFilter { find: find("PO-0000-0042"), ..all.clone() }, None),
        ("orders_by_telephony", OrderFilter { telephony: Some(Telephony::OwnCarrier), ..all.clone() }, None),
        ("orders_by_region", OrderFilter { region: Some(CountryCode::JM), ..all.clone() }, None),
        ("orders_in_no_region", OrderFilter { region: Some(CountryCode::GB), ..all.clone() }, None),
        (
            "orders_by_state_and_region",
            OrderFilter { state: Some(OrderState::Failed), region: Some(CountryCode::JM), ..all.clone() },
            None,
        ),
        ("orders_of_account_by_state", OrderFilter { state: Some(OrderState::Failed), ..all }, Some(&account)),
    ];
    for (name, filter, account) in filters {
        let page = async |nth| {
            let leaf = leaf(nth, "00000003", ORDERS);
            orders::page(&mut db.read().await, &filter, account, &leaf).await
        };
        measure(name, which, page).await;
    }
    measure("account_by_name", which, async |_| accounts::called(&mut db.read().await, "CUSTOMER 77").await).await;
    for (name, state) in [("cases", None), ("cases_by_state", Some(CaseState::Declined))] {
        let page = async |nth| {
            let leaf = leaf(nth, "00000005", ACCOUNTS);
            cases::page(&mut db.read().await, CaseFilter { state }, &leaf).await
        };
        measure(name, which, page).await;
    }
    let reviewed = Some(ApplicationState::InReview);
    for (name, filter) in [
        ("applications", SubmittedFilter::Applications(None, None)),
        ("applications_by_both", SubmittedFilter::Applications(Some(Service::Cnam), reviewed)),
        ("identities", SubmittedFilter::Identities),
    ] {
        let page = async |nth| {
            let leaf = leaf(nth, "00000007", ACCOUNTS);
            submitted::page(&mut db.read().await, filter, &leaf).await
        };
        measure(name, which, page).await;
    }
    for (name, about) in [("events", None), ("events_about", Some("txn_42"))] {
        let page = async |nth| {
            let leaf = leaf(nth, "evt", ACCOUNTS * 10);
            deliveries::page(&mut db.read().await, about, Timestamp::from_micros(EPOCH), &leaf).await
        };
        measure(name, which, page).await;
    }
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        on_sqlite(run).await;
        on_postgres(run).await;
    });
}
