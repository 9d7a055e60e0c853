//! `plusone user add`. Works while the store runs.

use app::domain::{AccountId, Email, Role, Telephony};
use std::io::BufRead;

use crate::{
    cli::NewUser,
    clock::Clock,
    desk::{
        carriers::token_context,
        fault::Fault,
        password::{NewPassword, Passwords, WeakPassword},
    },
    ids,
    policy::Policy,
    recover,
    store::{
        Store, Tx, accounts,
        accounts::Account,
        audit::{self, Actor, AuditKey, Deed, Subject},
        users,
        users::User,
    },
    vault::Vault,
};

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum AddUserError {
    /// The input breaks off.
    #[error("standard input must hold the password on its first line{0}")]
    Input(&'static str),
    /// The e-mail is none.
    #[error("that is not an e-mail")]
    Email,
    /// The password does not do.
    #[error(transparent)]
    Password(#[from] WeakPassword),
    /// The e-mail is taken.
    #[error("there is a person with this e-mail")]
    Taken,
    /// The account exists with another carrier.
    #[error("the account exists with other telephony")]
    OtherTelephony,
    /// An own-carrier account needs its carrier account.
    #[error("--carrier-sid AC… and a token on the second line of standard input are needed for --telephony own")]
    Carrier,
    /// The carrier account is ours: with it an account would buy past the gate.
    #[error("--carrier-sid is our own carrier account")]
    OurCarrier,
    /// Our own failure, logged.
    #[error("{0}")]
    Fault(app::AppError),
}

impl From<Fault> for AddUserError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault.into())
    }
}

/// Adds the person, and the account if it is new. `ours` is our own carrier account, which nobody may bring. Whose role
/// asks for a passkey gets a code for the first time: whoever has nothing but the password, which others know, adds none.
///
/// # Errors
/// [`AddUserError`]; nothing was changed.
pub async fn add(
    store: &Store,
    vault: &Vault,
    key: &AuditKey,
    policy: &Policy,
    ours: Option<&str>,
    new: &NewUser,
    input: impl BufRead,
) -> Result<Option<String>, AddUserError> {
    let brought = new.carrier_sid.as_deref().map(str::trim);
    if ours.zip(brought).is_some_and(|(ours, brought)| ours.eq_ignore_ascii_case(brought)) {
        return Err(AddUserError::OurCarrier);
    }
    let mut lines = input.lines().map_while(Result::ok);
    let password = lines.next().ok_or(AddUserError::Input(""))?;
    let email: Email = new.email.parse().map_err(|_| AddUserError::Email)?;
    let password = NewPassword::chosen(&password, email.as_str(), &new.account)?;
    let hash = Passwords::default().hash(password).await.map_err(Fault::from)?;
    let mut tx = store.write().await.map_err(Fault::from)?;
    let account = find_or_add(&mut tx, vault, new, lines.next()).await?;
    let now = Clock::system().now();
    tx.act_as(Actor::Operator);
    accounts::lock(&mut tx, &account).await.map_err(Fault::from)?;
    let user = User { id: ids::fresh(), account, email: email.into(), password_hash: hash, role: new.role };
    match users::add(&mut tx, &user, now).await {
        Err(error) if error.is_taken() => return Err(AddUserError::Taken),
        done => done.map_err(Fault::from)?,
    }
    let details = [user.email.as_str(), user.role.as_str(), new.account.as_str()];
    let deed = Deed { subject: Subject::User(&user.id), action: "added", details: &details };
    audit::record(&mut tx, key, deed, now).await.map_err(Fault::from)?;
    let code = if user.role == Role::Operator && policy.operators_need_passkey {
        Some(recover::give_code(&mut tx, policy, &user.id, now).await?)
    } else {
        None
    };
    tx.commit().await.map_err(Fault::from)?;
    Ok(code)
}

async fn find_or_add(
    tx: &mut Tx,
    vault: &Vault,
    new: &NewUser,
    token: Option<String>,
) -> Result<AccountId, AddUserError> {
    if let Some(known) = accounts::named(tx, &new.account).await.map_err(Fault::from)? {
        return if known.telephony == new.telephony { Ok(known.id) } else { Err(AddUserError::OtherTelephony) };
    }
    let id: AccountId = ids::fresh();
    let carrier = match (new.telephony, &new.carrier_sid, token) {
        (Telephony::LcPhone, ..) => None,
        (Telephony::OwnCarrier, Some(sid), Some(token)) if sid.starts_with("AC") && !token.is_empty() => {
            let sealed = vault.seal(&token_context(id.as_str()), token.as_bytes()).map_err(Fault::from)?;
            Some((sid.clone(), sealed))
        }
        (Telephony::OwnCarrier, ..) => return Err(AddUserError::Carrier),
    };
    let account = Account {
        id: id.clone(),
        name: new.account.clone(),
        telephony: new.telephony,
        carrier,
        credit: None,
        approval: None,
        version: 0,
    };
    accounts::add(tx, &account, Clock::system().now()).await.map_err(Fault::from)?;
    Ok(id)
}
