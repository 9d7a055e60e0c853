//! Rows to test with.

use app::domain::{
    AccountId, CountryCode, Device, Money, PhoneNumber, Role, SessionId, Telephony, Timestamp,
    device::{Browser, System},
    line::Line,
    offer::{Capabilities, NumberType, Offer, Source},
    order::{IfGone, Order},
};
use plusone::{
    ids,
    store::{
        StoreError, Tx,
        accounts::{self, Account},
        lines::{self, StoredLine},
        orders::{self, StoredOrder},
        sessions::{self, NewSession},
        users::{self, User},
    },
};

use crate::database::Database;

pub const HELD: Order = Order::Held { until: Timestamp::from_micros(1_000_000_000), paused_at: None };

/// The moment `seconds` after the epoch.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

pub fn number(text: &str) -> PhoneNumber {
    text.parse().expect("a phone number")
}

pub fn account(name: &str) -> Account {
    Account {
        id: ids::fresh(),
        name: name.to_owned(),
        telephony: Telephony::LcPhone,
        carrier: None,
        credit: None,
        approval: None,
        version: 0,
    }
}

pub fn user(account: &AccountId, email: &str) -> User {
    User {
        id: ids::fresh(),
        account: account.clone(),
        email: email.to_owned(),
        password_hash: "$argon2id$hash".to_owned(),
        role: Role::Buyer,
    }
}

pub fn offer(number: &PhoneNumber, source: Source) -> Offer {
    Offer {
        number: number.clone(),
        country: CountryCode::US,
        kind: NumberType::Local,
        region: "DC".to_owned(),
        locality: "Washington".to_owned(),
        capabilities: Capabilities { voice: true, sms: true, mms: false },
        monthly: Money::from_cents(115),
        source,
    }
}

/// An account with a person who buys for it.
pub struct Customer {
    pub account: Account,
    pub user: User,
}

impl Customer {
    pub async fn join(db: &Database, name: &str) -> Self {
        let account = account(name);
        let user = user(&account.id, &format!("{name}@shop.test"));
        let mut tx = db.write().await;
        accounts::add(&mut tx, &account, at(0)).await.expect("a new account");
        users::add(&mut tx, &user, at(0)).await.expect("a new person");
        tx.commit().await.expect("commits");
        Self { account, user }
    }

    /// A session of this token, opened at this second; its name.
    pub async fn enter(&self, tx: &mut Tx, token_hash: &str, second: i64) -> Result<SessionId, StoreError> {
        let id = ids::fresh();
        let device = Device { browser: Some(Browser::Firefox), system: Some(System::Linux) };
        let new = NewSession { id: &id, token_hash, user: &self.user.id, device, proven_at: None, strong: false };
        sessions::add(tx, &new, at(second)).await?;
        Ok(id)
    }

    /// An order, not stored yet.
    pub fn order(&self, state: Order) -> StoredOrder {
        StoredOrder {
            id: ids::fresh(),
            account: self.account.id.clone(),
            user: self.user.id.clone(),
            request_id: ids::fresh(),
            request: "+12025551000 115 closest".to_owned(),
            if_gone: IfGone::Closest,
            pool: None,
            whole: false,
            state,
            created_at: at(10),
        }
    }

    /// A line, not stored yet.
    pub fn line(&self, order: &StoredOrder, e164: &str, state: Line) -> StoredLine {
        StoredLine {
            id: ids::fresh(),
            order: order.id.clone(),
            account: self.account.id.clone(),
            offer: offer(&number(e164), Source::Twilio),
            replaces: None,
            state,
        }
    }

    /// A stored order in this state.
    pub async fn placed(&self, db: &Database, state: Order) -> StoredOrder {
        let order = self.order(state);
        let mut tx = db.write().await;
        orders::add(&mut tx, &order).await.expect("a new order");
        tx.commit().await.expect("commits");
        order
    }

    /// A stored line in this state, of an order of its own.
    pub async fn with_line(&self, db: &Database, e164: &str, state: Line) -> StoredLine {
        let order = self.placed(db, Order::Completing).await;
        let line = self.line(&order, e164, state);
        let mut tx = db.write().await;
        add_line(&mut tx, &line).await.expect("a new line");
        tx.commit().await.expect("commits");
        line
    }
}

/// Stores a line at the first place of its order, due at once if it is to be worked on.
pub async fn add_line(tx: &mut Tx, line: &StoredLine) -> Result<(), StoreError> {
    lines::add(tx, std::slice::from_ref(line), 0, due(&line.state)).await
}

/// When a line in this state is due in these tests.
pub fn due(state: &Line) -> Option<Timestamp> {
    let worked_on = matches!(
        state,
        Line::Ready { .. }
            | Line::Buying { .. }
            | Line::Unknown { .. }
            | Line::Releasing { .. }
            | Line::Returning { .. }
    );
    worked_on.then(|| at(20))
}
