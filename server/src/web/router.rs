//! Every route.

use app::{
    desk::Desk,
    place::Place,
    shell::{Assets, shell},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get, get_service, post},
};
use leptos::prelude::{LeptosOptions, provide_context, use_context};
use leptos_axum::{LeptosRoutes as _, ResponseOptions};
use secrecy::SecretString;
use std::{
    mem,
    net::IpAddr,
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};
use tokio::sync::Semaphore;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    services::ServeDir,
    set_header::SetResponseHeaderLayer,
    timeout::{RequestBodyTimeoutLayer, TimeoutLayer},
};

use super::{
    again, counter, forms, headers, health, host, language, origin,
    plain::{self, Plain, Row, Who},
    rates::{self, Rates},
    requests, statement, trouble, unread,
};
use crate::{desk::Shop, live, uploads, webhooks};

/// What the web side needs of the house.
#[derive(Clone)]
pub struct Front {
    /// The store.
    pub shop: Arc<Shop>,
    /// Proxies whose word on the client's address counts.
    pub trusted_proxies: Arc<[IpAddr]>,
    /// The vendor's webhook secrets.
    pub webhook_secrets: Arc<Vec<SecretString>>,
    /// The site's files.
    pub assets: Assets,
    /// Where they lie.
    pub site: PathBuf,
    /// Whether the workers run.
    pub working: Arc<AtomicBool>,
}

/// What came in time, but was not answered in time.
const LATE: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
/// The longest that a page or a server function may take; a carrier's search is cut off before.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// A webhook is small, and the vendor itself waits no longer; its body counts.
const WEBHOOK_WITHIN: Duration = Duration::from_secs(10);
/// Uploads come over phones.
const UPLOAD_WITHIN: Duration = Duration::from_secs(300);
/// The longest that an upload may send nothing: it keeps a seat from others.
const UPLOAD_SILENT: Duration = Duration::from_secs(15);

/// The router. Whatever reaches it is counted first, and what goes wrong beyond is dressed last.
pub fn router(front: Front) -> Router {
    let rates = Arc::new(Rates::new(front.shop.policy.rates));
    let pages = pages(&front)
        .layer(middleware::from_fn_with_state(again::PATIENCE, again::once_more))
        .layer(TimeoutLayer::with_status_code(LATE, ANSWER_WITHIN))
        .layer(CompressionLayer::new());
    let (own, others) = plain(&front, &rates);
    let seen = ServiceBuilder::new()
        .layer(middleware::from_fn_with_state(front.clone(), origin::check))
        .layer(middleware::from_fn_with_state(front.clone(), counter::resolve));
    let assets = front.assets.clone();
    Router::new()
        .merge(pages)
        .merge(own)
        .layer(seen)
        .merge(others)
        .layer(middleware::from_fn_with_state((front.clone(), rates), rates::meet))
        .layer(CatchPanicLayer::custom(trouble::panicked))
        .layer(middleware::from_fn(host::once))
        .layer(middleware::from_fn_with_state(assets, trouble::dress))
        .layer(middleware::from_fn_with_state(front.clone(), language::choose))
        .layer(middleware::from_fn_with_state(front.clone(), headers::add))
        .layer(middleware::from_fn(unread::drop_later))
        .layer(middleware::from_fn_with_state(front, requests::tell))
}

/// The plain routes: those of accounts, and those that know of none.
fn plain(front: &Front, rates: &Arc<Rates>) -> (Router, Router) {
    let doors = Doors::new(front, rates);
    let mut both = (Router::new(), Router::new());
    for plain in Plain::ALL {
        let Row { path, who, .. } = plain.row();
        let routes = if matches!(who, Who::SignedIn | Who::Phone) { &mut both.0 } else { &mut both.1 };
        *routes = mem::take(routes).route(path, doors.door(plain));
    }
    both
}

/// What the plain routes are made of.
struct Doors {
    uploads: uploads::Uploads,
    shop: Arc<Shop>,
    events: live::House,
    persona: webhooks::persona::Door,
    twilio: webhooks::twilio::Door,
    ready: health::Ready,
    files: MethodRouter,
    pictures: MethodRouter,
    icon: MethodRouter,
}

impl Doors {
    fn new(front: &Front, rates: &Arc<Rates>) -> Self {
        let shop = Arc::clone(&front.shop);
        Self {
            uploads: uploads::Uploads {
                shop: Arc::clone(&shop),
                decodes: Arc::new(Semaphore::new(2)),
                seats: uploads::Seats::default(),
            },
            events: live::House {
                shop: Arc::clone(&shop),
                build: front.assets.build.as_str().into(),
                streams: live::Streams::default(),
            },
            persona: webhooks::persona::Door::new(&shop, Arc::clone(&front.webhook_secrets), Arc::clone(rates)),
            twilio: webhooks::twilio::Door::new(Arc::clone(&shop), Arc::clone(rates)),
            ready: health::Ready::new(Arc::clone(&front.working), shop.store.clone()),
            files: files(front),
            pictures: pictures(front),
            icon: served(ServeDir::new(&front.site)),
            shop,
        }
    }

