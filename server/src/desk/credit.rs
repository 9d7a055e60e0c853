//! How far an account may commit itself before it has paid anything.

use app::{
    AppError,
    domain::{Money, Telephony, ledger::Credit},
};

use super::{Shop, fault::Fault};
use crate::store::{Tx, accounts::Account, ledger, lines::StoredLine};

impl Shop {
    /// The account's credit. An own-carrier account owes its carrier and not us, so it has no limit with us.
    pub(super) async fn credit(&self, tx: &mut Tx, account: &Account) -> Result<Option<Credit>, Fault> {
        if account.telephony == Telephony::OwnCarrier {
            return Ok(None);
        }
        let limit = account.credit.unwrap_or(self.policy.credit);
        Ok(Some(Credit { limit, committed: ledger::committed(tx, &account.id).await? }))
    }

    /// Refuses an order that would pass the limit. The caller holds the account's lock: without it two orders could
    /// each find the same rest.
    pub(super) async fn stay_within_credit(
        &self,
        tx: &mut Tx,
        account: &Account,
        lines: &[StoredLine],
    ) -> Result<(), Fault> {
        let total: Money = lines.iter().map(|line| line.offer.monthly).sum();
        match self.credit(tx, account).await? {
            Some(credit) if !credit.covers(total) => Err(AppError::CreditLimit { left: credit.left() }.into()),
            _ => Ok(()),
        }
    }
}
