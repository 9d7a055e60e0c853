//! Guessing passwords: who may try how often.

use app::{
    AppError,
    desk::Caller,
    domain::{AccountId, Email, UserId},
};
use std::net::{IpAddr, Ipv6Addr};

use super::{Shop, attempt::Attempt, fault::Fault};
use crate::{
    clock::earlier,
    ids,
    policy::Policy,
    store::{Tx, sign_ins, users, users::User},
};

/// What a guess is counted under, each with its limit.
pub(super) struct Subjects(Vec<(String, i64)>);

impl Subjects {
    /// Nobody can lock an account out from one address: a single address is stopped early at one e-mail, and only
    /// many addresses together stop the e-mail for all. The words in front keep an e-mail that looks like an address
    /// apart from one.
    fn of(email: &str, address: IpAddr, policy: &Policy) -> Self {
        let address = network(address);
        Self(vec![
            (format!("pair {email}\n{address}"), policy.sign_in_failures_max),
            (format!("email {email}"), policy.sign_in_failures_max_email),
            (format!("address {address}"), policy.sign_in_failures_max_address),
        ])
    }

    /// A browser that is known as the owner's is counted by itself: whatever strangers do, it may try.
    fn of_known(browser: &str, address: IpAddr, policy: &Policy) -> Self {
        Self(vec![
            (format!("known {browser}"), policy.sign_in_failures_max),
            (format!("address {}", network(address)), policy.sign_in_failures_max_address),
        ])
    }

    /// Joining tells whether somebody has an e-mail, and costs a hash. Whose e-mail it is must not be kept out by it.
    pub(super) fn of_invite(address: IpAddr, policy: &Policy) -> Self {
        Self(vec![(format!("invite {}", network(address)), policy.sign_in_failures_max_address)])
    }

    /// A link to choose a new password by is mailed to somebody whom whoever asks may not be. Known or not, an e-mail counts;
    /// a single address is stopped early, so that it keeps nobody from a link.
    pub(super) fn of_reset(email: &str, address: IpAddr, policy: &Policy) -> Self {
        let address = network(address);
        Self(vec![
            (format!("reset pair {email}\n{address}"), policy.resets_max),
            (format!("reset email {email}"), policy.resets_max_email),
            (format!("reset address {address}"), policy.sign_in_failures_max_address),
        ])
    }

    /// Choosing by such a link costs a hash.
    pub(super) fn of_new_password(address: IpAddr, policy: &Policy) -> Self {
        Self(vec![(format!("new password {}", network(address)), policy.sign_in_failures_max_address)])
    }

    /// A change of the password costs a hash.
    pub(super) fn of_change(user: &UserId, policy: &Policy) -> Self {
        Self(vec![(format!("change {user}"), policy.sign_in_failures_max)])
    }

    /// Going on with a phone is begun now and then.
    pub(super) fn of_handoff(user: &UserId, account: &AccountId, policy: &Policy) -> Self {
        Self(vec![
            (format!("hand-off {user}"), policy.handoffs_max),
            (format!("hand-off of {account}"), 2 * policy.handoffs_max),
        ])
    }

    /// Text messages cost money, and go to whom anybody names. `mark` stands for the number.
    pub(super) fn of_text(user: &UserId, account: &AccountId, mark: &str, policy: &Policy) -> Self {
        Self(vec![
            (format!("text {user}"), policy.texts_max),
            (format!("text of {account}"), 2 * policy.texts_max),
            (format!("text to {mark}"), policy.texts_max),
        ])
    }

    /// A passkey that is asked for and not shown is counted apart: whoever thinks better of it has guessed no password.
    pub(super) fn of_passkey(address: IpAddr, policy: &Policy) -> Self {
        Self(vec![(format!("passkey {}", network(address)), policy.sign_in_failures_max_address)])
    }
}

/// Whom an address stands for: a household has a whole /64 of IPv6.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (!0 << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Whether an e-mail can be anybody's; what cannot must not reach the database.
pub(super) fn is_email(text: &str) -> bool {
    text.len() <= Email::MAX && !text.chars().any(char::is_control)
}

