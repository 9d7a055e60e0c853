//! People who sign in. Who was removed is found by nobody; what they did keeps their id.

use app::domain::{AccountId, Language, Role, Timestamp, UserId};
use sqlx::{FromRow, QueryBuilder};
use std::fmt;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
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

/// Somebody of an account, as the others see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their id.
    pub id: UserId,
    /// E-mail, lower case.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When they were last seen.
    pub seen_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct MemberRow {
    id: String,
    email: String,
    role: String,
    seen_at: Option<i64>,
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
    const SQL: &str = select!("WHERE email = $1 AND removed_at IS NULL");
    row!(tx, Row, SQL, email)?.map(User::try_from).transpose()
}

/// The e-mails of these people, but for those who were removed.
///
/// # Errors
/// The database failed.
pub async fn emails(tx: &mut Tx, ids: &[&UserId]) -> Result<Vec<(UserId, String)>, StoreError> {
    let found: Vec<(String, String)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new("SELECT id, email FROM users WHERE removed_at IS NULL AND id IN ");
        in_list(&mut select, ids.iter().map(|id| id.as_str()));
        select.build_query_as().fetch_all(conn).await
    })?;
    found.into_iter().map(|(id, email)| Ok((word(&id, "users", "id", &id)?, email))).collect()
}

/// The person with this id.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &UserId) -> Result<Option<User>, StoreError> {
    const SQL: &str = select!("WHERE id = $1 AND removed_at IS NULL");
    row!(tx, Row, SQL, id.as_str())?.map(User::try_from).transpose()
}

/// Everybody of an account, in the order in which they came.
///
/// # Errors
/// The database failed.
pub async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<Member>, StoreError> {
    const SQL: &str = "SELECT id, email, role, seen_at FROM users WHERE account_id = $1 AND removed_at IS NULL \
        ORDER BY created_at, id";
    let member = |row: MemberRow| {
        Ok(Member {
            role: word(&row.role, "users", "role", &row.id)?,
            id: word(&row.id, "users", "id", &row.id)?,
            email: row.email,
            seen_at: row.seen_at.map(Timestamp::from_micros),
        })
    };
    rows!(tx, MemberRow, SQL, account.as_str())?.into_iter().map(member).collect()
}

/// Gives a person another role; `false` when they were removed.
///
/// # Errors
/// The database failed.
pub async fn set_role(tx: &mut Tx, id: &UserId, role: Role) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE users SET role = $2 WHERE id = $1 AND removed_at IS NULL";
    Ok(exec!(tx, SQL, id.as_str(), role.as_str())? > 0)
}

/// Notes in which language a person reads.
///
/// # Errors
/// The database failed.
pub async fn speak(tx: &mut Tx, id: &UserId, language: Language) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE users SET language = $2 \
        WHERE id = $1 AND removed_at IS NULL AND (language IS NULL OR language <> $2)";
    exec!(tx, SQL, id.as_str(), language.as_str())?;
    Ok(())
}

/// The language in which a person reads; English for who never said, and in place of one that only a newer store knows.
///
/// # Errors
/// The database failed.
pub async fn language(tx: &mut Tx, id: &UserId) -> Result<Language, StoreError> {
    let found = row!(tx, (Option<String>,), "SELECT language FROM users WHERE id = $1", id.as_str())?;
    Ok(found.and_then(|(language,)| language?.parse().ok()).unwrap_or_default())
}

/// Gives a person another password, as a PHC string of argon2id; `false` when they were removed, who have none.
///
/// # Errors
/// The database failed.
pub async fn set_password(tx: &mut Tx, id: &UserId, hash: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE users SET password_hash = $2 WHERE id = $1 AND removed_at IS NULL";
    Ok(exec!(tx, SQL, id.as_str(), hash)? > 0)
}

/// Keeps a person's row until the transaction ends. Whoever is on the way in waits for it, and looks then whether what they
/// showed is still good.
///
/// # Errors
/// The database failed.
pub async fn hold(tx: &mut Tx, id: &UserId) -> Result<(), StoreError> {
    exec!(tx, "UPDATE users SET seen_at = seen_at WHERE id = $1", id.as_str())?;
    Ok(())
}

/// Removes a person: nobody finds them any more, and neither e-mail nor password is kept. The e-mail is free again; in its
/// place stands the id, which is nobody's address.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &mut Tx, id: &UserId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE users SET removed_at = $2, email = id, password_hash = '', language = NULL WHERE id = $1";
    exec!(tx, SQL, id.as_str(), at.micros())?;
    Ok(())
}
