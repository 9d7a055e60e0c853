//! The audit trail: who did what to what. Entries are chained, each with the hash of the one before, so that none can be
//! changed or taken out without a trace. Each account has a chain, which is written under the account's lock; what
//! belongs to no account has the house's.
//!
//! An entry holds ids. Whatever else it says is in it as a keyed hash alone: it can be checked against what somebody
//! claims, and erasing a person's data breaks no chain.

use app::domain::{ApplicationId, HandoffId, InviteId, LineId, OrderId, PasskeyId, Timestamp, UserId, VerificationId};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::FromRow;
use std::fmt::{self, Write as _};
use zeroize::Zeroizing;

use super::{
    StoreError, Tx, house,
    tx::{exec, row, rows},
};

/// The chain of what belongs to no account.
pub(super) const HOUSE: &str = "house";

/// The key of the hashes: without it nobody can write a chain that fits.
#[derive(Clone)]
pub struct AuditKey(Zeroizing<[u8; 32]>);

impl AuditKey {
    /// The key of these bytes.
    #[must_use]
    pub const fn new(key: Zeroizing<[u8; 32]>) -> Self {
        Self(key)
    }

    /// The hash of a list of texts, in which no two lists look alike.
    fn hash(&self, parts: &[&str]) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = <Hmac<Sha256>>::new_from_slice(&*self.0).expect("a key");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().iter().fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}").ok();
            hex
        })
    }
}

impl fmt::Debug for AuditKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditKey").finish_non_exhaustive()
    }
}

/// Who acts in a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Actor {
    /// The house's own work in the background.
    #[default]
    Worker,
    /// A person who is signed in.
    User(UserId),
    /// A vendor, by its word.
    Vendor,
    /// Whoever runs a command of the program.
    Operator,
}

impl Actor {
    fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Worker => ("worker", ""),
            Self::User(id) => ("user", id.as_str()),
            Self::Vendor => ("vendor", ""),
            Self::Operator => ("operator", ""),
        }
    }
}

