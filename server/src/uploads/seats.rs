//! Who may upload now: some at once, one an account, taken before anything is read.

use app::domain::AccountId;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// Uploads at once, of all accounts: three pictures of 15 MB each fit half a gigabyte.
const ALL: usize = 11;

/// The seats of one process.
#[derive(Clone, Debug, Default)]
pub struct Seats(Arc<Mutex<HashSet<AccountId>>>);

/// A taken seat; it is free again when this is dropped.
#[derive(Debug)]
pub struct Seat {
    seats: Seats,
    account: AccountId,
}

impl Seats {
    /// A seat, unless all are taken or the account has one.
    #[must_use]
    pub fn take(&self, account: &AccountId) -> Option<Seat> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= ALL || !taken.insert(account.clone()) {
            return None;
        }
        Some(Seat { seats: self.clone(), account: account.clone() })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.account);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_at_once_and_one_an_account() {
        let seats = Seats::default();
        let account = |number: usize| format!("account-{number}").parse::<AccountId>().expect("an id");
        let mut taken: Vec<Seat> = (0..ALL).map(|number| seats.take(&account(number)).expect("a seat")).collect();
        assert!(seats.take(&account(ALL)).is_none(), "all are taken");
        taken.pop();
        assert!(seats.take(&account(0)).is_none(), "one an account");
        assert!(seats.take(&account(ALL)).is_some());
    }
}
