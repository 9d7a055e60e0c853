//! Signing in and out, and who is signed in.

use app::{
    AppError,
    desk::{Caller, DemoAccount, SignedIn, Standing, Viewer},
    domain::{Telephony, UserId, verification::Verification},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use std::net::{IpAddr, Ipv6Addr};

use super::{Shop, fault::Fault};
use crate::{
    demo, ids,
    store::{Tx, accounts, accounts::Account, sessions, sessions::Session, sign_ins, users},
};

/// The shape of the session cookie.
#[derive(Clone, Copy, Debug)]
pub struct SignInCookie {
    /// Whether the site is served over TLS; only then may the name carry the `__Host-` promise.
    pub secure: bool,
    /// Its life in seconds.
    pub seconds: u64,
}

impl SignInCookie {
    /// The cookie's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        if self.secure { "__Host-plusone" } else { "plusone" }
    }

    fn set(self, token: &str, seconds: u64) -> String {
        format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{}", self.name(), self.over_tls())
    }

    const fn over_tls(self) -> &'static str {
        if self.secure { "; Secure" } else { "" }
    }

    /// Keeps an e-mail for the sign-in page alone, and for a minute: neither an address nor a log holds it.
    pub(super) fn keep_email(self, email: &str) -> String {
        let email =
            BASE64_URL_SAFE_NO_PAD.encode(Some(email.trim()).filter(|email| is_email(email)).unwrap_or_default());
        format!("{EMAIL_COOKIE}={email}; Path=/sign-in; HttpOnly; SameSite=Strict; Max-Age=60{}", self.over_tls())
    }
}

/// The cookie that holds the e-mail of a sign-in that failed.
pub const EMAIL_COOKIE: &str = "plusone-email";

/// The e-mail that [`EMAIL_COOKIE`] holds.
#[must_use]
pub fn kept_email(cookie: &str) -> Option<String> {
    let email = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cookie).ok()?).ok()?;
    Some(email).filter(|email| !email.is_empty() && is_email(email))
}

/// The longest e-mail address (RFC 5321, 4.5.3.1.3 less the brackets).
const EMAIL_MAX: usize = 254;

/// What a guess is counted under, each with its limit.
struct Subjects([(String, i64); 3]);

impl Subjects {
    /// Nobody can lock an account out from one address: a single address is stopped early at one e-mail, and only
    /// many addresses together stop the e-mail for all. The words in front keep an e-mail that looks like an address
    /// apart from one.
    fn of(email: &str, address: IpAddr, policy: &crate::policy::Policy) -> Self {
        let address = network(address);
        Self([
            (format!("pair {email}\n{address}"), policy.sign_in_failures_max),
            (format!("email {email}"), policy.sign_in_failures_max_email),
            (format!("address {address}"), policy.sign_in_failures_max_address),
        ])
    }
}

/// Whom an address stands for: a household has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (!0 << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Whether an e-mail can be anybody's; what cannot must not reach the database.
fn is_email(text: &str) -> bool {
    text.len() <= EMAIL_MAX && !text.chars().any(char::is_control)
}

