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
    /// What stands on the computer's screen, and is typed on the phone.
    pub code: String,
    /// How often something else was typed.
    pub wrong: i64,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Since when a link is sent by text message, and what became of that.
    pub texted: Option<(Timestamp, TextState)>,
    /// The phone that opened it.
    pub opened: Option<Opened>,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// A phone that opened a hand-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// When it did.
    pub at: Timestamp,
    /// What its browser says of itself.
    pub device: Device,
    /// Since when the identity needs it no longer.
    pub done: Option<Timestamp>,
}

/// How a hand-off ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its person ended it, at the computer or on the phone.
    Cancelled,
    /// Another code was typed on a phone, too often.
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
        "handoffs.id, handoffs.account_id, handoffs.user_id, handoffs.session_id, handoffs.name, handoffs.code, \
        handoffs.wrong, handoffs.created_at, handoffs.texted_at, handoffs.texted, handoffs.opened_at, handoffs.device, \
        handoffs.done_at, handoffs.ended"
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    user_id: String,
    session_id: String,
    name: String,
    code: String,
    wrong: i64,
    created_at: i64,
    texted_at: Option<i64>,
    texted: Option<String>,
    opened_at: Option<i64>,
    device: Option<String>,
    done_at: Option<i64>,
    ended: Option<String>,
}

impl TryFrom<Row> for Handoff {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let odd = |column| StoreError::Inconsistent { table: "handoffs", column, id: row.id.clone() };
        let ended = |text: String| Ended::ALL.into_iter().find(|ended| ended.as_str() == text);
        let texted = row.texted_at.zip(row.texted.as_ref()).map(|(at, state)| {
            Ok::<_, StoreError>((Timestamp::from_micros(at), word(state, "handoffs", "texted", &row.id)?))
        });
        let opened = row.opened_at.map(|at| {
            let device = row.device.as_deref().unwrap_or_default();
            let (at, done) = (Timestamp::from_micros(at), row.done_at.map(Timestamp::from_micros));
            Ok::<_, StoreError>(Opened { at, device: word(device, "handoffs", "device", &row.id)?, done })
        });
        Ok(Self {
            account: word(&row.account_id, "handoffs", "account_id", &row.id)?,
            user: word(&row.user_id, "handoffs", "user_id", &row.id)?,
            session: word(&row.session_id, "handoffs", "session_id", &row.id)?,
            wrong: row.wrong,
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
    // The codes to pick from that earlier nodes show: none of them is right.
    const SQL: &str = "INSERT INTO handoffs (id, account_id, user_id, session_id, name, codes, code, created_at) \
        VALUES ($1, $2, $3, $4, $5, '- - -', $6, $7)";
    let before = end(tx, &new.account, Ended::Replaced, new.created_at).await?;
    let (id, account, user, session) = (new.id.as_str(), new.account.as_str(), new.user.as_str(), new.session.as_str());
    exec!(tx, SQL, id, account, user, session, new.name.as_str(), new.code.as_str(), new.created_at.micros())?;
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

/// Counts a wrong code that was typed; how many there were.
///
/// # Errors
/// The database failed.
pub async fn count_wrong(tx: &mut Tx, id: &HandoffId) -> Result<i64, StoreError> {
    const SQL: &str = "UPDATE handoffs SET wrong = wrong + 1 WHERE id = $1 RETURNING wrong";
    Ok(row!(tx, (i64,), SQL, id.as_str())?.map_or(i64::MAX, |(wrong,)| wrong))
}

/// Since when a phone must have been let in that may go on, and since when one may have been done that may still look.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    /// Let in after this.
    pub opened: Timestamp,
    /// Done after this, if it is.
    pub done: Timestamp,
}

/// The hand-off of the phone that shows the token of this hash, while it may go on or still look, and the session that
/// began it lives.
///
/// # Errors
/// The database failed.
pub async fn of_phone(
    tx: &mut Tx,
    phone_hash: &str,
    alive: Alive,
    since: Since,
) -> Result<Option<Handoff>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM handoffs JOIN users ON users.id = handoffs.user_id AND users.account_id = handoffs.account_id \
        JOIN sessions ON sessions.user_id = users.id AND COALESCE(sessions.id, sessions.token_hash) = handoffs.session_id \
        WHERE handoffs.phone_hash = $1 AND handoffs.ended_at IS NULL AND handoffs.opened_at > $4 \
        AND (handoffs.done_at IS NULL OR handoffs.done_at > $5) AND users.removed_at IS NULL AND sessions.created_at > $2 AND sessions.seen_at > $3"
    );
    let (opened, done) = (since.opened.micros(), since.done.micros());
    let found = row!(tx, Row, SQL, phone_hash, alive.opened.micros(), alive.seen.micros(), opened, done)?;
    found.map(Handoff::try_from).transpose()
}

