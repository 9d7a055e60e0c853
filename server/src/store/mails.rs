//! Mails to send. Each is sent by a job until it ends, one way or another.

use app::domain::{AccountId, InviteId, NoticeId, Timestamp, UserId};
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
    /// Gives whoever this person invites a link to join by.
    Invite(UserId, InviteId),
}

impl Mail {
    const NOTICE: &str = "notice";
    const RESET: &str = "reset";
    const PASSWORD_CHANGED: &str = "password_changed";
    const INVITE: &str = "invite";

    fn columns(&self) -> Columns<'_> {
        match self {
            Self::Notice(user, notice) => (Self::NOTICE, Some(user.as_str()), Some(notice.as_str()), None, None),
            Self::Reset(email) => (Self::RESET, None, None, Some(email), None),
            Self::PasswordChanged(user) => (Self::PASSWORD_CHANGED, Some(user.as_str()), None, None, None),
            Self::Invite(user, invite) => (Self::INVITE, Some(user.as_str()), None, None, Some(invite.as_str())),
        }
    }
}

/// Kind, person, notice, e-mail and invite.
type Columns<'a> = (&'static str, Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>);

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
    invite_id: Option<String>,
    created_at: i64,
}

impl TryFrom<Row> for OpenMail {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let Row { id, kind, user_id, notice_id, email, invite_id, created_at } = row;
        let user = user_id.as_deref().map(|user| word(user, "mails", "user_id", &id)).transpose()?;
        let notice = notice_id.as_deref().map(|notice| word(notice, "mails", "notice_id", &id)).transpose()?;
        let invite = invite_id.as_deref().map(|invite| word(invite, "mails", "invite_id", &id)).transpose()?;
        let mail = match (kind.as_str(), user, notice, email, invite) {
            (Mail::NOTICE, Some(user), Some(notice), None, None) => Mail::Notice(user, notice),
            (Mail::RESET, None, None, Some(email), None) => Mail::Reset(email),
            (Mail::PASSWORD_CHANGED, Some(user), None, None, None) => Mail::PasswordChanged(user),
            (Mail::INVITE, Some(user), None, None, Some(invite)) => Mail::Invite(user, invite),
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
    const SQL: &str = "INSERT INTO mails (id, kind, user_id, notice_id, email, invite_id, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (notice_id, user_id) DO NOTHING";
    let id = ids::text();
    let (kind, user, notice, email, invite) = mail.columns();
    let added = exec!(tx, SQL, id.as_str(), kind, user, notice, email, invite, at.micros())?;
    Ok((added == 1).then_some(id))
}

/// A mail that has not ended.
///
/// # Errors
/// The database failed.
pub async fn open(tx: &mut Tx, id: &str) -> Result<Option<OpenMail>, StoreError> {
    const SQL: &str = "SELECT id, kind, user_id, notice_id, email, invite_id, created_at FROM mails \
        WHERE id = $1 AND ended_at IS NULL";
    row!(tx, Row, SQL, id)?.map(OpenMail::try_from).transpose()
}

/// Counts mails of one kind, which its index wants to read in the statement.
macro_rules! count_since {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// The database failed.
        pub async fn $name(tx: &mut Tx, account: &AccountId, since: Timestamp) -> Result<i64, StoreError> {
            const SQL: &str = concat!(
                "SELECT COUNT(*) FROM mails WHERE kind = '",
                $kind,
                "' AND created_at > $2 AND user_id IN (SELECT id FROM users WHERE account_id = $1)"
            );
            Ok(row!(tx, (i64,), SQL, account.as_str(), since.micros())?.map_or(0, |(count,)| count))
        }
    };
}

count_since! {
    /// How many invites into the account were mailed after `since`, or are still to be.
    invites_since, "invite"
}
count_since! {
    /// The same of what tells the account's people of something that happened.
    notices_since, "notice"
}

/// Whether an invite is mailed too.
///
/// # Errors
/// The database failed.
pub async fn has_invite(tx: &mut Tx, invite: &InviteId) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), "SELECT id FROM mails WHERE invite_id = $1", invite.as_str())?.is_some())
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
