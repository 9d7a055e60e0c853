//! Open invites, by the hash of the token in their link: a stolen database opens none.

use app::domain::{AccountId, Email, InviteId, MemberRole, Timestamp, UserId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};

/// An open invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvite {
    /// Its id.
    pub id: InviteId,
    /// Into which account.
    pub account: AccountId,
    /// Who is invited.
    pub email: Email,
    /// As what.
    pub role: MemberRole,
    /// By whom.
    pub by: UserId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The columns of [`Row`].
macro_rules! columns {
    () => {
        "id, account_id, email, role, invited_by, created_at"
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    email: String,
    role: String,
    invited_by: String,
    created_at: i64,
}

impl TryFrom<Row> for StoredInvite {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            account: word(&row.account_id, "invites", "account_id", &row.id)?,
            email: word(&row.email, "invites", "email", &row.id)?,
            role: word(&row.role, "invites", "role", &row.id)?,
            by: word(&row.invited_by, "invites", "invited_by", &row.id)?,
            created_at: Timestamp::from_micros(row.created_at),
            id: word(&row.id, "invites", "id", &row.id)?,
        })
    }
}

/// Makes an invite, in the place of the one that the account may have for this e-mail; the id of that one.
///
/// # Errors
/// The database failed.
pub async fn put(tx: &mut Tx, invite: &StoredInvite, token_hash: &str) -> Result<Option<InviteId>, StoreError> {
    const BEFORE: &str = "DELETE FROM invites WHERE account_id = $1 AND email = $2 RETURNING id";
    const SQL: &str = "INSERT INTO invites (id, account_id, token_hash, email, role, invited_by, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (account, email) = (invite.account.as_str(), invite.email.as_str());
    let before = row!(tx, (String,), BEFORE, account, email)?;
    let (id, role, by) = (invite.id.as_str(), invite.role.as_str(), invite.by.as_str());
    exec!(tx, SQL, id, account, token_hash, email, role, by, invite.created_at.micros())?;
    before.map(|(id,)| word(&id, "invites", "id", &id)).transpose()
}

/// The account's invites that were made after `since`, the newest first.
///
/// # Errors
/// The database failed.
pub async fn open(tx: &mut Tx, account: &AccountId, since: Timestamp) -> Result<Vec<StoredInvite>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM invites WHERE account_id = $1 AND created_at > $2 ORDER BY created_at DESC, id DESC"
    );
    rows!(tx, Row, SQL, account.as_str(), since.micros())?.into_iter().map(StoredInvite::try_from).collect()
}

/// An invite.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &InviteId) -> Result<Option<StoredInvite>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM invites WHERE id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(StoredInvite::try_from).transpose()
}

/// Puts the token by which an invite is mailed in the place of the one before; whether it is the first.
///
/// # Errors
/// The database failed.
pub async fn put_mailed(tx: &mut Tx, id: &InviteId, token_hash: &str) -> Result<bool, StoreError> {
    const FIRST: &str = "UPDATE invites SET mailed_hash = $2 WHERE id = $1 AND mailed_hash IS NULL";
    const NEXT: &str = "UPDATE invites SET mailed_hash = $2 WHERE id = $1";
    if exec!(tx, FIRST, id.as_str(), token_hash)? > 0 {
        return Ok(true);
    }
    exec!(tx, NEXT, id.as_str(), token_hash)?;
    Ok(false)
}

/// The invite that was made with this token after `since`. The token opens it only where no other is mailed.
///
/// # Errors
/// The database failed.
pub async fn made_with(tx: &mut Tx, token_hash: &str, since: Timestamp) -> Result<Option<StoredInvite>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM invites WHERE token_hash = $1 AND created_at > $2");
    row!(tx, Row, SQL, token_hash, since.micros())?.map(StoredInvite::try_from).transpose()
}

/// The invite that this token opens, if it was made after `since`: the mailed one, which shows that the mailbox is theirs;
/// or the one that it was made with, where nothing is mailed.
///
/// # Errors
/// The database failed.
pub async fn opened_by(tx: &mut Tx, token_hash: &str, since: Timestamp) -> Result<Option<StoredInvite>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM invites WHERE (mailed_hash = $1 OR (token_hash = $1 \
        AND NOT EXISTS (SELECT 1 FROM mails WHERE mails.invite_id = invites.id))) AND created_at > $2"
    );
    row!(tx, Row, SQL, token_hash, since.micros())?.map(StoredInvite::try_from).transpose()
}

/// Takes an invite of the account; `false` when it has no such. Nobody can take it again.
///
/// # Errors
/// The database failed.
pub async fn take(tx: &mut Tx, account: &AccountId, id: &InviteId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM invites WHERE account_id = $1 AND id = $2";
    Ok(exec!(tx, SQL, account.as_str(), id.as_str())? > 0)
}

/// Takes back every invite into the account that somebody made; their ids.
///
/// # Errors
/// The database failed.
pub async fn take_all_by(tx: &mut Tx, account: &AccountId, by: &UserId) -> Result<Vec<InviteId>, StoreError> {
    const SQL: &str = "DELETE FROM invites WHERE invited_by = $1 AND account_id = $2 RETURNING id";
    let taken: Vec<(String,)> = rows!(tx, (String,), SQL, by.as_str(), account.as_str())?;
    taken.iter().map(|(id,)| word(id, "invites", "id", id)).collect()
}

/// Forgets invites of before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM invites WHERE created_at <= $1", before.micros())
}
