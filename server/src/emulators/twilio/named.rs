//! What a request is about: the resource that its path names first, and whose it would be.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

use super::{Refusal, auth::Caller};

/// A resource of the account that asks.
pub(super) struct Named {
    /// The account that signed the request.
    pub(super) account: String,
    /// The SID, or what else the path says; without the ending of the API of 2010.
    pub(super) name: String,
    path: String,
}

impl Named {
    /// What was found, or Twilio's answer that nothing was.
    pub(super) fn or_missing<T>(&self, found: Option<T>) -> Result<T, Refusal> {
        found.ok_or_else(|| Refusal::not_found(&self.path))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = parts.uri.path().to_owned();
        let nothing = || Refusal::not_found(&path);
        let Caller(account) = parts.extensions.get().cloned().ok_or_else(nothing)?;
        let names = RawPathParams::from_request_parts(parts, state).await.map_err(|_| nothing())?;
        let (_, name) = names.iter().find(|(key, _)| *key != "account").ok_or_else(nothing)?;
        let ended = if path.starts_with("/2010-04-01/") { name.strip_suffix(".json") } else { Some(name) };
        let name = ended.ok_or_else(nothing)?.to_owned();
        Ok(Self { account, name, path })
    }
}
