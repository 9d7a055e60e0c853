//! `plusone user recover`: for somebody who lost their passkey and their codes. Works while the store runs.

use app::domain::{Timestamp, UserId};

use crate::{
    clock::Clock,
    desk::{fault::Fault, new_code, stored_code, take_back_invites},
    policy::Policy,
    store::{
        Store, Tx, accounts,
        audit::{self, Actor, AuditKey, Deed, Subject},
        passkeys, recovery_codes, resets, sessions, users,
        users::User,
    },
};

/// Why nobody was let in again.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// Nobody has this e-mail.
    #[error("there is no person with this e-mail")]
    Unknown,
    /// Our own failure, logged.
    #[error("{0}")]
    Fault(app::AppError),
}

impl From<Fault> for RecoverError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault.into())
    }
}

/// Gives a person one code, good once and for a while, in the place of all that they had.
pub(crate) async fn give_code(tx: &mut Tx, policy: &Policy, user: &UserId, now: Timestamp) -> Result<String, Fault> {
    let code = new_code();
    let until = now.after(policy.rescue_life);
    recovery_codes::replace(tx, user, &[stored_code(user, &code)], Some(until)).await?;
    Ok(code)
}

/// Takes the person's passkeys, codes, sessions, open invites and link to a new password away; the code that lets them in
/// again once, together with their password, to add a new passkey.
///
/// # Errors
/// [`RecoverError`]; nothing was changed.
pub async fn recover(
    store: &Store,
    key: &AuditKey,
    policy: &Policy,
    clock: &Clock,
    email: &str,
) -> Result<String, RecoverError> {
    let now = clock.now();
    let mut tx = store.write().await.map_err(Fault::from)?;
    let user = users::by_email(&mut tx, &email.trim().to_lowercase()).await.map_err(Fault::from)?;
    let User { id: user, account, .. } = user.ok_or(RecoverError::Unknown)?;
    tx.act_as(Actor::Operator);
    accounts::lock(&mut tx, &account).await.map_err(Fault::from)?;
    // Who shows one of them just now looks again after this.
    users::hold(&mut tx, &user).await.map_err(Fault::from)?;
    let removed = passkeys::remove_all(&mut tx, &user).await.map_err(Fault::from)?;
    let code = give_code(&mut tx, policy, &user, now).await?;
    sessions::end_all(&mut tx, &user, None).await.map_err(Fault::from)?;
    resets::forget(&mut tx, &user).await.map_err(Fault::from)?;
    let deed = Deed { subject: Subject::User(&user), action: "recovered", details: &[] };
    audit::record(&mut tx, key, deed, now).await.map_err(Fault::from)?;
    take_back_invites(&mut tx, key, &account, &user, now).await.map_err(Fault::from)?;
    tx.commit().await.map_err(Fault::from)?;
    tracing::warn!(%user, passkeys = removed, "passkeys were taken away and a code was made");
    Ok(code)
}
