//! The plain routes: what is neither a page nor a server function. The router is built from this table, and the test
//! that nobody enters where he may not reads it too.

use app::{domain::Language, place::Place, routes::App, words::speaking};
use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{AxumRouteListing, generate_route_list};
use std::collections::BTreeSet;

use crate::desk::CALLBACK_PATH;

/// Who may enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Whoever is signed in, for what is the account's own.
    SignedIn,
    /// A phone that goes on with an identity, for that alone.
    Phone,
    /// A vendor, by the signature on what it sends.
    Vendor,
}

/// What a route's requests are counted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Pages, and what leads to none.
    Pages,
    /// Searches, as page or server function.
    Searches,
    /// Server functions.
    Calls,
    /// Uploads.
    Uploads,
    /// Event streams.
    Streams,
    /// The site's files.
    Files,
    /// Questions of monitors; they are answered in a word.
    Health,
    /// Webhooks: only those with a bad signature are counted.
    Webhooks,
    /// What readers say of the help.
    Feedback,
}

/// A plain route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Pictures of a document.
    Document,
    /// A selfie.
    Selfie,
    /// Pictures of a document, from a phone.
    PhoneDocument,
    /// A selfie, from a phone.
    PhoneSelfie,
    /// A month of the ledger.
    Statement,
    /// The account's changes.
    Events,
    /// The same for a phone.
    PhoneEvents,
    /// The identity vendor's events.
    Persona,
    /// The carrier's callbacks.
    Twilio,
    /// Whether the process is up.
    Healthz,
    /// Whether it can work.
    Readyz,
    /// The site's files.
    Files,
    /// The help's pictures.
    Pictures,
    /// The site's icon.
    Icon,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its method.
    pub method: &'static Method,
    /// Its path, as axum writes it.
    pub path: &'static str,
    /// Who may enter.
    pub who: Who,
    /// What its requests are counted with.
    pub group: Group,
}

impl Plain {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Document,
        Self::Selfie,
        Self::PhoneDocument,
        Self::PhoneSelfie,
        Self::Statement,
        Self::Events,
        Self::PhoneEvents,
        Self::Persona,
        Self::Twilio,
        Self::Healthz,
        Self::Readyz,
        Self::Files,
        Self::Pictures,
        Self::Icon,
    ];

    /// The table.
    #[must_use]
    pub const fn row(self) -> Row {
        let (method, path, who, group) = match self {
            Self::Document => (&Method::POST, Place::Account.document(), Who::SignedIn, Group::Uploads),
            Self::Selfie => (&Method::POST, Place::Account.selfie(), Who::SignedIn, Group::Uploads),
            Self::PhoneDocument => (&Method::POST, Place::Phone.document(), Who::Phone, Group::Uploads),
            Self::PhoneSelfie => (&Method::POST, Place::Phone.selfie(), Who::Phone, Group::Uploads),
            Self::Statement => (&Method::GET, "/account/statement.csv", Who::SignedIn, Group::Pages),
            Self::Events => (&Method::GET, "/events", Who::SignedIn, Group::Streams),
            Self::PhoneEvents => (&Method::GET, "/events/phone", Who::Phone, Group::Streams),
            Self::Persona => (&Method::POST, "/webhooks/persona", Who::Vendor, Group::Webhooks),
            Self::Twilio => (&Method::POST, CALLBACK_PATH, Who::Vendor, Group::Webhooks),
            Self::Healthz => (&Method::GET, "/healthz", Who::Anybody, Group::Health),
            Self::Readyz => (&Method::GET, "/readyz", Who::Anybody, Group::Health),
            Self::Files => (&Method::GET, "/pkg/{*file}", Who::Anybody, Group::Files),
            Self::Pictures => (&Method::GET, "/help/pictures/{*file}", Who::Anybody, Group::Files),
            Self::Icon => (&Method::GET, "/favicon.svg", Who::Anybody, Group::Files),
        };
        Row { method, path, who, group }
    }

    /// The one at this path of a request.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plain| match plain.row().path.split_once('{') {
            Some((folder, _)) => path.starts_with(folder),
            None => plain.row().path == path,
        })
    }
}

impl Group {
    /// What a request for this path and query is counted with.
    pub fn of(path: &str, query: Option<&str>) -> Self {
        match path {
            "/api/search_numbers" => Self::Searches,
            "/api/give_feedback" => Self::Feedback,
            // The form alone asks nobody.
            "/search" if query.is_some() => Self::Searches,
            path if path.starts_with("/api/") => Self::Calls,
            path => Plain::at(path).map_or(Self::Pages, |plain| plain.row().group),
        }
    }
}

/// Every page. Finding them renders the frame, whose words nobody reads.
pub(super) fn pages() -> Vec<AxumRouteListing> {
    speaking(Language::default(), || generate_route_list(App))
}

/// Every route that there is, as method and path: plain ones, server functions and pages.
#[must_use]
pub fn routes() -> BTreeSet<(String, String)> {
    let plain = Plain::ALL.map(|plain| (plain.row().method.clone(), plain.row().path.to_owned()));
    let doors = server_fn_paths().map(|(path, method)| (method, path.to_owned()));
    let pages = pages().into_iter().map(|page| (Method::GET, page.path().to_owned()));
    plain.into_iter().chain(doors).chain(pages).map(|(method, path)| (method.to_string(), path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_with_its_like() {
        for (address, group) in [
            ("/", Group::Pages),
            ("/search", Group::Pages),
            ("/search?digits=2677", Group::Searches),
            ("/api/search_numbers", Group::Searches),
            ("/api/buy_number", Group::Calls),
            ("/api/none", Group::Calls),
            ("/api/give_feedback", Group::Feedback),
            ("/help/identity-verification", Group::Pages),
            ("/help/pictures/1-confirm.png", Group::Files),
            ("/uploads/selfie", Group::Uploads),
            ("/uploads/none", Group::Pages),
            ("/account/statement.csv", Group::Pages),
            ("/events", Group::Streams),
            ("/uploads/phone/selfie", Group::Uploads),
            ("/events/phone", Group::Streams),
            ("/pkg/plusone.js", Group::Files),
            ("/webhooks/persona", Group::Webhooks),
            ("/webhooks/twilio", Group::Webhooks),
            ("/readyz", Group::Health),
        ] {
            let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
            assert_eq!(Group::of(path, query), group, "{address}");
        }
    }
}
