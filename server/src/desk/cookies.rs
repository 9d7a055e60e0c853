//! The cookies: the session's, a phone's that goes on with an identity, one by which a browser is known, one that keeps
//! the e-mail of a sign-in that failed, one that keeps the token of an invite for as long as it takes to show its link, and
//! one of the language that was chosen.

use app::domain::Language;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use super::guesses::is_email;

/// How long a browser is known after its person signed in: half a year, in seconds.
const KNOWN_FOR: u64 = 180 * 86_400;

/// How long a browser keeps the language that was chosen in it: a year, in seconds.
const LANGUAGE_FOR: u64 = 365 * 86_400;

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

    pub(super) fn set(self, token: &str, seconds: u64) -> String {
        format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{}", self.name(), self.over_tls())
    }

    const fn over_tls(self) -> &'static str {
        if self.secure { "; Secure" } else { "" }
    }

    /// The name of the cookie by which a browser is known.
    #[must_use]
    pub const fn known_name(self) -> &'static str {
        if self.secure { "__Host-plusone-known" } else { "plusone-known" }
    }

    /// Keeps what a browser is known by.
    pub(super) fn keep_known(self, known: &str) -> String {
        let name = self.known_name();
        format!("{name}={known}; Path=/; HttpOnly; SameSite=Strict; Max-Age={KNOWN_FOR}{}", self.over_tls())
    }

    /// The name of the cookie that holds the language.
    #[must_use]
    pub const fn language_name(self) -> &'static str {
        if self.secure { "__Host-plusone-language" } else { "plusone-language" }
    }

    /// Keeps the language that was chosen. Whoever comes by a link in a mail finds it too: it is lax.
    pub(super) fn keep_language(self, language: Language) -> String {
        let name = self.language_name();
        format!("{name}={language}; Path=/; HttpOnly; SameSite=Lax; Max-Age={LANGUAGE_FOR}{}", self.over_tls())
    }

    /// The name of the cookie by which a phone goes on.
    #[must_use]
    pub const fn phone_name(self) -> &'static str {
        if self.secure { "__Host-plusone-phone" } else { "plusone-phone" }
    }

    /// Keeps what a phone shows to go on; for no seconds, forgets it. Whoever is signed in on it stays so.
    pub(super) fn keep_phone(self, token: &str, seconds: u64) -> String {
        let name = self.phone_name();
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{}", self.over_tls())
    }

    /// The name of the cookie that holds the token of an invite.
    #[must_use]
    pub const fn invite_name(self) -> &'static str {
        if self.secure { "__Host-plusone-invite" } else { "plusone-invite" }
    }

    /// Keeps the token of an invite for a minute, for the page that shows its link: a form without script is sent on to
    /// one, whose own address must not hold it.
    pub(super) fn keep_invite(self, token: &str) -> String {
        let name = self.invite_name();
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=60{}", self.over_tls())
    }

    /// The name of the cookie that holds the e-mail of a sign-in that failed.
    #[must_use]
    pub const fn email_name(self) -> &'static str {
        if self.secure { "__Host-plusone-email" } else { "plusone-email" }
    }

    /// Keeps an e-mail for a minute, for the sign-in page: neither an address nor a log holds it.
    pub(super) fn keep_email(self, email: &str) -> String {
        let email =
            BASE64_URL_SAFE_NO_PAD.encode(Some(email.trim()).filter(|email| is_email(email)).unwrap_or_default());
        let name = self.email_name();
        format!("{name}={email}; Path=/; HttpOnly; SameSite=Strict; Max-Age=60{}", self.over_tls())
    }
}

/// The e-mail that such a cookie holds.
#[must_use]
pub fn kept_email(cookie: &str) -> Option<String> {
    let email = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cookie).ok()?).ok()?;
    Some(email).filter(|email| !email.is_empty() && is_email(email))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_comes_back_from_its_cookie() {
        let cookie = |secure, email: &str| SignInCookie { secure, seconds: 60 }.keep_email(email);
        let value = |cookie: String| cookie.split(['=', ';']).nth(1).map(str::to_owned).expect("a value");
        for email in ["a@shop.test", "ü; Max-Age=9@shop.test", "\"<b>\"@shop.test"] {
            assert_eq!(kept_email(&value(cookie(false, email))).as_deref(), Some(email));
        }
        let (over_tls, plain) = (cookie(true, "a@shop.test"), cookie(false, "a@shop.test"));
        assert!(over_tls.starts_with("__Host-plusone-email=") && over_tls.ends_with("; Secure"), "{over_tls}");
        assert!(plain.starts_with("plusone-email=") && !plain.contains("Secure"), "{plain}");
        for none in ["", "a\nb@shop.test", &"x".repeat(255)] {
            assert_eq!(kept_email(&value(cookie(false, none))), None, "{none:?}");
        }
        assert_eq!((kept_email("%"), kept_email("_w")), (None, None), "somebody else's words");
    }
}
