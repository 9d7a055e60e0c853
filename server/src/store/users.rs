//! People who sign in.

use app::domain::{AccountId, Role, Timestamp, UserId};
use sqlx::FromRow;
use std::fmt;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row},
};

/// A person.
#[derive(Clone)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// The account they sign in for.
    pub account: AccountId,
    /// E-mail, lower case.
    pub email: String,
    /// PHC string of argon2id.
    pub password_hash: String,
    /// What they may do.
    pub role: Role,
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("account", &self.account).finish_non_exhaustive()
    }
}

/// Reads people.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, account_id, email, password_hash, role FROM users ", $rest)
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    email: String,
    password_hash: String,
    role: String,
}

impl TryFrom<Row> for User {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            account: word(&row.account_id, "users", "account_id", &row.id)?,
            role: word(&row.role, "users", "role", &row.id)?,
            id: word(&row.id, "users", "id", &row.id)?,
            email: row.email,
            password_hash: row.password_hash,
        })
    }
}

/// Adds a person.
///
/// # Errors
/// The e-mail is taken ([`StoreError::is_taken`]), or the database failed.
pub async fn add(tx: &mut Tx, user: &User, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO users (id, account_id, email, password_hash, role, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    exec!(
        tx,
        SQL,
        user.id.as_str(),
        user.account.as_str(),
        user.email.as_str(),
        user.password_hash.as_str(),
        user.role.as_str(),
        at.micros(),
    )?;
    Ok(())
}

/// The person with this e-mail (lower case).
///
/// # Errors
/// The database failed.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<User>, StoreError> {
    const SQL: &str = select!("WHERE email = $1");
    row!(tx, Row, SQL, email)?.map(User::try_from).transpose()
}

/// The person with this id.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &UserId) -> Result<Option<User>, StoreError> {
    const SQL: &str = select!("WHERE id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(User::try_from).transpose()
}