/// To what something was done.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// An order.
    Order(&'a OrderId),
    /// A line of an order.
    Line(&'a LineId),
    /// An identity case.
    Verification(&'a VerificationId),
    /// An application for a compliance service.
    Application(&'a ApplicationId),
    /// A person.
    User(&'a UserId),
    /// Somebody's being invited.
    Invite(&'a InviteId),
    /// An identity's going on with a phone.
    Handoff(&'a HandoffId),
    /// A passkey.
    Passkey(&'a PasskeyId),
    /// The recovery codes of a person.
    Codes(&'a UserId),
    /// A vendor's event, by the vendor's id of it.
    Event(&'a str),
    /// A piece of work in the background, by its kind.
    Job(&'a str),
    /// A rule of the store, by its name.
    Rule(&'a str),
    /// A number at a carrier that is no line's, by the carrier's own id of it, or of the carrier account.
    Number(&'a str),
    /// Our stock.
    Stock,
    /// The keys of the settings.
    Keys,
}

impl Subject<'_> {
    fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Order(id) => ("order", id.as_str()),
            Self::Line(id) => ("line", id.as_str()),
            Self::Verification(id) => ("verification", id.as_str()),
            Self::Application(id) => ("application", id.as_str()),
            Self::User(id) => ("user", id.as_str()),
            Self::Invite(id) => ("invite", id.as_str()),
            Self::Handoff(id) => ("handoff", id.as_str()),
            Self::Passkey(id) => ("passkey", id.as_str()),
            Self::Codes(id) => ("codes", id.as_str()),
            Self::Event(id) => ("event", id),
            Self::Job(kind) => ("job", kind),
            Self::Rule(name) => ("rule", name),
            Self::Number(sid) => ("number", sid),
            Self::Stock => ("stock", ""),
            Self::Keys => ("keys", ""),
        }
    }
}

/// Something that is done.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// To what.
    pub subject: Subject<'a>,
    /// What, in a word.
    pub action: &'a str,
    /// What else belongs to it; kept as a keyed hash.
    pub details: &'a [&'a str],
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Entry {
    /// The account, or `house`.
    pub chain: String,
    /// Its place in the chain, from 1 without a gap.
    pub seq: i64,
    /// When, in microseconds.
    pub at: i64,
    /// Which kind of actor.
    pub actor: String,
    /// Which one.
    pub actor_id: String,
    /// What was done.
    pub action: String,
    /// To which kind of thing.
    pub subject: String,
    /// To which one.
    pub subject_id: String,
    /// The keyed hash of what else belongs to it.
    pub details: String,
    /// The hash of the entry before; empty in the first.
    pub prev: String,
    /// The keyed hash of all this.
    pub hash: String,
}

impl Entry {
    /// The hash that this entry must have.
    #[must_use]
    pub fn right_hash(&self, key: &AuditKey) -> String {
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        key.hash(&[
            "entry",
            &self.chain,
            &seq,
            &at,
            &self.actor,
            &self.actor_id,
            &self.action,
            &self.subject,
            &self.subject_id,
            &self.details,
            &self.prev,
        ])
    }
}

/// Adds an entry to the chain of the account that this transaction has locked; without one, to the house's, whose lock it
/// takes. Returns its place in the chain.
///
/// # Errors
/// The database failed.
pub async fn record(tx: &mut Tx, key: &AuditKey, deed: Deed<'_>, at: Timestamp) -> Result<i64, StoreError> {
    const LAST: &str = "SELECT seq, hash FROM audit WHERE chain = $1 ORDER BY seq DESC LIMIT 1";
    const ADD: &str = "INSERT INTO audit (chain, seq, at, actor, actor_id, action, subject, subject_id, details, prev, \
        hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let chain = match tx.locked() {
        Some(account) => account.to_string(),
        None => {
            house::lock(tx).await?;
            HOUSE.to_owned()
        }
    };
    let (seq, prev) = row!(tx, (i64, String), LAST, chain.as_str())?.unwrap_or_default();
    let (actor, actor_id) = tx.actor().words();
    let (subject, subject_id) = deed.subject.words();
    let mut entry = Entry {
        chain,
        seq: seq + 1,
        at: at.micros(),
        actor: actor.to_owned(),
        actor_id: actor_id.to_owned(),
        action: deed.action.to_owned(),
        subject: subject.to_owned(),
        subject_id: subject_id.to_owned(),
        details: key.hash(&[&["details"], deed.details].concat()),
        prev,
        hash: String::new(),
    };
    entry.hash = entry.right_hash(key);
    exec!(
        tx,
        ADD,
        entry.chain.as_str(),
        entry.seq,
        entry.at,
        entry.actor.as_str(),
        entry.actor_id.as_str(),
        entry.action.as_str(),
        entry.subject.as_str(),
        entry.subject_id.as_str(),
        entry.details.as_str(),
        entry.prev.as_str(),
        entry.hash.as_str(),
    )?;
    Ok(entry.seq)
}

/// Entries chain by chain in their order, at most `limit` of those after the entry `after`.
///
/// # Errors
/// The database failed.
pub async fn page(tx: &mut Tx, after: (&str, i64), limit: i64) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT chain, seq, at, actor, actor_id, action, subject, subject_id, details, prev, hash \
        FROM audit WHERE chain > $1 OR (chain = $1 AND seq > $2) ORDER BY chain, seq LIMIT $3";
    let (chain, seq) = after;
    rows!(tx, Entry, SQL, chain, seq, limit)
}

/// The stored hash of one entry.
///
/// # Errors
/// The database failed.
pub async fn hash_at(tx: &mut Tx, chain: &str, seq: i64) -> Result<Option<String>, StoreError> {
    let found = row!(tx, (String,), "SELECT hash FROM audit WHERE chain = $1 AND seq = $2", chain, seq)?;
    Ok(found.map(|(hash,)| hash))
}
