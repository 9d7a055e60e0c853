//! Going on with a phone: hand-offs that were begun, opened and ended. A stolen database opens none: it has neither their
//! links nor what a phone shows.

use app::domain::{AccountId, Device, HandoffId, SessionId, TextState, Timestamp, UserId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    sessions::Alive,
    tx::{exec, row},
};

/// A hand-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// Its id.
    pub id: HandoffId,
    /// Whose identity it is about.
    pub account: AccountId,
    /// Who began it.
    pub user: UserId,
    /// In which session.
    pub session: SessionId,
    /// What its links begin with.
    pub name: String,
    /// The codes that the phone is shown, in order.
    pub codes: [String; 3],
    /// The one of them that stands on the computer's screen.
    pub code: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Since when a link is sent by text message, and what became of that.
    pub texted: Option<(Timestamp, TextState)>,
    /// When a phone opened it, and what its browser says of itself.
    pub opened: Option<(Timestamp, Device)>,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// How a hand-off ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its person goes on at the computer.
    Cancelled,
    /// The phone was shown another code than the computer.
    WrongCode,
    /// Another one was begun.
    Replaced,
}

impl Ended {
    const ALL: [Self; 3] = [Self::Cancelled, Self::WrongCode, Self::Replaced];

    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::WrongCode => "wrong_code",
            Self::Replaced => "replaced",
        }
    }
}

/// The columns of [`Row`].
macro_rules! columns {
    () => {
        "handoffs.id, handoffs.account_id, handoffs.user_id, handoffs.session_id, handoffs.name, handoffs.codes, \
        handoffs.code, handoffs.created_at, handoffs.texted_at, handoffs.texted, handoffs.opened_at, handoffs.device, \
        handoffs.ended"
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    user_id: String,
    session_id: String,
    name: String,
    codes: String,
    code: String,
    created_at: i64,
    texted_at: Option<i64>,
    texted: Option<String>,
    opened_at: Option<i64>,
    device: Option<String>,
    ended: Option<String>,
}

impl TryFrom<Row> for Handoff {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let odd = |column| StoreError::Inconsistent { table: "handoffs", column, id: row.id.clone() };
        let codes: Vec<String> = row.codes.split(' ').map(str::to_owned).collect();
        let ended = |text: String| Ended::ALL.into_iter().find(|ended| ended.as_str() == text);
        let texted = row.texted_at.zip(row.texted.as_ref()).map(|(at, state)| {
            Ok::<_, StoreError>((Timestamp::from_micros(at), word(state, "handoffs", "texted", &row.id)?))
        });
        let opened = row.opened_at.map(|at| {
            let device = row.device.as_deref().unwrap_or_default();
            Ok::<_, StoreError>((Timestamp::from_micros(at), word(device, "handoffs", "device", &row.id)?))
        });
        Ok(Self {
            account: word(&row.account_id, "handoffs", "account_id", &row.id)?,
            user: word(&row.user_id, "handoffs", "user_id", &row.id)?,
            session: word(&row.session_id, "handoffs", "session_id", &row.id)?,
            codes: codes.try_into().map_err(|_| odd("codes"))?,
            created_at: Timestamp::from_micros(row.created_at),
            texted: texted.transpose()?,
            opened: opened.transpose()?,
            ended: row.ended.map(|text| ended(text).ok_or_else(|| odd("ended"))).transpose()?,
            id: word(&row.id, "handoffs", "id", &row.id)?,
            name: row.name,
            code: row.code,
        })
    }
}

/// Begins a hand-off in the place of the one that the account may have; the one before, if it was still open.
///
/// # Errors
/// The database failed.
pub async fn begin(tx: &mut Tx, new: &Handoff) -> Result<Option<HandoffId>, StoreError> {
    const SQL: &str = "INSERT INTO handoffs (id, account_id, user_id, session_id, name, codes, code, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let before = end(tx, &new.account, Ended::Replaced, new.created_at).await?;
    let (id, account, user, session) = (new.id.as_str(), new.account.as_str(), new.user.as_str(), new.session.as_str());
    let (codes, at) = (new.codes.join(" "), new.created_at.micros());
    exec!(tx, SQL, id, account, user, session, new.name.as_str(), codes, new.code.as_str(), at)?;
    Ok(before)
}