impl Shop {
    /// Who has this e-mail, and what the guess at their secret is counted under. It is counted before the secret is
    /// looked at, so hanging up early does not hide it. What cannot be an e-mail is counted like an unknown one, under
    /// none of its own.
    pub(super) async fn guessed_at(
        &self,
        caller: &Caller,
        email: &str,
        attempt: &mut Attempt,
    ) -> Result<(Option<User>, Vec<String>), Fault> {
        let email = if is_email(email) { email } else { "" };
        let mut tx = self.store.read().await?;
        let user = users::by_email(&mut tx, email).await?;
        drop(tx);
        attempt.user = user.as_ref().map(|user| user.id.clone());
        let guess = self.count_guess(&self.subjects(caller, email)).await?;
        Ok((user, guess))
    }

    /// The person with this e-mail and password. Unknown e-mails cost as much time as wrong passwords, and count
    /// as much.
    pub(super) async fn known_person(
        &self,
        caller: &Caller,
        email: &str,
        password: &str,
        attempt: &mut Attempt,
    ) -> Result<User, Fault> {
        let (user, guess) = self.guessed_at(caller, email, attempt).await?;
        let hash = user.as_ref().map(|user| user.password_hash.clone());
        let right = self.passwords.verify(password.to_owned(), hash).await?;
        let (true, Some(user)) = (right, user) else { return Err(AppError::WrongCredentials.into()) };
        let mut tx = self.store.write().await?;
        Self::forget_guess(&mut tx, &guess).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// What a guess of the caller at this e-mail is counted under.
    pub(super) fn subjects(&self, caller: &Caller, email: &str) -> Subjects {
        match self.known_browser(caller, email) {
            Some(browser) => Subjects::of_known(browser, caller.address, &self.policy),
            None => Subjects::of(email, caller.address, &self.policy),
        }
    }

    /// Takes back what was counted: it was no failure.
    pub(super) async fn forget_guess(tx: &mut Tx, guess: &[String]) -> Result<(), Fault> {
        for id in guess {
            sign_ins::forget(tx, id).await?;
        }
        Ok(())
    }

    /// Counts a guess, or refuses it when there were too many of late. Returns the names of its records.
    pub(super) async fn count_guess(&self, Subjects(subjects): &Subjects) -> Result<Vec<String>, Fault> {
        let now = self.clock.now();
        let since = earlier(now, self.policy.sign_in_window);
        let _turn = self.passwords.turn().await;
        let mut tx = self.store.write().await?;
        let mut guess = Vec::with_capacity(subjects.len());
        for (subject, limit) in subjects {
            if sign_ins::failures(&mut tx, subject, since).await? >= *limit {
                return Err(AppError::TooMany { seconds: self.policy.sign_in_window.as_secs() }.into());
            }
            let id = ids::text();
            sign_ins::fail(&mut tx, &id, subject, now).await?;
            guess.push(id);
        }
        tx.commit().await?;
        Ok(guess)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_for_its_network() {
        for (address, whom) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::9", "2001:db8:1:2::"),
            ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ] {
            let (address, whom): (IpAddr, IpAddr) =
                (address.parse().expect("an address"), whom.parse().expect("an address"));
            assert_eq!(network(address), whom);
        }
    }

    #[test]
    fn no_email_is_counted_as_another_subject() {
        let policy = Policy::default();
        let address = IpAddr::from([10, 0, 0, 1]);
        let Subjects(real) = Subjects::of("a@shop.test", address, &policy);
        for odd in ["10.0.0.1", "a@shop.test 10.0.0.1", "pair a@shop.test", "address 10.0.0.1"] {
            let Subjects(odd) = Subjects::of(odd, IpAddr::from([10, 0, 0, 2]), &policy);
            assert!(odd.iter().all(|subject| !real.contains(subject)), "{odd:?}");
        }
    }

    #[test]
    fn one_address_keeps_nobody_from_a_link() {
        let policy = Policy::default();
        let of = |address| Subjects::of_reset("a@shop.test", IpAddr::from(address), &policy).0;
        let (one, other) = (of([10, 0, 0, 1]), of([10, 0, 0, 2]));
        let shared: Vec<_> = one.iter().filter(|subject| other.contains(subject)).collect();
        assert!(shared.iter().all(|(_, limit)| *limit > policy.resets_max), "{shared:?}");
    }

    #[test]
    fn what_cannot_be_an_email_is_none() {
        assert!(!is_email("a@shop.test\n10.0.0.1") && !is_email(&"x".repeat(255)) && is_email(&"x".repeat(254)));
    }
}