/// The form in which a session token is stored.
#[must_use]
pub fn hash_token(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

impl Shop {
    pub(super) async fn enter(&self, caller: &Caller, email: &str, password: &str) -> Result<String, AppError> {
        let email = email.trim().to_lowercase();
        let user = self.known_person(caller, &email, password).await?;
        Ok(self.open_session(caller, &user).await?)
    }

    pub(super) async fn enter_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, AppError> {
        if !self.demo {
            return Err(AppError::NotFound);
        }
        let mut tx = self.store.read().await.map_err(Fault::from)?;
        let user = users::by_email(&mut tx, demo::email(who)).await.map_err(Fault::from)?;
        drop(tx);
        Ok(self.open_session(caller, &user.ok_or(AppError::NotFound)?.id).await?)
    }

    /// The person with this e-mail and password. Unknown e-mails cost as much time as wrong passwords, and count
    /// as much. A guess is counted before its password is looked at, so hanging up early does not hide it.
    async fn known_person(&self, caller: &Caller, email: &str, password: &str) -> Result<UserId, Fault> {
        // What cannot be an e-mail is hashed and counted like an unknown one, under none of its own.
        let email = if is_email(email) { email } else { "" };
        let subjects = Subjects::of(email, caller.address, &self.policy);
        let guess = self.count_guess(&subjects).await?;
        let mut tx = self.store.read().await?;
        let user = users::by_email(&mut tx, email).await?;
        drop(tx);
        let hash = user.as_ref().map(|user| user.password_hash.clone());
        let right = self.passwords.verify(password.to_owned(), hash).await?;
        let (true, Some(user)) = (right, user) else { return Err(AppError::WrongCredentials.into()) };
        let mut tx = self.store.write().await?;
        for id in &guess {
            sign_ins::forget(&mut tx, id).await?;
        }
        tx.commit().await?;
        Ok(user.id)
    }

    /// Counts a guess, or refuses it when there were too many of late. Returns the names of its records.
    async fn count_guess(&self, Subjects(subjects): &Subjects) -> Result<Vec<String>, Fault> {
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

    /// A new token at every sign-in; the one that the browser came with ends.
    async fn open_session(&self, caller: &Caller, user: &UserId) -> Result<String, Fault> {
        let mut secret = [0_u8; 32];
        rand::rng().fill_bytes(&mut secret);
        let token = BASE64_URL_SAFE_NO_PAD.encode(secret);
        let mut tx = self.store.write().await?;
        if let Some(old) = &caller.token {
            sessions::remove(&mut tx, &hash_token(old)).await?;
        }
        sessions::add(&mut tx, &hash_token(&token), user, self.clock.now()).await?;
        tx.commit().await?;
        Ok(self.cookie.set(&token, self.cookie.seconds))
    }

    pub(super) async fn leave(&self, caller: &Caller) -> Result<String, AppError> {
        if let Some(token) = &caller.token {
            let mut tx = self.store.write().await.map_err(Fault::from)?;
            sessions::remove(&mut tx, &hash_token(token)).await.map_err(Fault::from)?;
            tx.commit().await.map_err(Fault::from)?;
        }
        Ok(self.cookie.set("", 0))
    }

    /// The live session with this token. Its last use is written down at most once a minute.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>, AppError> {
        Ok(self.find_session(token).await?)
    }

    async fn find_session(&self, token: &str) -> Result<Option<SignedIn>, Fault> {
        let Some(session) = self.known_session(token).await? else { return Ok(None) };
        let now = self.clock.now();
        if now.since(session.seen_at).as_secs() >= 60 {
            let mut tx = self.store.write().await?;
            sessions::touch(&mut tx, &hash_token(token), now).await?;
            tx.commit().await?;
        }
        Ok(Some(SignedIn { user: session.user, account: session.account, telephony: session.telephony }))
    }

    /// Whether a session with this token lives. Asking is no use of it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session_lives(&self, token: &str) -> Result<bool, AppError> {
        Ok(self.known_session(token).await?.is_some())
    }

    async fn known_session(&self, token: &str) -> Result<Option<Session>, Fault> {
        let now = self.clock.now();
        let (opened, seen) = (earlier(now, self.policy.session_life), earlier(now, self.policy.session_idle));
        let mut tx = self.store.read().await?;
        Ok(sessions::lookup(&mut tx, &hash_token(token), opened, seen).await?)
    }

    pub(super) async fn show_viewer(&self, who: &SignedIn) -> Result<Viewer, AppError> {
        Ok(self.read_viewer(who).await?)
    }

    async fn read_viewer(&self, who: &SignedIn) -> Result<Viewer, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        self.viewer_of(&mut tx, who, account).await
    }

    /// The signed-in person and how their account stands.
    pub(super) async fn viewer_of(&self, tx: &mut Tx, who: &SignedIn, account: Account) -> Result<Viewer, Fault> {
        let user = users::lookup(tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        let case = self.case(tx, &who.account).await?;
        let standing = match (account.telephony, &account.approval, case.map(|case| case.state)) {
            (Telephony::OwnCarrier, ..) => Standing::OwnCarrier,
            (Telephony::LcPhone, Some(_), _) => Standing::Verified,
            (_, None, Some(Verification::Submitted { .. })) => Standing::Checking,
            (_, None, Some(Verification::UnderReview { .. })) => Standing::UnderReview,
            (_, None, Some(Verification::Declined)) => Standing::Declined,
            (_, None, _) => Standing::NotVerified,
        };
        let id = account.id;
        Ok(Viewer { id, account: account.name, email: user.email, telephony: account.telephony, standing })
    }
}

/// The moment `by` before `at`.
pub(crate) fn earlier(at: app::domain::Timestamp, by: std::time::Duration) -> app::domain::Timestamp {
    let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    app::domain::Timestamp::from_micros(at.micros().saturating_sub(by))
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
    fn an_email_comes_back_from_its_cookie() {
        let cookie = |secure, email: &str| SignInCookie { secure, seconds: 60 }.keep_email(email);
        let value = |cookie: String| cookie.split(['=', ';']).nth(1).map(str::to_owned).expect("a value");
        for email in ["a@shop.test", "ü; Max-Age=9@shop.test", "\"<b>\"@shop.test"] {
            assert_eq!(kept_email(&value(cookie(false, email))).as_deref(), Some(email));
        }
        assert!(cookie(true, "a@shop.test").ends_with("; Secure") && !cookie(false, "a@shop.test").contains("Secure"));
        for none in ["", "a\nb@shop.test", &"x".repeat(255)] {
            assert_eq!(kept_email(&value(cookie(false, none))), None, "{none:?}");
        }
        assert_eq!((kept_email("%"), kept_email("_w")), (None, None), "somebody else's words");
    }

    #[test]
    fn no_email_is_counted_as_another_subject() {
        let policy = crate::policy::Policy::default();
        let address = IpAddr::from([10, 0, 0, 1]);
        let Subjects(real) = Subjects::of("a@shop.test", address, &policy);
        for odd in ["10.0.0.1", "a@shop.test 10.0.0.1", "pair a@shop.test", "address 10.0.0.1"] {
            let Subjects(odd) = Subjects::of(odd, IpAddr::from([10, 0, 0, 2]), &policy);
            assert!(odd.iter().all(|subject| !real.contains(subject)), "{odd:?}");
        }
        assert!(!is_email("a@shop.test\n10.0.0.1") && !is_email(&"x".repeat(255)) && is_email(&"x".repeat(254)));
    }
}