    /// What stands behind one of them, with its own limits on body and time.
    fn door(&self, plain: Plain) -> MethodRouter {
        let within = |time| TimeoutLayer::with_status_code(LATE, time);
        let uploads = |place: Place, door: MethodRouter<uploads::Door>| {
            let limits = ServiceBuilder::new()
                .layer(within(UPLOAD_WITHIN))
                .layer(RequestBodyTimeoutLayer::new(UPLOAD_SILENT))
                .layer(DefaultBodyLimit::max(uploads::BODY_MAX));
            door.layer(limits).with_state(uploads::Door { uploads: self.uploads.clone(), place })
        };
        match plain {
            Plain::Document => uploads(Place::Account, post(uploads::document)),
            Plain::Selfie => uploads(Place::Account, post(uploads::selfie)),
            Plain::PhoneDocument => uploads(Place::Phone, post(uploads::document)),
            Plain::PhoneSelfie => uploads(Place::Phone, post(uploads::selfie)),
            Plain::Statement => {
                get(statement::statement).layer(within(ANSWER_WITHIN)).with_state(Arc::clone(&self.shop))
            }
            Plain::Events => get(live::events).with_state(self.events.clone()),
            Plain::PhoneEvents => get(live::phone_events).with_state(self.events.clone()),
            Plain::Persona => {
                let limits = ServiceBuilder::new()
                    .layer(within(WEBHOOK_WITHIN))
                    .layer(DefaultBodyLimit::max(webhooks::persona::BODY_MAX));
                post(webhooks::persona::receive).layer(limits).with_state(self.persona.clone())
            }
            Plain::Twilio => {
                let limits = ServiceBuilder::new()
                    .layer(within(WEBHOOK_WITHIN))
                    .layer(DefaultBodyLimit::max(webhooks::twilio::BODY_MAX));
                post(webhooks::twilio::receive).layer(limits).with_state(self.twilio.clone())
            }
            Plain::Healthz => get(health::healthz),
            Plain::Readyz => get(health::readyz).with_state(self.ready.clone()),
            Plain::Files => self.files.clone(),
            Plain::Pictures => self.pictures.clone(),
            Plain::Icon => self.icon.clone(),
        }
    }
}

/// Pages and server functions, each with the same context.
fn pages(front: &Front) -> Router {
    let desk: Arc<dyn Desk> = Arc::clone(&front.shop) as Arc<dyn Desk>;
    let assets = front.assets.clone();
    // On every page: a policy stays while the page's own code goes from one page to the next.
    let vendor = front.shop.inquiries.as_ref().map(|inquiries| inquiries.hosted().to_vec()).unwrap_or_default();
    let context = {
        let assets = assets.clone();
        move || {
            provide_context(assets.clone());
            counter::provide(&desk);
            language::provide();
            let nonce = use_context::<leptos::nonce::Nonce>();
            if let (Some(nonce), Some(response)) = (nonce, use_context::<ResponseOptions>()) {
                let mut policy = axum::http::HeaderMap::new();
                headers::set_policy(&mut policy, &nonce, &vendor);
                for (name, value) in &policy {
                    response.insert_header(name.clone(), value.clone());
                }
            }
        }
    };
    let routes = plain::pages();
    // leptos_axum wants its options as state; the names of our files come from the site itself.
    let options = LeptosOptions::builder().output_name("plusone").build();
    Router::new()
        .leptos_routes_with_context(&options, routes, context.clone(), {
            let assets = assets.clone();
            move || shell(assets.clone())
        })
        .fallback({
            let handler = leptos_axum::render_app_async_with_context(context, move || shell(assets.clone()));
            move |request: Request| {
                let no_door = forms::no_such_door(&request);
                let page = handler(request);
                async move {
                    match no_door {
                        Some(answer) => answer,
                        None => not_found(page.await),
                    }
                }
            }
        })
        .layer(middleware::from_fn(forms::within))
        .with_state(options)
}

fn not_found(page: Response) -> Response {
    (StatusCode::NOT_FOUND, page).into_response()
}

/// The built files. Their names change with their content when they are built for release.
fn files(front: &Front) -> MethodRouter {
    let hashed = front.assets.js != "plusone.js";
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let files = ServeDir::new(&front.site).precompressed_br().precompressed_gzip();
    let worker = front.assets.capture.as_ref().map(|script| format!("/pkg/{script}"));
    kept(files, cache).layer(middleware::from_fn(move |request: Request, next: Next| {
        let works = worker.as_deref() == Some(request.uri().path());
        async move {
            let mut answer = next.run(request).await;
            if works {
                headers::set_worker_policy(answer.headers_mut());
            }
            answer
        }
    }))
}

/// The help's pictures, which are taken anew under the same names.
fn pictures(front: &Front) -> MethodRouter {
    kept(ServeDir::new(&front.site), "public, max-age=3600")
}

/// Files that browsers may keep.
fn kept(files: ServeDir, cache: &'static str) -> MethodRouter {
    served(files).layer(SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        // A file that is missing for the moment of a deployment must not stay missing for a year.
        move |answer: &Response| {
            let there = answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED;
            there.then(|| HeaderValue::from_static(cache))
        },
    ))
}

/// Files, each with its type.
fn served(files: ServeDir) -> MethodRouter {
    get_service(files).layer(SetResponseHeaderLayer::overriding(header::CONTENT_TYPE, with_charset))
}

/// The type of a file that is text and does not say in which letters: ours are all UTF-8.
fn with_charset(answer: &Response) -> Option<HeaderValue> {
    let kind = answer.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    let unsaid = (kind.starts_with("text/") || kind.ends_with("+xml")) && !kind.contains("charset");
    unsaid.then(|| HeaderValue::from_str(&format!("{kind}; charset=utf-8")).ok()).flatten()
}