/// The hand-off that was begun last for an account.
///
/// # Errors
/// The database failed.
pub async fn latest(tx: &mut Tx, account: &AccountId) -> Result<Option<Handoff>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM handoffs WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1"
    );
    row!(tx, Row, SQL, account.as_str())?.map(Handoff::try_from).transpose()
}

/// The hand-off whose links begin with this name.
///
/// # Errors
/// The database failed.
pub async fn by_name(tx: &mut Tx, name: &str) -> Result<Option<Handoff>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM handoffs WHERE name = $1");
    row!(tx, Row, SQL, name)?.map(Handoff::try_from).transpose()
}

/// Binds it to the phone that shows the token of this hash; `false` when another one was faster, or it ended.
///
/// # Errors
/// The database failed.
pub async fn open(
    tx: &mut Tx,
    id: &HandoffId,
    phone_hash: &str,
    device: Device,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE handoffs SET phone_hash = $2, device = $3, opened_at = $4 \
        WHERE id = $1 AND opened_at IS NULL AND ended_at IS NULL";
    Ok(exec!(tx, SQL, id.as_str(), phone_hash, device.to_string(), at.micros())? > 0)
}

/// The hand-off of the phone that shows the token of this hash, if it was opened after `since`, is not ended, and the
/// session that began it lives.
///
/// # Errors
/// The database failed.
pub async fn of_phone(
    tx: &mut Tx,
    phone_hash: &str,
    alive: Alive,
    since: Timestamp,
) -> Result<Option<Handoff>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM handoffs JOIN users ON users.id = handoffs.user_id AND users.account_id = handoffs.account_id \
        JOIN sessions ON sessions.user_id = users.id AND COALESCE(sessions.id, sessions.token_hash) = handoffs.session_id \
        WHERE handoffs.phone_hash = $1 AND handoffs.ended_at IS NULL AND handoffs.opened_at > $4 \
        AND users.removed_at IS NULL AND sessions.created_at > $2 AND sessions.seen_at > $3"
    );
    let found = row!(tx, Row, SQL, phone_hash, alive.opened.micros(), alive.seen.micros(), since.micros())?;
    found.map(Handoff::try_from).transpose()
}

/// Whether a phone has it still.
///
/// # Errors
/// The database failed.
pub async fn is_open(tx: &mut Tx, id: &HandoffId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT id FROM handoffs WHERE id = $1 AND ended_at IS NULL AND opened_at IS NOT NULL";
    Ok(row!(tx, (String,), SQL, id.as_str())?.is_some())
}

/// Notes that a link is sent by text message, or what became of that.
///
/// # Errors
/// The database failed.
pub async fn note_text(tx: &mut Tx, id: &HandoffId, state: TextState, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE handoffs SET texted = $2, texted_at = $3 WHERE id = $1 AND ended_at IS NULL";
    exec!(tx, SQL, id.as_str(), state.as_str(), at.micros())?;
    Ok(())
}

/// Ends the hand-off that the account has open, and with it what its phone may do; which one that was.
///
/// # Errors
/// The database failed.
pub async fn end(tx: &mut Tx, account: &AccountId, why: Ended, at: Timestamp) -> Result<Option<HandoffId>, StoreError> {
    const SQL: &str = "UPDATE handoffs SET ended = $2, ended_at = $3 WHERE account_id = $1 AND ended_at IS NULL \
        RETURNING id, user_id";
    let ended = row!(tx, (String, String), SQL, account.as_str(), why.as_str(), at.micros())?;
    let Some((id, user)) = ended else { return Ok(None) };
    tx.end_sessions(word(&user, "handoffs", "user_id", &id)?);
    word(&id, "handoffs", "id", &id).map(Some)
}

/// Forgets hand-offs of before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM handoffs WHERE created_at <= $1", before.micros())
}
