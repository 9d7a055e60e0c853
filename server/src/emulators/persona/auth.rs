//! Bearer key, API version, rate limit, and the headers of every authenticated answer.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::Refusal;
use crate::emulators::{World, ids};

/// persona-openapi, `schemas/api-version.yaml`. All are answered in the form of the first.
const VERSIONS: [&str; 8] =
    ["2025-12-08", "2025-10-27", "2023-01-05", "2022-09-01", "2021-08-18", "2021-07-05", "2021-02-21", "2020-05-18"];

const WINDOW: Duration = Duration::from_secs(60);

/// Requests of the current minute.
pub(in crate::emulators) struct Quota {
    limit: u32,
    window: Mutex<(Instant, u32)>,
}

struct Spent {
    allowed: bool,
    remaining: u32,
    reset: u64,
}

impl Quota {
    pub(in crate::emulators) fn new(limit: u32) -> Self {
        Self { limit, window: Mutex::new((Instant::now(), 0)) }
    }

    fn spend(&self) -> Spent {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if window.0.elapsed() >= WINDOW {
            *window = (Instant::now(), 0);
        }
        let allowed = window.1 < self.limit;
        if allowed {
            window.1 += 1;
        }
        Spent {
            allowed,
            remaining: self.limit - window.1,
            reset: WINDOW.saturating_sub(window.0.elapsed()).as_secs().max(1),
        }
    }
}

pub(super) async fn require(State(world): State<Arc<World>>, request: Request, next: Next) -> Response {
    if let Err(refusal) = signed_in(&world, request.headers()) {
        return refusal.into_response();
    }
    let spent = world.quota.spend();
    let version = version(request.headers());
    let mut response = match version {
        // 429 is judged before the idempotency layer, so it is never replayed.
        _ if !spent.allowed => Refusal::too_many().into_response(),
        Err(ref refused) => Refusal::bad_request(refused).into_response(),
        Ok(_) => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.insert("RateLimit-Limit", HeaderValue::from(world.quota.limit));
    headers.insert("RateLimit-Remaining", HeaderValue::from(spent.remaining));
    headers.insert("RateLimit-Reset", HeaderValue::from(spent.reset));
    if let Ok(id) = HeaderValue::from_str(&ids::token("req_")) {
        headers.insert("Request-Id", id);
    }
    headers.insert("Persona-Environment-Id", HeaderValue::from_static("env_Emulated"));
    headers.insert("Persona-Organization-Id", HeaderValue::from_static("org_Emulated"));
    if let Ok(version) = version {
        headers.insert("Persona-Version", HeaderValue::from_static(version));
    }
    response
}

fn signed_in(world: &World, headers: &HeaderMap) -> Result<(), Refusal> {
    let sent = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let key = sent.and_then(|value| value.strip_prefix("Bearer "));
    match key {
        Some(key) if key == world.settings.persona_api_key => Ok(()),
        Some(_) => Err(Refusal::unauthorized("Token is invalid")),
        None => Err(Refusal::unauthorized("Must be authenticated to access this endpoint")),
    }
}

/// Persona falls back to the key's own version. The emulator asks for the header, because a client
/// that leaves it out breaks on the day that somebody changes the key.
fn version(headers: &HeaderMap) -> Result<&'static str, String> {
    if headers.get("Key-Inflection").is_some_and(|v| v != "kebab") {
        return Err("Key-Inflection: the emulator answers in kebab case only".into());
    }
    let sent = headers.get("Persona-Version").and_then(|v| v.to_str().ok());
    let sent = sent.ok_or("Persona-Version is missing")?;
    let known = VERSIONS.into_iter().find(|version| *version == sent);
    known.ok_or_else(|| format!("Persona-Version {sent} is not known"))
}
