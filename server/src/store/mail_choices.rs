//! What people want to be told by mail, where that differs from what everybody is.

use app::domain::{AccountId, UserId, notice::Topic};
use std::collections::HashMap;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, rows},
};

/// The choices of one person, or of several.
#[derive(Clone, Debug, Default)]
pub struct Choices(HashMap<(UserId, Topic), bool>);

impl Choices {
    /// Whether a person is told of this by mail.
    #[must_use]
    pub fn wants(&self, user: &UserId, topic: Topic) -> bool {
        self.0.get(&(user.clone(), topic)).copied().unwrap_or_else(|| topic.by_default())
    }

    fn read(rows: Vec<(String, String, bool)>) -> Result<Self, StoreError> {
        let choice = |(user, topic, wanted): (String, String, bool)| {
            let topic = word(&topic, "mail_choices", "topic", &user)?;
            Ok(((word(&user, "mail_choices", "user_id", &user)?, topic), wanted))
        };
        rows.into_iter().map(choice).collect::<Result<_, StoreError>>().map(Self)
    }
}

/// The choices of one person.
///
/// # Errors
/// The database failed.
pub async fn of_user(tx: &mut Tx, user: &UserId) -> Result<Choices, StoreError> {
    const SQL: &str = "SELECT user_id, topic, wanted FROM mail_choices WHERE user_id = $1";
    Choices::read(rows!(tx, (String, String, bool), SQL, user.as_str())?)
}

/// The choices of everybody of an account.
///
/// # Errors
/// The database failed.
pub async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Choices, StoreError> {
    const SQL: &str = "SELECT user_id, topic, wanted FROM mail_choices \
        WHERE user_id IN (SELECT id FROM users WHERE account_id = $1 AND removed_at IS NULL)";
    Choices::read(rows!(tx, (String, String, bool), SQL, account.as_str())?)
}

/// Writes down a choice.
///
/// # Errors
/// The database failed.
pub async fn set(tx: &mut Tx, user: &UserId, topic: Topic, wanted: bool) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mail_choices (user_id, topic, wanted) VALUES ($1, $2, $3) \
        ON CONFLICT (user_id, topic) DO UPDATE SET wanted = excluded.wanted";
    exec!(tx, SQL, user.as_str(), topic.as_str(), wanted)?;
    Ok(())
}
