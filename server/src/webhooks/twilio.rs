//! `POST /webhooks/twilio`: check the signature over the public address and every parameter, record, have the object
//! looked at, answer. What a callback says of an application is not read: the job asks the vendor. What it says of a text
//! message is: all that follows is what the computer tells of it.

use app::domain::{ApplicationId, service::Application};
use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse as _, Response},
};
use std::sync::Arc;
use url::form_urlencoded;

use crate::{
    carriers::Twilio,
    desk::{CALLBACK_PATH, Shop, again, fault::Fault},
    store::{
        accounts, applications, jobs,
        jobs::Kind,
        webhook_events::{self, Event},
    },
    web::{Client, Rates, refuse},
};

/// The largest callback that is read.
pub const BODY_MAX: usize = 64 * 1024;

/// What the door needs.
#[derive(Clone)]
pub struct Door {
    shop: Arc<Shop>,
    rates: Arc<Rates>,
}

impl Door {
    /// The door of `shop`.
    #[must_use]
    pub const fn new(shop: Arc<Shop>, rates: Arc<Rates>) -> Self {
        Self { shop, rates }
    }
}

/// Takes a callback. 200 for everything that is signed and recorded; 429 for more than an account's applications can ask
/// for, since who brings their own carrier can sign what they like; 401 without a good signature, or 429 when its
/// address sent many such, which are not even looked at: whose token signs is in the database. 5xx only for our own
/// failure. A callback that is lost that way costs time, not the application: the job looks by itself.
pub async fn receive(
    State(door): State<Door>,
    Extension(client): Extension<Client>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(wait) = door.rates.may_send_webhooks(&client) {
        return refuse(wait.into());
    }
    let signature = headers.get("x-twilio-signature").and_then(|value| value.to_str().ok());
    let query = uri.query().unwrap_or_default();
    let told = again(|| hear(&door, query, &body, signature)).await;
    match told.map_err(app::AppError::from) {
        Ok(true) => StatusCode::OK.into_response(),
        Ok(false) => match door.rates.bad_webhook(&client) {
            Ok(()) => {
                tracing::warn!("callback refused");
                StatusCode::UNAUTHORIZED.into_response()
            }
            Err(wait) => refuse(wait.into()),
        },
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

/// Takes a callback; `false` when nobody whom we know signed it.
async fn hear(door: &Door, query: &str, body: &[u8], signature: Option<&str>) -> Result<bool, Fault> {
    let Some(signature) = signature else { return Ok(false) };
    let url = format!("{}{CALLBACK_PATH}?{query}", door.shop.origin);
    let params: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let signed = |twilio: &Twilio| twilio.has_signed(&url, &params, signature);
    match form_urlencoded::parse(query.as_bytes()).next() {
        Some((name, text)) if name == "message" => hear_of_text(door, &text, &params, signed).await,
        Some((name, id)) if name == "application" => hear_of_application(door, &id, signature, signed).await,
        _ => Ok(false),
    }
}

/// Takes the word of what became of a text message. They go out by our own account alone.
async fn hear_of_text(
    Door { shop, .. }: &Door,
    text: &str,
    params: &[(String, String)],
    signed: impl Fn(&Twilio) -> bool,
) -> Result<bool, Fault> {
    if !shop.carriers.ours().is_some_and(signed) {
        return Ok(false);
    }
    if let Some(state) = Twilio::undelivered(params) {
        shop.text_came_back(text, state).await?;
    }
    Ok(true)
}

/// Records that there is something to look at, and has the application looked at.
async fn hear_of_application(
    Door { shop, rates }: &Door,
    id: &str,
    signature: &str,
    signed: impl Fn(&Twilio) -> bool,
) -> Result<bool, Fault> {
    let Ok(id) = id.parse::<ApplicationId>() else { return Ok(false) };
    let mut tx = shop.store.read().await?;
    let found = applications::lookup(&mut tx, &id).await?;
    let account = match &found {
        Some(found) => accounts::lookup(&mut tx, &found.account).await?,
        None => None,
    };
    drop(tx);
    // Signed with the token of the account in which the application was filed.
    let Some(account) = account else { return Ok(false) };
    let Some(twilio) = shop.carriers.of(&account)? else { return Ok(false) };
    if !signed(&twilio) {
        return Ok(false);
    }
    rates.callback(&account.id).map_err(app::AppError::from)?;
    record(shop, &id, signature).await?;
    Ok(true)
}

async fn record(shop: &Shop, id: &ApplicationId, signature: &str) -> Result<(), Fault> {
    let now = shop.clock.now();
    // The same words about the same object have the same signature: they are one event, and worth another look.
    let event = format!("twilio:{signature}");
    let mut tx = shop.store.write().await?;
    // After its last word, too: what was granted may be taken back.
    let counts = |state: &Application| state.under_way() || state.sent();
    if !applications::lookup(&mut tx, id).await?.is_some_and(|found| counts(&found.state)) {
        return Ok(());
    }
    webhook_events::record(&mut tx, &[Event { id: &event, name: "twilio.status", subject: Some(id.as_str()) }], now)
        .await?;
    jobs::ask(&mut tx, Kind::Apply, id.as_str(), now).await?;
    tx.commit().await?;
    shop.store.wake();
    Ok(())
}
