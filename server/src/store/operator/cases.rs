//! Identity cases of all accounts.

use app::{
    desk::{CaseFilter, CaseRow, Leaf, Listed, Mark},
    domain::{AccountId, Timestamp},
};
use sqlx::{FromRow, QueryBuilder};

use super::{ROWS, leaf_of, push_leaf};
use crate::store::{StoreError, Tx, error::word, tx::on_db};

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    state: String,
    country: Option<String>,
    id_type: Option<String>,
    reasons: String,
    attempts: i64,
    changed_at: i64,
    vendor_ref: Option<String>,
    hand_overs: i64,
}

impl TryFrom<Row> for CaseRow<AccountId> {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let bad = |column| StoreError::Inconsistent { table: "verifications", column, id: row.id.clone() };
        let reasons = row.reasons.split_terminator(',').map(|text| word(text, "verifications", "reasons", &row.id));
        let document = match (&row.country, &row.id_type) {
            (Some(country), Some(kind)) => Some((
                word(country, "verifications", "country", &row.id)?,
                word(kind, "verifications", "id_type", &row.id)?,
            )),
            _ => None,
        };
        Ok(Self {
            account: word(&row.account_id, "verifications", "account_id", &row.id)?,
            state: word(&row.state, "verifications", "state", &row.id)?,
            document,
            hand_overs: u32::try_from(row.hand_overs).map_err(|_| bad("hand_overs"))?,
            attempts: u32::try_from(row.attempts).map_err(|_| bad("attempts"))?,
            reasons: reasons.collect::<Result<_, _>>()?,
            changed_at: Timestamp::from_micros(row.changed_at),
            id: word(&row.id, "verifications", "id", &row.id)?,
            vendor_ref: row.vendor_ref,
        })
    }
}

/// A page of cases, those that changed last first.
///
/// # Errors
/// The database failed.
pub async fn page(tx: &mut Tx, filter: CaseFilter, leaf: &Leaf) -> Result<Listed<CaseRow<AccountId>>, StoreError> {
    const SQL: &str = "SELECT v.id, v.account_id, v.state, v.country, v.id_type, v.reasons, v.attempts, v.changed_at, \
        (SELECT s.vendor_ref FROM submissions s WHERE s.verification_id = v.id \
        ORDER BY s.created_at DESC, s.id DESC LIMIT 1) AS vendor_ref, \
        (SELECT COUNT(*) FROM submissions s WHERE s.verification_id = v.id) AS hand_overs \
        FROM verifications v WHERE TRUE";
    let found: Vec<Row> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(SQL);
        if let Some(state) = filter.state {
            select.push(" AND v.state = ").push_bind(state.as_str());
        }
        push_leaf(&mut select, leaf, ["v.changed_at", "v.id"], ROWS + 1);
        select.build_query_as().fetch_all(conn).await
    })?;
    let seen = |row: Row| {
        let mark = Mark { at: Timestamp::from_micros(row.changed_at), id: row.id.clone() };
        Ok((mark, Some(CaseRow::try_from(row)?)))
    };
    Ok(leaf_of(found.into_iter().map(seen).collect::<Result<_, StoreError>>()?, leaf, ROWS + 1))
}
