//! Accounts, their lock and their standing approval.

use app::domain::{AccountId, Approval, Money, Telephony, Timestamp, VerificationId};
use sqlx::{FromRow, QueryBuilder};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
};

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Whose carrier it uses.
    pub telephony: Telephony,
    /// Its own carrier's account and sealed token.
    pub carrier: Option<(String, Vec<u8>)>,
    /// Its own credit limit; without one the house's counts.
    pub credit: Option<Money>,
    /// Its standing approval.
    pub approval: Option<Approval>,
    /// Grows with every change of the account's things.
    pub version: i64,
}

/// The columns of [`Row`].
macro_rules! columns {
    () => {
        "id, name, telephony, carrier_sid, carrier_token, credit_cents, approved_by, approved_at, version"
    };
}

/// Reads accounts.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM accounts ", $rest)
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    telephony: String,
    carrier_sid: Option<String>,
    carrier_token: Option<Vec<u8>>,
    credit_cents: Option<i64>,
    approved_by: Option<String>,
    approved_at: Option<i64>,
    version: i64,
}

impl TryFrom<Row> for Account {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let approval = match (row.approved_by, row.approved_at) {
            (Some(by), Some(at)) => Some(Approval {
                verification: word(&by, "accounts", "approved_by", &row.id)?,
                at: Timestamp::from_micros(at),
            }),
            _ => None,
        };
        Ok(Self {
            telephony: word(&row.telephony, "accounts", "telephony", &row.id)?,
            id: word(&row.id, "accounts", "id", &row.id)?,
            name: row.name,
            carrier: row.carrier_sid.zip(row.carrier_token),
            credit: row.credit_cents.map(Money::from_cents),
            approval,
            version: row.version,
        })
    }
}

/// Adds an account.
///
/// # Errors
/// The name is taken ([`StoreError::is_taken`]), or the database failed.
pub async fn add(tx: &mut Tx, account: &Account, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO accounts (id, name, telephony, carrier_sid, carrier_token, credit_cents, approved_by, \
        approved_at, version, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let carrier = account.carrier.as_ref();
    let approval = account.approval.as_ref();
    exec!(
        tx,
        SQL,
        account.id.as_str(),
        account.name.as_str(),
        account.telephony.as_str(),
        carrier.map(|(sid, _)| sid.as_str()),
        carrier.map(|(_, token)| token.as_slice()),
        account.credit.map(Money::cents),
        approval.map(|approval| approval.verification.as_str()),
        approval.map(|approval| approval.at.micros()),
        account.version,
        at.micros(),
    )?;
    Ok(())
}

/// Takes the account's lock until the transaction ends and reads it. Comes first in every transaction that changes
/// the account's things: without it a hold could be created beside the approval that should have released it.
///
/// # Errors
/// The database failed. `None`: no such account.
pub async fn lock(tx: &mut Tx, id: &AccountId) -> Result<Option<Account>, StoreError> {
    const SQL: &str = concat!("UPDATE accounts SET version = version + 1 WHERE id = $1 RETURNING ", columns!());
    let account: Option<Account> = row!(tx, Row, SQL, id.as_str())?.map(Account::try_from).transpose()?;
    if let Some(account) = &account {
        tx.touch(account.id.clone(), account.version);
    }
    Ok(account)
}

/// Reads an account without locking it.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &AccountId) -> Result<Option<Account>, StoreError> {
    const SQL: &str = select!("WHERE id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(Account::try_from).transpose()
}

/// Reads an account by its name.
///
/// # Errors
/// The database failed.
pub async fn named(tx: &mut Tx, name: &str) -> Result<Option<Account>, StoreError> {
    const SQL: &str = select!("WHERE name = $1");
    row!(tx, Row, SQL, name)?.map(Account::try_from).transpose()
}

/// These accounts' names, and whose carrier they use, in any order.
///
/// # Errors
/// The database failed.
pub async fn names(tx: &mut Tx, ids: &[&AccountId]) -> Result<Vec<(AccountId, String, Telephony)>, StoreError> {
    let names: Vec<(String, String, String)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new("SELECT id, name, telephony FROM accounts WHERE id IN ");
        in_list(&mut select, ids.iter().map(|id| id.as_str()));
        select.build_query_as().fetch_all(conn).await
    })?;
    let named = |(id, name, telephony): (String, String, String)| {
        let telephony = word(&telephony, "accounts", "telephony", &id)?;
        Ok((word(&id, "accounts", "id", &id)?, name, telephony))
    };
    names.into_iter().map(named).collect()
}

/// The account of this name, whatever the size of its letters; of several, the one that is written so.
///
/// # Errors
/// The database failed.
pub async fn called(tx: &mut Tx, name: &str) -> Result<Option<AccountId>, StoreError> {
    const SQL: &str = "SELECT id FROM accounts WHERE LOWER(name) = LOWER($1) ORDER BY name <> $1, name LIMIT 1";
    let found = row!(tx, (String,), SQL, name)?;
    found.map(|(id,)| word(&id, "accounts", "id", &id)).transpose()
}

/// The accounts that brought a carrier of their own. Reads every account, once a night.
///
/// # Errors
/// The database failed.
pub async fn with_own_carrier(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    const SQL: &str = select!("WHERE telephony = 'own' ORDER BY id");
    rows!(tx, Row, SQL)?.into_iter().map(Account::try_from).collect()
}

/// Writes the standing approval; `None` takes it away.
///
/// # Errors
/// The database failed.
pub async fn set_approval(tx: &mut Tx, id: &AccountId, approval: Option<&Approval>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE accounts SET approved_by = $2, approved_at = $3 WHERE id = $1";
    let by: Option<&VerificationId> = approval.map(|approval| &approval.verification);
    exec!(tx, SQL, id.as_str(), by.map(VerificationId::as_str), approval.map(|approval| approval.at.micros()))?;
    Ok(())
}

/// Gives an account a credit limit of its own; `None` goes back to the house's.
///
/// # Errors
/// The database failed.
pub async fn set_credit(tx: &mut Tx, id: &AccountId, limit: Option<Money>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE accounts SET credit_cents = $2 WHERE id = $1";
    exec!(tx, SQL, id.as_str(), limit.map(Money::cents))?;
    Ok(())
}

/// Puts a sealed carrier token in the place of the same one sealed otherwise; `false` when another one stands there.
///
/// # Errors
/// The database failed.
pub async fn reseal_token(tx: &mut Tx, id: &AccountId, old: &[u8], new: &[u8]) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE accounts SET carrier_token = $3 WHERE id = $1 AND carrier_token = $2";
    Ok(exec!(tx, SQL, id.as_str(), old, new)? == 1)
}

/// Accounts that are approved and yet have held orders: a wake-up was lost.
///
/// # Errors
/// The database failed.
pub async fn approved_but_held(tx: &mut Tx) -> Result<Vec<AccountId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT accounts.id FROM orders JOIN accounts ON accounts.id = orders.account_id \
        WHERE orders.state = 'held' AND accounts.approved_by IS NOT NULL";
    let ids: Vec<(String,)> = rows!(tx, (String,), SQL)?;
    ids.iter().map(|(id,)| word(id, "accounts", "id", id)).collect()
}
