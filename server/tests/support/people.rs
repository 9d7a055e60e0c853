//! Accounts that were never verified, each with one buyer.

use app::domain::{AccountId, Role, Telephony};
use plusone::{
    clock::Clock,
    desk::password::{NewPassword, Passwords},
    ids,
    store::{
        accounts::{self, Account},
        users::{self, User},
    },
};

use crate::database::Database;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// Adds this many buyers, who are called [`email`].
pub async fn add(db: &Database, count: usize) {
    let password = NewPassword::chosen(PASSWORD, "", "").expect("strong");
    let hash = Passwords::default().hash(password).await.expect("hashed");
    let now = Clock::system().now();
    let mut tx = db.write().await;
    for number in 0..count {
        let id: AccountId = ids::fresh();
        let account = Account {
            id: id.clone(),
            name: format!("Buyer {number}"),
            telephony: Telephony::LcPhone,
            carrier: None,
            credit: None,
            approval: None,
            version: 0,
        };
        accounts::add(&mut tx, &account, now).await.expect("added");
        let user = User {
            id: ids::fresh(),
            account: id,
            email: email(number),
            password_hash: hash.clone(),
            role: Role::Buyer,
        };
        users::add(&mut tx, &user, now).await.expect("added");
    }
    tx.commit().await.expect("commits");
}

/// The e-mail of a buyer.
pub fn email(number: usize) -> String {
    format!("buyer-{number}@example.test")
}
