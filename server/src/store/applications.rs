//! Applications for compliance services.

use app::domain::{
    AccountId, ApplicationId, PhoneNumber, Service, Timestamp,
    service::{Application, Edit, Reason},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};

/// An application as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredApplication {
    /// Its id.
    pub id: ApplicationId,
    /// Whose it is.
    pub account: AccountId,
    /// What it is for.
    pub service: Service,
    /// Where it stands.
    pub state: Application,
    /// What was written, sealed.
    pub form: Vec<u8>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// The columns of [`Row`].
macro_rules! columns {
    () => {
        "id, account_id, service, state, round, asked, reasons, edit, edit_until, form, created_at, changed_at"
    };
}

/// Reads applications.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM applications ", $rest)
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    service: String,
    state: String,
    round: i64,
    asked: bool,
    reasons: String,
    edit: Option<String>,
    edit_until: Option<i64>,
    form: Vec<u8>,
    created_at: i64,
    changed_at: i64,
}

impl Row {
    fn state(&self) -> Result<Application, StoreError> {
        let bad = |column| StoreError::Inconsistent { table: "applications", column, id: self.id.clone() };
        let round = u32::try_from(self.round).map_err(|_| bad("round"))?;
        Ok(match self.state.as_str() {
            "draft" => Application::Draft { round },
            "held" => Application::Held { round },
            "submitting" => Application::Submitting { round, asked: self.asked },
            "pending_review" => Application::PendingReview { round },
            "in_review" => Application::InReview { round },
            "approved" => Application::Approved { round },
            "rejected" => {
                let reasons = self.reasons.split_terminator(',');
                let reasons = reasons.map(|text| word(text, "applications", "reasons", &self.id));
                let edit = match (self.edit.as_deref(), self.edit_until) {
                    (Some("never"), None) => Edit::Never,
                    (Some("always"), None) => Edit::Always,
                    (Some("until"), Some(end)) => Edit::Until(Timestamp::from_micros(end)),
                    _ => return Err(bad("edit")),
                };
                Application::Rejected { round, reasons: reasons.collect::<Result<Vec<Reason>, _>>()?, edit }
            }
            _ => return Err(bad("state")),
        })
    }
}

impl TryFrom<Row> for StoredApplication {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            state: row.state()?,
            account: word(&row.account_id, "applications", "account_id", &row.id)?,
            service: word(&row.service, "applications", "service", &row.id)?,
            id: word(&row.id, "applications", "id", &row.id)?,
            form: row.form,
            created_at: Timestamp::from_micros(row.created_at),
            changed_at: Timestamp::from_micros(row.changed_at),
        })
    }
}

/// The stored word of a state, which the trail uses too.
#[must_use]
pub const fn word_of(state: &Application) -> &'static str {
    match state {
        Application::Draft { .. } => "draft",
        Application::Held { .. } => "held",
        Application::Submitting { .. } => "submitting",
        Application::PendingReview { .. } => "pending_review",
        Application::InReview { .. } => "in_review",
        Application::Approved { .. } => "approved",
        Application::Rejected { .. } => "rejected",
    }
}

/// Writes an application, new or changed: its state and its form. The caller holds the account's lock.
///
/// # Errors
/// The database failed.
pub async fn save(tx: &mut Tx, application: &StoredApplication) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO applications (id, account_id, service, state, round, asked, reasons, edit, \
        edit_until, form, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, round = excluded.round, asked = excluded.asked, \
        reasons = excluded.reasons, edit = excluded.edit, edit_until = excluded.edit_until, form = excluded.form, \
        changed_at = excluded.changed_at";
    let state = &application.state;
    let asked = matches!(state, Application::Submitting { asked: true, .. });
    let (reasons, edit, until) = match state {
        Application::Rejected { reasons, edit, .. } => {
            let reasons = reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            match edit {
                Edit::Never => (reasons, Some("never"), None),
                Edit::Always => (reasons, Some("always"), None),
                Edit::Until(end) => (reasons, Some("until"), Some(end.micros())),
            }
        }
        _ => (String::new(), None, None),
    };
    exec!(
        tx,
        SQL,
        application.id.as_str(),
        application.account.as_str(),
        application.service.as_str(),
        word_of(state),
        i64::from(state.round()),
        asked,
        reasons.as_str(),
        edit,
        until,
        application.form.as_slice(),
        application.created_at.micros(),
        application.changed_at.micros(),
    )?;
    Ok(())
}

/// Reads an application.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &ApplicationId) -> Result<Option<StoredApplication>, StoreError> {
    const SQL: &str = select!("WHERE id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(StoredApplication::try_from).transpose()
}