/// Whether a phone that was let in after `since` has it, and the identity needs that phone.
///
/// # Errors
/// The database failed.
pub async fn is_open(tx: &mut Tx, id: &HandoffId, since: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str =
        "SELECT id FROM handoffs WHERE id = $1 AND ended_at IS NULL AND done_at IS NULL AND opened_at > $2";
    Ok(row!(tx, (String,), SQL, id.as_str(), since.micros())?.is_some())
}

/// Notes that a link is sent by text message, under a name by which the carrier may tell of it later.
///
/// # Errors
/// The database failed.
pub async fn send_text(tx: &mut Tx, id: &HandoffId, text: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE handoffs SET texted = $2, texted_at = $3, text_id = $4 WHERE id = $1 AND ended_at IS NULL";
    exec!(tx, SQL, id.as_str(), TextState::Sending.as_str(), at.micros(), text)?;
    Ok(())
}

/// Notes what the carrier answered, unless it told more meanwhile, or another text message was sent since.
///
/// # Errors
/// The database failed.
pub async fn text_answered(tx: &mut Tx, text: &str, state: TextState) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE handoffs SET texted = $2 WHERE text_id = $1 AND texted = 'sending' AND ended_at IS NULL";
    Ok(exec!(tx, SQL, text, state.as_str())? > 0)
}

/// Notes that the carrier could not deliver what it had taken, while a phone is still waited for.
///
/// # Errors
/// The database failed.
pub async fn text_came_back(tx: &mut Tx, text: &str, state: TextState) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE handoffs SET texted = $2 WHERE text_id = $1 \
        AND texted IN ('sending', 'sent', 'unclear') AND ended_at IS NULL AND opened_at IS NULL";
    Ok(exec!(tx, SQL, text, state.as_str())? > 0)
}

/// The hand-off whose last text message has this name.
///
/// # Errors
/// The database failed.
pub async fn by_text(tx: &mut Tx, text: &str) -> Result<Option<Handoff>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM handoffs WHERE text_id = $1");
    row!(tx, Row, SQL, text)?.map(Handoff::try_from).transpose()
}

/// Whose text messages of a day are counted.
#[derive(Clone, Copy, Debug)]
pub enum Texting<'a> {
    /// An account's.
    Account(&'a AccountId),
    /// All.
    Everybody,
}

/// Counts a text message that is about to be sent; `false`, and nothing is counted, when there were `most` on that day
/// (of UTC, counted from 1970). The row is locked until the transaction ends, so that no two nodes pass together.
///
/// # Errors
/// The database failed.
pub async fn count_text(tx: &mut Tx, whose: Texting<'_>, day: i64, most: u32) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO text_counts (subject, day, sent) VALUES ($1, $2, 1) \
        ON CONFLICT (subject, day) DO UPDATE SET sent = text_counts.sent + 1 WHERE text_counts.sent < $3";
    let subject = match whose {
        Texting::Account(account) => account.as_str(),
        Texting::Everybody => "",
    };
    Ok(most > 0 && exec!(tx, SQL, subject, day, i64::from(most))? > 0)
}

/// Lets the account's phone go, which the identity needs no longer; one that is still waited for is so no more.
///
/// # Errors
/// The database failed.
pub async fn finish(tx: &mut Tx, account: &AccountId, at: Timestamp) -> Result<(), StoreError> {
    const DONE: &str = "UPDATE handoffs SET done_at = $2 \
        WHERE account_id = $1 AND ended_at IS NULL AND opened_at IS NOT NULL AND done_at IS NULL";
    const GONE: &str = "UPDATE handoffs SET ended = $2, ended_at = $3 \
        WHERE account_id = $1 AND ended_at IS NULL AND opened_at IS NULL";
    exec!(tx, DONE, account.as_str(), at.micros())?;
    exec!(tx, GONE, account.as_str(), Ended::Cancelled.as_str(), at.micros())?;
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

/// Forgets hand-offs of before `before`, those whose phones were done before `done`, and those whose sessions are gone.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp, done: Timestamp) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM handoffs WHERE created_at <= $1 OR done_at <= $2 OR NOT EXISTS \
        (SELECT 1 FROM sessions WHERE sessions.user_id = handoffs.user_id \
        AND COALESCE(sessions.id, sessions.token_hash) = handoffs.session_id)";
    exec!(tx, SQL, before.micros(), done.micros())
}

/// Forgets how many text messages were sent on days before `day`.
///
/// # Errors
/// The database failed.
pub async fn sweep_counts(tx: &mut Tx, day: i64) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM text_counts WHERE day < $1", day)
}
