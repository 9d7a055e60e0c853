//! `plusone rewrap-keys`: what older keys of the settings sealed, under the current one. Afterwards nothing needs the old
//! keys any more. Works while the store runs, and again after it broke off.

use std::fmt;

use crate::{
    audit::KEY_CONTEXT,
    clock::Clock,
    desk::{carriers::token_context, fault::Fault, form_context, picture_context_of},
    store::{
        Store, accounts, applications,
        audit::{self, Actor, AuditKey, Deed, Subject},
        house, pictures,
    },
    vault::{Vault, VaultError},
};

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rewrapped {
    /// Sealed things that are under the current key now and were not before.
    pub anew: u64,
    /// Those that were already.
    pub current: u64,
    /// Those that no key of the settings opens.
    pub closed: u64,
}

impl fmt::Display for Rewrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { anew, current, closed } = self;
        write!(f, "{anew} under the current key now, {current} before, {closed} that no key opens")
    }
}

impl Rewrapped {
    /// Counts a blob; what is to be stored in its place, if anything.
    fn count(&mut self, rewrapped: Result<Option<Vec<u8>>, VaultError>, what: fmt::Arguments<'_>) -> Option<Vec<u8>> {
        match rewrapped {
            Ok(Some(anew)) => return Some(anew),
            Ok(None) => self.current += 1,
            Err(error) => {
                self.closed += 1;
                tracing::error!(%error, "{what} does not open");
            }
        }
        None
    }
}

/// Wraps everything anew that is not under the current key. What somebody else changes meanwhile is under it anyhow.
///
/// # Errors
/// The database failed; what was done before stays done.
pub async fn rewrap(store: &Store, vault: &Vault, key: &AuditKey) -> Result<Rewrapped, Fault> {
    let mut done = Rewrapped::default();
    tokens(store, vault, &mut done).await?;
    pictures_of_all(store, vault, &mut done).await?;
    forms(store, vault, &mut done).await?;
    house_key(store, vault, &mut done).await?;
    let mut tx = store.write().await?;
    tx.act_as(Actor::Operator);
    let counts = [done.anew, done.current, done.closed].map(|count| count.to_string());
    let details: Vec<&str> = counts.iter().map(String::as_str).collect();
    let deed = Deed { subject: Subject::Keys, action: "rewrapped", details: &details };
    audit::record(&mut tx, key, deed, Clock::system().now()).await?;
    tx.commit().await?;
    Ok(done)
}

async fn tokens(store: &Store, vault: &Vault, done: &mut Rewrapped) -> Result<(), Fault> {
    let mut tx = store.read().await?;
    let owners = accounts::with_own_carrier(&mut tx).await?;
    drop(tx);
    for account in owners {
        let Some((_, sealed)) = account.carrier else { continue };
        let anew = vault.rewrap(&token_context(account.id.as_str()), &sealed);
        let Some(anew) = done.count(anew, format_args!("the token of {}", account.id)) else { continue };
        let mut tx = store.write().await?;
        done.anew += u64::from(accounts::reseal_token(&mut tx, &account.id, &sealed, &anew).await?);
        tx.commit().await?;
    }
    Ok(())
}

async fn pictures_of_all(store: &Store, vault: &Vault, done: &mut Rewrapped) -> Result<(), Fault> {
    let mut tx = store.read().await?;
    let stored = pictures::names(&mut tx).await?;
    drop(tx);
    for name in stored {
        let mut tx = store.read().await?;
        let picture = pictures::of_case(&mut tx, &name.case).await?.into_iter().find(|one| one.kind == name.kind);
        drop(tx);
        // Handed over meanwhile.
        let Some(picture) = picture else { continue };
        let anew = vault.rewrap(&picture_context_of(&name.account, &name.case, &name.kind), &picture.sealed);
        let Some(anew) = done.count(anew, format_args!("a picture of {}", name.case)) else { continue };
        let mut tx = store.write().await?;
        done.anew += u64::from(pictures::reseal(&mut tx, &name, &picture.sealed, &anew).await?);
        tx.commit().await?;
    }
    Ok(())
}

async fn forms(store: &Store, vault: &Vault, done: &mut Rewrapped) -> Result<(), Fault> {
    let mut tx = store.read().await?;
    let all = applications::all(&mut tx).await?;
    drop(tx);
    for id in all {
        let mut tx = store.read().await?;
        let found = applications::lookup(&mut tx, &id).await?;
        drop(tx);
        let Some(application) = found else { continue };
        let anew = vault.rewrap(&form_context(&application.account, &id), &application.form);
        let Some(anew) = done.count(anew, format_args!("the form of {id}")) else { continue };
        let mut tx = store.write().await?;
        done.anew += u64::from(applications::reseal(&mut tx, &id, &application.form, &anew).await?);
        tx.commit().await?;
    }
    Ok(())
}

async fn house_key(store: &Store, vault: &Vault, done: &mut Rewrapped) -> Result<(), Fault> {
    let mut tx = store.write().await?;
    let Some(sealed) = house::audit_key(&mut tx).await? else { return Ok(()) };
    let anew = vault.rewrap(KEY_CONTEXT, &sealed);
    let Some(anew) = done.count(anew, format_args!("the key of the audit trail")) else { return Ok(()) };
    done.anew += u64::from(house::reseal_audit_key(&mut tx, &sealed, &anew).await?);
    Ok(tx.commit().await?)
}
