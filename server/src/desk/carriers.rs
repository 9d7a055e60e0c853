//! Which carrier serves which account.

use app::domain::Telephony;
use secrecy::SecretString;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    carriers::{Hosts, Twilio},
    store::accounts::Account,
    vault::{Vault, VaultError},
};

/// A carrier account and its sealed token.
type OwnAccount = (String, Vec<u8>);

/// The carriers: ours, and those of accounts that brought their own.
#[derive(Clone)]
pub struct Carriers {
    ours: Option<Twilio>,
    make: Arc<dyn Fn(String, SecretString) -> Twilio + Send + Sync>,
    vault: Arc<Vault>,
    /// By carrier account and sealed token, so that a changed token makes a new client.
    own: Arc<Mutex<HashMap<OwnAccount, Twilio>>>,
}

impl Carriers {
    /// Carriers that are reached with `http` at `hosts`; `ours` is our own account there, if we have one.
    #[must_use]
    pub fn new(
        ours: Option<(String, SecretString)>,
        vault: Arc<Vault>,
        hosts: Hosts,
        timeout: std::time::Duration,
    ) -> Self {
        let http = crate::http_client::http_client();
        let make: Arc<dyn Fn(String, SecretString) -> Twilio + Send + Sync> =
            Arc::new(move |sid, token| Twilio::new(http.clone(), hosts.clone(), sid, token, timeout));
        let ours = ours.map(|(sid, token)| make(sid, token));
        Self { ours, make, vault, own: Arc::default() }
    }

    /// Our own carrier account.
    #[must_use]
    pub const fn ours(&self) -> Option<&Twilio> {
        self.ours.as_ref()
    }

    /// The carrier of `account`; `None` when we have none and sell from stock alone.
    ///
    /// # Errors
    /// The account's sealed token cannot be opened.
    pub fn of(&self, account: &Account) -> Result<Option<Twilio>, VaultError> {
        match (account.telephony, &account.carrier) {
            (Telephony::LcPhone, _) => Ok(self.ours.clone()),
            (Telephony::OwnCarrier, None) => Ok(None),
            // Our account under another name would be a way round the gate.
            (Telephony::OwnCarrier, Some((sid, _))) if self.is_ours(sid) => {
                tracing::error!(account = %account.id, "an own-carrier account names our own carrier account");
                Ok(None)
            }
            (Telephony::OwnCarrier, Some(carrier)) => self.own_of(account, carrier).map(Some),
        }
    }

    fn is_ours(&self, sid: &str) -> bool {
        self.ours.as_ref().is_some_and(|ours| ours.account_sid().eq_ignore_ascii_case(sid))
    }

    fn own_of(&self, account: &Account, carrier: &OwnAccount) -> Result<Twilio, VaultError> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = own.get(carrier) {
            return Ok(known.clone());
        }
        let token = self.vault.open(&token_context(account.id.as_str()), &carrier.1)?;
        let token = SecretString::from(String::from_utf8_lossy(&token).into_owned());
        let made = (self.make)(carrier.0.clone(), token);
        own.insert(carrier.clone(), made.clone());
        Ok(made)
    }
}

/// What an account's sealed carrier token is bound to.
#[must_use]
pub fn token_context(account: &str) -> String {
    format!("carrier-token|{account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_account_is_nobodys_own_carrier() {
        let ours = "AC00000000000000000000000000000abc";
        let vault = Arc::new(Vault::new([7; 32]));
        let hosts = Hosts::all_at("http://127.0.0.1:1");
        let account = |sid: &str| Account {
            id: "a-1".parse().expect("an id"),
            name: "Own".to_owned(),
            telephony: Telephony::OwnCarrier,
            carrier: Some((sid.to_owned(), vault.seal(&token_context("a-1"), b"token").expect("sealed"))),
            credit: None,
            approval: None,
            version: 0,
        };
        let second = std::time::Duration::from_secs(1);
        let carriers = Carriers::new(Some((ours.to_owned(), "token".into())), Arc::clone(&vault), hosts, second);
        for sid in [ours.to_owned(), ours.replace("abc", "ABC")] {
            assert!(carriers.of(&account(&sid)).expect("read").is_none(), "{sid}");
        }
        let other = carriers.of(&account("AC1")).expect("read").expect("its own");
        assert_eq!(other.account_sid(), "AC1");
    }
}
