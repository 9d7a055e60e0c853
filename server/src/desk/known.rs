//! Browsers in which a person signed in before. Strangers who guess at one e-mail from many addresses are stopped
//! together; its owner must not be stopped with them, and shows a cookie that they do not have (a device cookie, as
//! OWASP calls it). It lets nobody in: it only has a count of its own.
//!
//! Nothing of it is stored. It is a random name and a mark of name and e-mail, which only this house can make.

use app::desk::Caller;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;

use super::Shop;

/// What is marked: for no other e-mail the browser is known. Neither a cookie nor an e-mail has the end of a line in it.
fn context(name: &str, email: &str) -> String {
    format!("known-browser\n{name}\n{email}")
}

impl Shop {
    /// The name of the caller's browser, if whoever has this e-mail signed in there before.
    pub(super) fn known_browser<'c>(&self, caller: &'c Caller, email: &str) -> Option<&'c str> {
        let (name, mark) = caller.known.as_deref()?.split_once('.')?;
        let mark = BASE64_URL_SAFE_NO_PAD.decode(mark).ok()?;
        self.vault.is_marked(&context(name, email), &mark).then_some(name)
    }

    /// The cookie by which the caller's browser is known from now on, as one of whoever has this e-mail.
    pub(super) fn make_known(&self, caller: &Caller, email: &str) -> String {
        let name = self.known_browser(caller, email).map_or_else(new_name, str::to_owned);
        let mark = BASE64_URL_SAFE_NO_PAD.encode(self.vault.mark(&context(&name, email)));
        self.cookie.keep_known(&format!("{name}.{mark}"))
    }
}

fn new_name() -> String {
    let mut name = [0_u8; 16];
    rand::rng().fill_bytes(&mut name);
    BASE64_URL_SAFE_NO_PAD.encode(name)
}
