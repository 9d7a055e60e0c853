//! The rules that operators changed, over the settings.

use app::domain::{
    Timestamp, UserId,
    rule::{Rule, Rules, Value},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, rows},
};

/// A rule that somebody changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which one.
    pub rule: Rule,
    /// What it says now; `None` is the setting again.
    pub value: Option<Value>,
    /// How often it was changed.
    pub version: i64,
    /// Who changed it last.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// The entry that tells of it in the house's trail.
    pub entry: i64,
}

#[derive(FromRow)]
struct Row {
    name: String,
    value: Option<String>,
    version: i64,
    changed_by: String,
    changed_at: i64,
    entry: i64,
}

impl TryFrom<Row> for Changed {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let rule: Rule = word(&row.name, "rules", "name", &row.name)?;
        let bad = || StoreError::Inconsistent { table: "rules", column: "value", id: row.name.clone() };
        Ok(Self {
            value: row.value.map(|text| Value::read(rule, &text)).transpose().map_err(|_| bad())?,
            rule,
            version: row.version,
            by: word(&row.changed_by, "rules", "changed_by", &row.name)?,
            at: Timestamp::from_micros(row.changed_at),
            entry: row.entry,
        })
    }
}

/// Every rule that was ever changed.
///
/// # Errors
/// The database failed.
pub async fn changed(tx: &mut Tx) -> Result<Vec<Changed>, StoreError> {
    const SQL: &str = "SELECT name, value, version, changed_by, changed_at, entry FROM rules ORDER BY name";
    rows!(tx, Row, SQL)?.into_iter().map(Changed::try_from).collect()
}

/// The rules in force: what operators said, and `settings` where they said nothing. A rule of another version of the
/// program is that version's.
///
/// # Errors
/// The database failed, or holds a rule that says what it may not: better no sale than one past the gate.
pub async fn in_force(tx: &mut Tx, mut settings: Rules) -> Result<Rules, StoreError> {
    let set = rows!(tx, (String, String), "SELECT name, value FROM rules WHERE value IS NOT NULL")?;
    for (name, text) in set {
        let Ok(rule) = name.parse::<Rule>() else { continue };
        let bad = |_| StoreError::Inconsistent { table: "rules", column: "value", id: name.clone() };
        settings.set(Value::read(rule, &text).map_err(bad)?);
    }
    Ok(settings)
}

/// Puts a value in the place of a rule's setting, or takes it away; its version grows by one. The caller holds the
/// house's lock.
///
/// # Errors
/// The database failed.
pub async fn change(
    tx: &mut Tx,
    (rule, value): (Rule, Option<&Value>),
    by: &UserId,
    at: Timestamp,
    entry: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO rules (name, value, version, changed_by, changed_at, entry) \
        VALUES ($1, $2, 1, $3, $4, $5) ON CONFLICT (name) DO UPDATE SET value = excluded.value, \
        version = rules.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at, \
        entry = excluded.entry";
    exec!(tx, SQL, rule.as_str(), value.map(ToString::to_string), by.as_str(), at.micros(), entry)?;
    Ok(())
}
