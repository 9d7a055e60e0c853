//! What the books say: the vendors' ledger, and ours.

use app::{
    desk::DemoAccount,
    domain::{AccountId, LineId, Money, OrderId},
};
use plusone::{
    demo,
    store::{
        ledger::{self, Entry},
        lines::{self, StoredLine},
        users,
    },
};
use serde_json::Value;

use super::TestShop;

impl TestShop {
    /// The vendors' ledger lines of this name.
    pub fn vendor_lines(&self, event: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("ledger.jsonl")).expect("the emulators' ledger");
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let lines = whole.lines().map(|line| serde_json::from_str(line).expect("a line of JSON"));
        lines.filter(|line: &Value| line["event"] == event).collect()
    }

    /// How often the carrier sold this number.
    pub fn times_sold(&self, number: &str) -> usize {
        self.vendor_lines("twilio.bought").iter().filter(|line| line["e164"] == number).count()
    }

    /// The account behind a demo sign-in.
    pub async fn account(&self, who: DemoAccount) -> AccountId {
        let mut tx = self.db.read().await;
        users::by_email(&mut tx, demo::email(who)).await.expect("read").expect("a demo account").account
    }

    /// All that a refused request must leave as it was: the rows of each table, what they have gone through, the money,
    /// and both vendors' books.
    pub async fn everything(&self) -> Vec<(String, i64)> {
        let tables = "accounts users orders lines happenings ledger verifications submissions pictures consents refusals \
            webhook_events jobs stock audit invites applications handoffs text_counts filings reasons rules findings \
            notices mails resets \
            mail_choices";
        let rows = tables.split_whitespace().map(|table| format!("SELECT COUNT(*) FROM {table}"));
        let sums = [
            "SELECT CAST(SUM(version) AS BIGINT) FROM accounts",
            "SELECT COUNT(*) FROM accounts WHERE approved_by IS NOT NULL",
            "SELECT COUNT(*) FROM stock WHERE state = 'available'",
            "SELECT CAST(COALESCE(SUM(cents), 0) AS BIGINT) FROM ledger",
        ];
        let mut all = Vec::new();
        for sql in rows.chain(sums.map(str::to_owned)) {
            let count = self.db.count(&sql).await;
            all.push((sql, count));
        }
        let vendors = std::fs::read_to_string(self.folder.path().join("ledger.jsonl")).unwrap_or_default();
        let written = i64::try_from(vendors.lines().count()).expect("few");
        all.push(("the vendors' ledger".to_owned(), written));
        all
    }

    /// What the account has reserved, captured and released, in cents.
    pub async fn money(&self, who: DemoAccount) -> [i64; 3] {
        let account = self.account(who).await;
        let mut tx = self.db.read().await;
        let mut sums = [0; 3];
        for (sum, entry) in sums.iter_mut().zip([Entry::Reserve, Entry::Capture, Entry::Release]) {
            *sum = ledger::sum(&mut tx, &account, entry).await.map(Money::cents).expect("summed");
        }
        sums
    }

    /// What the account is committed to a month, in cents.
    pub async fn committed(&self, who: DemoAccount) -> i64 {
        let account = self.account(who).await;
        let mut tx = self.db.read().await;
        ledger::committed(&mut tx, &account).await.map(Money::cents).expect("summed")
    }

    /// A line.
    pub async fn line(&self, id: &LineId) -> StoredLine {
        let mut tx = self.db.read().await;
        lines::lookup(&mut tx, id).await.expect("read").expect("a line")
    }

    /// The one line of an order.
    pub async fn line_of(&self, order: &OrderId) -> StoredLine {
        let mut tx = self.db.read().await;
        let lines = lines::of_order(&mut tx, order).await.expect("read");
        lines.into_iter().next().expect("an order has a line")
    }

    /// How often a line's price was captured, and how often released.
    pub async fn entries_of(&self, line: &StoredLine) -> (i64, i64) {
        let count = async |kind: &str| {
            let sql = format!("SELECT COUNT(*) FROM ledger WHERE line_id = '{}' AND kind = '{kind}'", line.id);
            self.db.count(&sql).await
        };
        assert_eq!(count("reserve").await, 1, "reserved once");
        (count("capture").await, count("release").await)
    }
}
