//! What the driver sends in the identity vendor's name.

use plusone::{clock::Clock, demo::PERSONA_WEBHOOK_SECRET};
use reqwest::{Client, StatusCode, header::CONTENT_TYPE};

use super::{
    buyer::Stuck,
    signed::{event, signature},
};

/// Says that something happened to a hand-over.
pub fn updated(id: &str, name: &str) -> String {
    event(id, "transaction.status-updated", "transaction", name)
}

/// One of the events that mean nothing here: a repeated one, one of an object that nobody knows, and two of other kinds.
pub fn stray(turn: u32) -> String {
    let id = format!("evt_stray_{turn}");
    match turn % 4 {
        0 => updated("evt_stray", "txn_stray"),
        1 => updated(&id, &format!("txn_stray_{turn}")),
        2 => event(&id, "inquiry.completed", "inquiry", &format!("inq_stray_{turn}")),
        _ => event(&id, "report/watchlist.ready", "report/watchlist", &format!("rep_stray_{turn}")),
    }
}

/// Signs and delivers an event.
pub async fn deliver(http: &Client, url: &str, body: String) -> Result<(), Stuck> {
    let seconds = Clock::system().now().micros() / 1_000_000;
    let request = http.post(format!("{url}/webhooks/persona"));
    let request = request.header("persona-signature", signature(PERSONA_WEBHOOK_SECRET, seconds, &body));
    match request.header(CONTENT_TYPE, "application/json").body(body).send().await {
        Ok(answer) if answer.status() == StatusCode::OK => Ok(()),
        Ok(answer) => Err(Stuck(format!("a webhook: {}", answer.status()))),
        Err(error) => Err(Stuck(format!("a webhook: {error:?}"))),
    }
}
