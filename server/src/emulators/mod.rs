//! Honest HTTP emulators of the vendors Persona and Twilio: their paths, errors, delays and signatures.
//!
//! Only demo mode and `plusone emulate` start them. The adapters reach them over HTTP like the real
//! vendors: nothing here is called by the rest of the server except [`router`] and [`serve`].
//! How tests steer them: `persona/steering.rs` (a word in a file name), `twilio/purchase.rs` and `twilio/messages.rs` (last
//! four digits),
//! `twilio/trust/steering.rs` (a word in a business's name).
//!
//! State lives in memory behind one small lock and every change is first a line of the ledger file,
//! so a restart finds the same numbers owned and the same transactions decided.

mod clock;
mod ids;
mod ledger;
mod persona;
mod settings;
mod twilio;

#[cfg(test)]
mod tests;

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    http::Uri,
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;

use ledger::Book;
pub use settings::{EmulatorSettings, TransactionFields, TransactionStatuses};

/// Why the emulators could not start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum EmulatorError {
    /// A setting is missing or unusable.
    #[error("emulator setting `{0}` {1}")]
    Setting(&'static str, &'static str),
    /// The ledger file could not be read or written.
    #[error("emulator ledger: {0}")]
    Ledger(#[from] std::io::Error),
    /// A complete line of the ledger is not one that the emulators wrote.
    #[error("emulator ledger, line {line}: {reason}")]
    LedgerLine {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The client that delivers webhooks could not be made.
    #[error("emulator webhook client: {0}")]
    Client(#[from] reqwest::Error),
}

/// Both vendors: settings, accounts, the book, and the client for webhooks.
struct World {
    settings: EmulatorSettings,
    book: Mutex<Book>,
    accounts: twilio::Accounts,
    quota: persona::Quota,
    client: reqwest::Client,
}

impl World {
    /// The lock is held for map look-ups and one short append, never across an await.
    fn book(&self) -> MutexGuard<'_, Book> {
        // A poisoned book is still whole: entries are applied only after they were written.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes one router for both vendors (their paths do not collide), replaying the ledger first.
///
/// Must be called inside a tokio runtime: pending decisions and undelivered webhooks are resumed at
/// once. They end when the router is dropped.
///
/// # Errors
/// If a setting is unusable or the ledger cannot be read.
pub fn router(settings: EmulatorSettings) -> Result<Router, EmulatorError> {
    settings.check()?;
    // reqwest is built without a TLS provider; it asks for the process default even for plain http.
    // An error means that the process has one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(persona::WEBHOOK_TIMEOUT)
        .build()?;
    let world = Arc::new(World {
        book: Mutex::new(Book::open(&settings.ledger)?),
        accounts: twilio::Accounts::new(&settings.twilio_accounts),
        quota: persona::Quota::new(settings.rate_limit),
        settings,
        client,
    });
    persona::resume(&world);
    twilio::resume(&world);
    Ok(twilio::routes(&world).merge(persona::routes(&world)).fallback(unknown_path))
}

/// Serves both vendors on `listener` until `shutdown` completes.
///
/// # Errors
/// As [`router`], or if the listener fails.
pub async fn serve(
    listener: TcpListener,
    settings: EmulatorSettings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), EmulatorError> {
    let router = router(settings)?;
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await?;
    Ok(())
}

async fn unknown_path(uri: Uri) -> Response {
    if uri.path().starts_with("/api/") {
        persona::Refusal::not_found().into_response()
    } else {
        twilio::Refusal::not_found(uri.path()).into_response()
    }
}
