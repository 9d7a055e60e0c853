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
    store::{accounts, accounts::Account, house, stock, users, users::User},
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

/// Fills an empty database with the demo accounts and the sample stock.
///
/// # Errors
/// The database failed.
pub async fn seed(shop: &Shop) -> Result<(), Fault> {
    let mut tx = shop.store.read().await?;
    let (known, numbers) = (users::by_email(&mut tx, PEOPLE[0].email).await?, stock::count(&mut tx).await?);
    let noted = house::is_demo(&mut tx).await?;
    drop(tx);
    // Before anything is in it: production must not serve half a demo either.
    if !noted {
        let mut tx = shop.store.write().await?;
        house::note_demo(&mut tx).await?;
        tx.commit().await?;
    }
    if known.is_none() {
        let hash = shop.passwords.hash(NewPassword::published(PASSWORD)).await?;
        let mut tx = shop.store.write().await?;
        for person in &PEOPLE {
            let id: AccountId = ids::fresh();
            let now = shop.clock.now();
            accounts::add(&mut tx, &account(shop, person, id.clone())?, now).await?;
            let user = User {
                id: ids::fresh(),
                account: id,
                email: person.email.to_owned(),
                password_hash: hash.clone(),
                role: person.role,
            };
            users::add(&mut tx, &user, now).await?;
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
