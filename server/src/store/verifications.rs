//! Identity cases: one an account.

use app::{
    desk::Answer,
    domain::{
        AccountId, CountryCode, Language, SubmissionId, Timestamp, UserId, VerificationId,
        id_document::{IdDocument, IdType},
        verification::{Collected, Face, Judge, Reason, Verification},
    },
};
use sqlx::{FromRow, QueryBuilder};
use std::collections::HashSet;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
};

/// A case with its count of attempts.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: VerificationId,
    /// Whose it is.
    pub account: AccountId,
    /// Where it stands. What has been collected is joined from pictures and consents.
    pub state: Verification,
    /// The document that was chosen; kept through a retry.
    pub document: Option<IdDocument>,
    /// What the vendor wanted mended last time.
    pub reasons: Vec<Reason>,
    /// Attempts that the vendor declined.
    pub attempts: u32,
    /// When it last changed.
    pub changed_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    state: String,
    country: Option<String>,
    id_type: Option<String>,
    submission_id: Option<String>,
    by_person: bool,
    reasons: String,
    attempts: i64,
    changed_at: i64,
    front: bool,
    back: bool,
    selfie: bool,
    consent: bool,
}

impl TryFrom<Row> for Case {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let bad = |column| StoreError::Inconsistent { table: "verifications", column, id: row.id.clone() };
        let reasons = row.reasons.split_terminator(',').map(|text| word(text, "verifications", "reasons", &row.id));
        let reasons: Vec<Reason> = reasons.collect::<Result<_, _>>()?;
        let document = match (&row.country, &row.id_type) {
            (Some(country), Some(kind)) => {
                let country: CountryCode = word(country, "verifications", "country", &row.id)?;
                let kind: IdType = word(kind, "verifications", "id_type", &row.id)?;
                // A document that left the table since is asked for again.
                IdDocument::new(country, kind).ok()
            }
            _ => None,
        };
        let submission =
            || row.submission_id.as_deref().and_then(|id| id.parse().ok()).ok_or_else(|| bad("submission_id"));
        let state = match row.state.as_str() {
            "collecting" => Verification::Collecting(Collected {
                document,
                front: row.front,
                back: row.back,
                face: match (row.consent, row.selfie) {
                    (false, _) => Face::Wanted,
                    (true, false) => Face::Agreed,
                    (true, true) => Face::Given,
                },
            }),
            "at_vendor" => Verification::AtVendor { submission: submission()? },
            "submitted" => Verification::Submitted { submission: submission()? },
            "under_review" => Verification::UnderReview { submission: submission()? },
            "try_again" => Verification::TryAgain { reasons: reasons.clone() },
            "approved" => {
                let by = if row.by_person { Judge::Person } else { Judge::Vendor };
                Verification::Approved { submission: submission()?, by }
            }
            "declined" => Verification::Declined,
            "revoked" => Verification::Revoked,
            _ => return Err(bad("state")),
        };
        Ok(Self {
            account: word(&row.account_id, "verifications", "account_id", &row.id)?,
            attempts: u32::try_from(row.attempts).map_err(|_| bad("attempts"))?,
            id: word(&row.id, "verifications", "id", &row.id)?,
            state,
            document,
            reasons,
            changed_at: Timestamp::from_micros(row.changed_at),
        })
    }
}

/// Whether the person of consent `c` has said no since, to whichever text.
macro_rules! refused_since {
    () => {
        "EXISTS (SELECT 1 FROM refusals r WHERE r.account_id = c.account_id AND r.user_id = c.user_id AND r.at >= c.at)"
    };
}

/// The account's case; `consent` is the version of the text in force.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, account: &AccountId, consent: &str) -> Result<Option<Case>, StoreError> {
    const SQL: &str = concat!(
        "SELECT v.id, v.account_id, v.state, v.country, v.id_type, v.submission_id, v.by_person, v.reasons, \
        v.attempts, v.changed_at, \
        EXISTS (SELECT 1 FROM pictures p WHERE p.verification_id = v.id AND p.kind = 'front') AS front, \
        EXISTS (SELECT 1 FROM pictures p WHERE p.verification_id = v.id AND p.kind = 'back') AS back, \
        EXISTS (SELECT 1 FROM pictures p WHERE p.verification_id = v.id AND p.kind = 'selfie') AS selfie, \
        EXISTS (SELECT 1 FROM consents c WHERE c.account_id = v.account_id AND c.version = $2 AND NOT ",
        refused_since!(),
        ") AS consent FROM verifications v WHERE v.account_id = $1"
    );
    row!(tx, Row, SQL, account.as_str(), consent)?.map(Case::try_from).transpose()
}

/// Opens a case for an account that has none.
///
/// # Errors
/// The account has one ([`StoreError::is_taken`]), or the database failed.
pub async fn open(tx: &mut Tx, id: &VerificationId, account: &AccountId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO verifications (id, account_id, state, reasons, attempts, changed_at) \
        VALUES ($1, $2, 'collecting', '', 0, $3)";
    exec!(tx, SQL, id.as_str(), account.as_str(), at.micros())?;
    Ok(())
}

/// The stored word of a state.
#[must_use]
pub const fn word_of(state: &Verification) -> &'static str {
    match state {
        Verification::Collecting(_) => "collecting",
        Verification::AtVendor { .. } => "at_vendor",
        Verification::Submitted { .. } => "submitted",
        Verification::UnderReview { .. } => "under_review",
        Verification::TryAgain { .. } => "try_again",
        Verification::Approved { .. } => "approved",
        Verification::Declined => "declined",
        Verification::Revoked => "revoked",
    }
}

