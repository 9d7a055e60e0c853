//! Passkeys: public keys of authenticators by which a person signs in.

use app::{
    desk::PasskeyView,
    domain::{PasskeyId, PasskeyName, Timestamp, UserId},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};

/// A passkey as the authenticator's answers are checked by it.
#[derive(Clone, Debug)]
pub struct StoredPasskey {
    /// Its name here.
    pub id: PasskeyId,
    /// Whose it is.
    pub user: UserId,
    /// The authenticator's own name for it, in base64url.
    pub credential_id: String,
    /// The public key and what is to be remembered of it.
    pub credential: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    user_id: String,
    credential_id: String,
    credential: String,
}

impl TryFrom<Row> for StoredPasskey {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: word(&row.user_id, "passkeys", "user_id", &row.id)?,
            id: word(&row.id, "passkeys", "id", &row.id)?,
            credential_id: row.credential_id,
            credential: row.credential,
        })
    }
}

#[derive(FromRow)]
struct ListRow {
    id: String,
    name: String,
    created_at: i64,
    used_at: Option<i64>,
}

/// Reads passkeys.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, user_id, credential_id, credential FROM passkeys ", $rest)
    };
}

/// Adds a passkey.
///
/// # Errors
/// The authenticator's key is known already ([`StoreError::is_taken`]), or the database failed.
pub async fn add(tx: &mut Tx, new: &StoredPasskey, name: &PasskeyName, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO passkeys (id, user_id, credential_id, credential, name, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    exec!(
        tx,
        SQL,
        new.id.as_str(),
        new.user.as_str(),
        new.credential_id.as_str(),
        new.credential.as_str(),
        name.as_str(),
        at.micros(),
    )?;
    Ok(())
}

/// The passkeys of a person, to check answers by.
///
/// # Errors
/// The database failed.
pub async fn of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<StoredPasskey>, StoreError> {
    const SQL: &str = select!("WHERE user_id = $1 ORDER BY created_at, id");
    rows!(tx, Row, SQL, user.as_str())?.into_iter().map(StoredPasskey::try_from).collect()
}

/// The passkeys of a person as they see them, oldest first.
///
/// # Errors
/// The database failed.
pub async fn list(tx: &mut Tx, user: &UserId) -> Result<Vec<PasskeyView>, StoreError> {
    const SQL: &str = "SELECT id, name, created_at, used_at FROM passkeys WHERE user_id = $1 ORDER BY created_at, id";
    let view = |row: ListRow| {
        Ok(PasskeyView {
            name: word(&row.name, "passkeys", "name", &row.id)?,
            created_at: Timestamp::from_micros(row.created_at),
            used_at: row.used_at.map(Timestamp::from_micros),
            id: word(&row.id, "passkeys", "id", &row.id)?,
        })
    };
    rows!(tx, ListRow, SQL, user.as_str())?.into_iter().map(view).collect()
}

/// The passkey that an authenticator calls so.
///
/// # Errors
/// The database failed.
pub async fn by_credential(tx: &mut Tx, credential_id: &str) -> Result<Option<StoredPasskey>, StoreError> {
    const SQL: &str = select!("WHERE credential_id = $1");
    row!(tx, Row, SQL, credential_id)?.map(StoredPasskey::try_from).transpose()
}

/// Notes that a passkey was used, with what is to be remembered of it now.
///
/// # Errors
/// The database failed.
pub async fn used(tx: &mut Tx, id: &PasskeyId, credential: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE passkeys SET credential = $2, used_at = $3 WHERE id = $1";
    exec!(tx, SQL, id.as_str(), credential, at.micros())?;
    Ok(())
}

/// Gives a person's passkey another name; `false` when they have no such.
///
/// # Errors
/// The database failed.
pub async fn rename(tx: &mut Tx, user: &UserId, id: &PasskeyId, name: &PasskeyName) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE passkeys SET name = $3 WHERE user_id = $1 AND id = $2";
    Ok(exec!(tx, SQL, user.as_str(), id.as_str(), name.as_str())? > 0)
}

/// Removes a person's passkey; `false` when they have no such.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &mut Tx, user: &UserId, id: &PasskeyId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM passkeys WHERE user_id = $1 AND id = $2";
    Ok(exec!(tx, SQL, user.as_str(), id.as_str())? > 0)
}

/// Removes every passkey of a person; how many there were.
///
/// # Errors
/// The database failed.
pub async fn remove_all(tx: &mut Tx, user: &UserId) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM passkeys WHERE user_id = $1", user.as_str())
}