/// The account's applications, newest first.
///
/// # Errors
/// The database failed.
pub async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<StoredApplication>, StoreError> {
    const SQL: &str = select!("WHERE account_id = $1 ORDER BY created_at DESC, id DESC");
    rows!(tx, Row, SQL, account.as_str())?.into_iter().map(StoredApplication::try_from).collect()
}

/// Those of an account that wait for its identity, the oldest first.
///
/// # Errors
/// The database failed.
pub async fn held(tx: &mut Tx, account: &AccountId) -> Result<Vec<StoredApplication>, StoreError> {
    const SQL: &str = select!("WHERE account_id = $1 AND state = 'held' ORDER BY created_at, id");
    rows!(tx, Row, SQL, account.as_str())?.into_iter().map(StoredApplication::try_from).collect()
}

/// Accounts that are approved and yet have held applications: a wake-up was lost.
///
/// # Errors
/// The database failed.
pub async fn approved_but_held(tx: &mut Tx) -> Result<Vec<AccountId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT accounts.id FROM applications JOIN accounts \
        ON accounts.id = applications.account_id WHERE applications.state = 'held' AND accounts.approved_by IS NOT NULL";
    let ids: Vec<(String,)> = rows!(tx, (String,), SQL)?;
    ids.iter().map(|(id,)| word(id, "accounts", "id", id)).collect()
}

/// Applications under way, unchanged since `before`, that no job looks after.
///
/// # Errors
/// The database failed.
pub async fn forgotten(tx: &mut Tx, before: Timestamp) -> Result<Vec<ApplicationId>, StoreError> {
    const SQL: &str = "SELECT id FROM applications WHERE state IN ('submitting', 'pending_review', 'in_review') \
        AND changed_at < $1 AND NOT EXISTS \
        (SELECT 1 FROM jobs WHERE jobs.kind = 'apply' AND jobs.subject = applications.id)";
    let ids: Vec<(String,)> = rows!(tx, (String,), SQL, before.micros())?;
    ids.iter().map(|(id,)| word(id, "applications", "id", id)).collect()
}

/// Forgets drafts and refused applications that nobody has touched since `before`, with what is noted of them.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    const NOTES: &str = "DELETE FROM filings WHERE application_id IN \
        (SELECT id FROM applications WHERE state IN ('draft', 'rejected') AND changed_at < $1)";
    exec!(tx, NOTES, before.micros())?;
    exec!(tx, "DELETE FROM applications WHERE state IN ('draft', 'rejected') AND changed_at < $1", before.micros())?;
    Ok(())
}

/// The id of each application, for those that seal forms anew.
///
/// # Errors
/// The database failed.
pub async fn all(tx: &mut Tx) -> Result<Vec<ApplicationId>, StoreError> {
    let ids: Vec<(String,)> = rows!(tx, (String,), "SELECT id FROM applications ORDER BY id")?;
    ids.iter().map(|(id,)| word(id, "applications", "id", id)).collect()
}

/// Puts a sealed form in the place of the same one sealed otherwise; `false` when another one stands there.
///
/// # Errors
/// The database failed.
pub async fn reseal(tx: &mut Tx, id: &ApplicationId, old: &[u8], new: &[u8]) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE applications SET form = $3 WHERE id = $1 AND form = $2";
    Ok(exec!(tx, SQL, id.as_str(), old, new)? == 1)
}

/// The numbers that the account owns in this carrier account, by number.
///
/// # Errors
/// The database failed.
pub async fn owned_numbers(
    tx: &mut Tx,
    account: &AccountId,
    carrier_account: &str,
) -> Result<Vec<PhoneNumber>, StoreError> {
    const SQL: &str = "SELECT id, e164 FROM lines WHERE account_id = $1 AND state = 'owned' \
        AND carrier_sid IS NOT NULL AND (carrier_account IS NULL OR carrier_account = $2) ORDER BY e164";
    let found: Vec<(String, String)> = rows!(tx, (String, String), SQL, account.as_str(), carrier_account)?;
    found.iter().map(|(id, number)| word(number, "lines", "e164", id)).collect()
}

/// The carrier's id of a number that the account owns in this carrier account; `None` when it does not.
///
/// # Errors
/// The database failed.
pub async fn owned_sid(
    tx: &mut Tx,
    account: &AccountId,
    number: &PhoneNumber,
    carrier_account: &str,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT carrier_sid FROM lines WHERE account_id = $1 AND e164 = $2 AND state = 'owned' \
        AND carrier_sid IS NOT NULL AND (carrier_account IS NULL OR carrier_account = $3)";
    let found = row!(tx, (String,), SQL, account.as_str(), number.as_e164(), carrier_account)?;
    Ok(found.map(|(sid,)| sid))
}