/// Writes a case's state, document, reasons and attempts.
///
/// # Errors
/// The database failed.
pub async fn save(tx: &mut Tx, case: &Case) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE verifications SET state = $2, country = $3, id_type = $4, submission_id = $5, \
        reasons = $6, attempts = $7, changed_at = $8, by_person = $9 WHERE id = $1";
    let submission = case.state.submission().map(SubmissionId::as_str);
    let reasons = case.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(",");
    exec!(
        tx,
        SQL,
        case.id.as_str(),
        word_of(&case.state),
        case.document.map(|document| document.country().as_str().to_owned()),
        case.document.map(|document| document.kind().as_str()),
        submission,
        reasons.as_str(),
        i64::from(case.attempts),
        case.changed_at.micros(),
        matches!(case.state, Verification::Approved { by: Judge::Person, .. }),
    )?;
    Ok(())
}

/// A consent text as somebody read it.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// Which one.
    pub version: &'a str,
    /// In which language.
    pub language: Language,
}

/// Records that a person accepted a consent text for the account; their first record of a version stays, and `false` is
/// the answer to another, unless they have refused since.
///
/// # Errors
/// The database failed.
pub async fn consent(
    tx: &mut Tx,
    account: &AccountId,
    user: &UserId,
    read: Read<'_>,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO consents AS c (account_id, user_id, version, language, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (account_id, user_id, version) DO UPDATE SET language = excluded.language, at = excluded.at WHERE ",
        refused_since!()
    );
    let Read { version, language } = read;
    Ok(exec!(tx, SQL, account.as_str(), user.as_str(), version, language.as_str(), at.micros())? == 1)
}

/// Records that a person of the account refused the use of biometric data, as they read of it.
///
/// # Errors
/// The database failed.
pub async fn refuse(
    tx: &mut Tx,
    account: &AccountId,
    user: &UserId,
    read: Read<'_>,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO refusals (account_id, user_id, version, language, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (account_id, user_id, version, at) DO NOTHING";
    let Read { version, language } = read;
    exec!(tx, SQL, account.as_str(), user.as_str(), version, language.as_str(), at.micros())?;
    Ok(())
}

/// Records that a person takes back whatever they had agreed to for the account; the versions of the texts.
///
/// # Errors
/// The database failed.
pub async fn withdraw(
    tx: &mut Tx,
    account: &AccountId,
    user: &UserId,
    at: Timestamp,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO refusals (account_id, user_id, version, language, at, said) \
        SELECT c.account_id, c.user_id, c.version, c.language, $3, 'withdrawn' FROM consents c \
        WHERE c.account_id = $1 AND c.user_id = $2 AND NOT ",
        refused_since!(),
        " RETURNING version"
    );
    let versions = rows!(tx, (String,), SQL, account.as_str(), user.as_str(), at.micros())?;
    Ok(versions.into_iter().map(|(version,)| version).collect())
}

/// Whether anything that a person agreed to for the account stands.
///
/// # Errors
/// The database failed.
pub async fn consents(tx: &mut Tx, account: &AccountId, user: &UserId) -> Result<bool, StoreError> {
    const SQL: &str = concat!(
        "SELECT c.at FROM consents c WHERE c.account_id = $1 AND c.user_id = $2 AND NOT ",
        refused_since!(),
        " LIMIT 1"
    );
    Ok(row!(tx, (i64,), SQL, account.as_str(), user.as_str())?.is_some())
}

/// What people of the account said to consent texts, the newest first; of the noes of one person to one text the last.
///
/// # Errors
/// The database failed.
pub async fn answers(tx: &mut Tx, account: &AccountId) -> Result<Vec<Answer>, StoreError> {
    const SQL: &str = "SELECT said, version, language, at FROM \
        (SELECT 'agreed' AS said, version, language, at, user_id FROM consents WHERE account_id = $1 UNION ALL \
        SELECT said, version, language, MAX(at) AS at, user_id FROM refusals WHERE account_id = $1 \
        GROUP BY user_id, version, language, said) answers ORDER BY at DESC, user_id";
    let answer = |(said, version, language, at): (String, String, Option<String>, i64)| {
        let id = account.as_str();
        let language = language.map(|language| word(&language, "consents", "language", id)).transpose()?;
        Ok(Answer { said: word(&said, "refusals", "said", id)?, version, language, at: Timestamp::from_micros(at) })
    };
    rows!(tx, (String, String, Option<String>, i64), SQL, account.as_str())?.into_iter().map(answer).collect()
}

/// Those of these accounts at whose case a person looks.
///
/// # Errors
/// The database failed.
pub async fn under_review(tx: &mut Tx, accounts: &[&AccountId]) -> Result<HashSet<AccountId>, StoreError> {
    let found: Vec<(String,)> = on_db!(tx, |conn| {
        let mut select =
            QueryBuilder::new("SELECT account_id FROM verifications WHERE state = 'under_review' AND account_id IN ");
        in_list(&mut select, accounts.iter().map(|id| id.as_str()));
        select.build_query_as().fetch_all(conn).await
    })?;
    found.into_iter().map(|(id,)| word(&id, "verifications", "account_id", &id)).collect()
}
