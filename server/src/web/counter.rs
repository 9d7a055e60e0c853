//! Who asks: the session behind the cookie, resolved once a request.

use app::{
    AppError,
    desk::{Caller, Counter, Desk},
    domain::Device,
};
use axum::{
    Extension,
    extract::{Request, State},
    http::{header, request::Parts},
    middleware::Next,
    response::Response,
};
use leptos::prelude::{provide_context, use_context};
use std::sync::Arc;

use super::{
    Front,
    client::{Client, cookie},
    language,
};
use crate::desk::kept_email;

/// Puts the [`Caller`] into the request. A session that cannot be read is never taken for none.
pub async fn resolve(
    State(front): State<Front>,
    Extension(client): Extension<Client>,
    mut request: Request,
    next: Next,
) -> Response {
    let Client { address, token, .. } = client;
    let tried = cookie(request.headers(), front.shop.cookie.email_name(), EMAIL_MAX).as_deref().and_then(kept_email);
    let known = cookie(request.headers(), front.shop.cookie.known_name(), KNOWN_MAX);
    let invited = cookie(request.headers(), front.shop.cookie.invite_name(), INVITE_MAX);
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let device = Device::of_agent(agent.unwrap_or_default());
    let session = match &token {
        None => Ok(None),
        Some(token) => front.shop.session(token).await.map_err(AppError::from),
    };
    let phone = match cookie(request.headers(), front.shop.cookie.phone_name(), PHONE_MAX) {
        None => Ok(None),
        Some(token) => front.shop.phone_of(&token).await.map_err(AppError::from),
    };
    let language = language::here(request.extensions()).unwrap_or_default();
    let caller = Caller { session, phone, token, address, device, tried, known, invited, language };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// Gives pages and server functions their [`Counter`]. Called with the request's parts in context.
pub fn provide(desk: &Arc<dyn Desk>) {
    let caller = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Caller>().cloned());
    if let Some(caller) = caller {
        provide_context(Counter { desk: Arc::clone(desk), caller });
    }
}

/// The longest kept e-mail that is read.
const EMAIL_MAX: usize = 400;
/// The longest token of a phone that is read.
pub const PHONE_MAX: usize = 64;
/// The longest word of a known browser that is read.
const KNOWN_MAX: usize = 128;
/// The longest token of an invite that is read.
const INVITE_MAX: usize = 64;
