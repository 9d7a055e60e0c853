//! Demo mode: known secrets, four accounts, sample stock, short waits, and the vendors emulated over HTTP on loopback.
//! Production refuses each of these values.

pub mod vendors;

use app::{
    desk::DemoAccount,
    domain::{AccountId, Approval, Role, Telephony},
};
use std::time::Duration;

use crate::{
    desk::{Shop, carriers::token_context, fault::Fault, password::NewPassword},
    ids,
    policy::Policy,
    sample,
    store::{Tx, accounts, accounts::Account, house, stock, users, users::User},
};

/// 32 bytes in base64.
pub const SECRET_KEY: &str = "cGx1c29uZS1kZW1vLWtleS1ub3QtYS1zZWNyZXQhISE=";
/// The emulated identity vendor's API key.
pub const PERSONA_API_KEY: &str = "persona_sandbox_00000000-demo-demo-demo-000000000000";
/// The emulated identity vendor's webhook secret.
pub const PERSONA_WEBHOOK_SECRET: &str = "wbhsec_00000000-demo-demo-demo-000000000000";
/// The emulated transaction type.
pub const PERSONA_TRANSACTION_TYPE: &str = "txntp_PlusOneDemo";
/// The emulated inquiry template.
pub const PERSONA_INQUIRY_TEMPLATE: &str = "itmpl_PlusOneDemo";
/// Our account at the emulated carrier.
pub const TWILIO_SID: &str = "AC00000000000000000000000000000001";
/// Its token.
pub const TWILIO_TOKEN: &str = "demo0000000000000000000000000001";
/// The own-carrier demo account's own account at the emulated carrier.
pub const OWN_SID: &str = "AC00000000000000000000000000000002";
/// Its token.
pub const OWN_TOKEN: &str = "demo0000000000000000000000000002";

const PASSWORD: &str = "plusone-demo";

struct Person {
    who: DemoAccount,
    email: &'static str,
    account: &'static str,
    telephony: Telephony,
    role: Role,
    verified: bool,
}

const PEOPLE: [Person; 4] = [
    Person {
        who: DemoAccount::Unverified,
        email: "unverified@demo.test",
        account: "Northwind Roofing",
        telephony: Telephony::LcPhone,
        role: Role::Admin,
        verified: false,
    },
    Person {
        who: DemoAccount::Verified,
        email: "verified@demo.test",
        account: "Harbor Dental",
        telephony: Telephony::LcPhone,
        role: Role::Admin,
        verified: true,
    },
    Person {
        who: DemoAccount::OwnCarrier,
        email: "own-carrier@demo.test",
        account: "Switchboard Labs",
        telephony: Telephony::OwnCarrier,
        role: Role::Admin,
        verified: false,
    },
    Person {
        who: DemoAccount::Operator,
        email: "operator@demo.test",
        account: "PlusOne Operations",
        telephony: Telephony::LcPhone,
        role: Role::Operator,
        verified: true,
    },
];

/// The e-mail of a demo account.
#[must_use]
pub fn email(who: DemoAccount) -> &'static str {
    PEOPLE.iter().find(|person| person.who == who).map_or("", |person| person.email)
}

/// Demo mode's waits: short enough to watch.
#[must_use]
pub fn policy() -> Policy {
    let mut policy = Policy {
        carrier_timeout: Duration::from_secs(3),
        lease: Duration::from_secs(5),
        poll_after: Duration::from_secs(30),
        // One click signs in, and the demo's address has no name.
        operators_need_passkey: false,
        ..Policy::default()
    };
    policy.patience.settle = Duration::from_secs(8);
    policy
}

/// Brings the demo accounts and, where there is no stock, the sample of it into the database. Who was removed, made a buyer
/// or given another password since is again as the README says: anybody may try anything with them.
///
/// # Errors
/// The database failed.
pub async fn seed(shop: &Shop) -> Result<(), Fault> {
    let mut tx = shop.store.read().await?;
    let (noted, numbers) = (house::is_demo(&mut tx).await?, stock::count(&mut tx).await?);
    let mut known = Vec::with_capacity(PEOPLE.len());
    for person in &PEOPLE {
        known.push((person, users::by_email(&mut tx, person.email).await?));
    }
    drop(tx);
    // Before anything is in it: production must not serve half a demo either.
    if !noted {
        let mut tx = shop.store.write().await?;
        house::note_demo(&mut tx).await?;
        tx.commit().await?;
    }
    let mut changed = Vec::new();
    for (person, user) in known {
        if !is_as_told(shop, person, user.as_ref()).await? {
            changed.push((person, user));
        }
    }
    if !changed.is_empty() {
        let hash = shop.passwords.hash(NewPassword::published(PASSWORD)).await?;
        let mut tx = shop.store.write().await?;
        for (person, user) in changed {
            put(shop, &mut tx, person, user, &hash).await?;
        }
        tx.commit().await?;
    }
    if numbers == 0 {
        let offers = sample::stock();
        let mut tx = shop.store.write().await?;
        let added = stock::add(&mut tx, &offers).await?;
        tx.commit().await?;
        tracing::info!(added, "sample stock made");
    }
    Ok(())
}

/// Whether somebody of the demo is there, with role and password.
async fn is_as_told(shop: &Shop, person: &Person, user: Option<&User>) -> Result<bool, Fault> {
    let Some(user) = user else { return Ok(false) };
    let hash = Some(user.password_hash.clone());
    Ok(user.role == person.role && shop.passwords.verify(PASSWORD.to_owned(), hash).await?)
}

/// Adds somebody of the demo, or makes them again what they were.
async fn put(shop: &Shop, tx: &mut Tx, person: &Person, user: Option<User>, hash: &str) -> Result<(), Fault> {
    if let Some(user) = user {
        users::set_role(tx, &user.id, person.role).await?;
        users::set_password(tx, &user.id, hash).await?;
        return Ok(());
    }
    let now = shop.clock.now();
    let account = match accounts::named(tx, person.account).await? {
        Some(account) => account.id,
        None => {
            let id: AccountId = ids::fresh();
            accounts::add(tx, &account(shop, person, id.clone())?, now).await?;
            id
        }
    };
    let user = User {
        id: ids::fresh(),
        account,
        email: person.email.to_owned(),
        password_hash: hash.to_owned(),
        role: person.role,
    };
    Ok(users::add(tx, &user, now).await?)
}

fn account(shop: &Shop, person: &Person, id: AccountId) -> Result<Account, Fault> {
    let carrier = match person.telephony {
        Telephony::LcPhone => None,
        Telephony::OwnCarrier => {
            let sealed = shop.vault.seal(&token_context(id.as_str()), OWN_TOKEN.as_bytes())?;
            Some((OWN_SID.to_owned(), sealed))
        }
    };
    let approval = person.verified.then(|| Approval { verification: ids::fresh(), at: shop.clock.now() });
    Ok(Account {
        id,
        name: person.account.to_owned(),
        telephony: person.telephony,
        carrier,
        credit: None,
        approval,
        version: 0,
    })
}
