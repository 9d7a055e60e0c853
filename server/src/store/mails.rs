//! Mails to send. Each is sent by a job until it ends, one way or another.

use app::domain::{NoticeId, Timestamp, UserId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row},
};
use crate::ids;

/// What a mail is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// Tells a person of a notice.
    Notice(UserId, NoticeId),
    /// Gives whoever has this e-mail, if anybody has, a link to choose a new password by.
    Reset(String),
    /// Tells a person that their password was changed.
    PasswordChanged(UserId),
}

impl Mail {
    const NOTICE: &str = "notice";
    const RESET: &str = "reset";
    const PASSWORD_CHANGED: &str = "password_changed";

    const fn columns(&self) -> (&'static str, Option<&UserId>, Option<&NoticeId>, Option<&String>) {
        match self {
            Self::Notice(user, notice) => (Self::NOTICE, Some(user), Some(notice), None),
            Self::Reset(email) => (Self::RESET, None, None, Some(email)),
            Self::PasswordChanged(user) => (Self::PASSWORD_CHANGED, Some(user), None, None),
        }
    }
}

/// A mail that is still to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMail {
    /// Its name.
    pub id: String,
    /// What it is for.
    pub mail: Mail,
    /// When it was written down.
    pub created_at: Timestamp,
}

/// How a mail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The post took it.
    Sent,
    /// The post refused it for good.
    Refused,
    /// It is nobody's, or not wanted any more.
    Unwanted,
    /// The post did not take it in time.
    TooLate,
}

impl Outcome {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Unwanted => "unwanted",
            Self::TooLate => "too_late",
        }
    }
}

#[derive(FromRow)]
struct Row {
    id: String,
    kind: String,
    user_id: Option<String>,
    notice_id: Option<String>,
    email: Option<String>,
    created_at: i64,
}

impl TryFrom<Row> for OpenMail {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let Row { id, kind, user_id, notice_id, email, created_at } = row;
        let user = user_id.as_deref().map(|user| word(user, "mails", "user_id", &id)).transpose()?;
        let notice = notice_id.as_deref().map(|notice| word(notice, "mails", "notice_id", &id)).transpose()?;
        let mail = match (kind.as_str(), user, notice, email) {
            (Mail::NOTICE, Some(user), Some(notice), None) => Mail::Notice(user, notice),
            (Mail::RESET, None, None, Some(email)) => Mail::Reset(email),
            (Mail::PASSWORD_CHANGED, Some(user), None, None) => Mail::PasswordChanged(user),
            _ => return Err(StoreError::Inconsistent { table: "mails", column: "kind", id }),
        };
        Ok(Self { id, mail, created_at: Timestamp::from_micros(created_at) })
    }
}

/// Writes a mail down; its name, or `None` when the person has it already.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, mail: &Mail, at: Timestamp) -> Result<Option<String>, StoreError> {
    const SQL: &str = "INSERT INTO mails (id, kind, user_id, notice_id, email, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (notice_id, user_id) DO NOTHING";
    let id = ids::text();
    let (kind, user, notice, email) = mail.columns();
    let (user, notice) = (user.map(UserId::as_str), notice.map(NoticeId::as_str));
    let added = exec!(tx, SQL, id.as_str(), kind, user, notice, email.map(String::as_str), at.micros())?;
    Ok((added == 1).then_some(id))
}

/// A mail that has not ended.
///
/// # Errors
/// The database failed.
pub async fn open(tx: &mut Tx, id: &str) -> Result<Option<OpenMail>, StoreError> {
    const SQL: &str = "SELECT id, kind, user_id, notice_id, email, created_at FROM mails \
        WHERE id = $1 AND ended_at IS NULL";
    row!(tx, Row, SQL, id)?.map(OpenMail::try_from).transpose()
}

/// Notes how a mail ended. What somebody typed goes.
///
/// # Errors
/// The database failed.
pub async fn end(tx: &mut Tx, id: &str, outcome: Outcome, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE mails SET ended_at = $2, outcome = $3, email = NULL WHERE id = $1 AND ended_at IS NULL";
    exec!(tx, SQL, id, at.micros(), outcome.as_str())?;
    Ok(())
}

/// Forgets mails that ended before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM mails WHERE ended_at <= $1", before.micros())
}
