//! Passkeys, by the browser's own JSON forms of questions and answers (Web Authentication level 3, 5.1; in browsers
//! since March 2025): an older browser is treated as one without passkeys.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

use super::PasskeyTrouble;

/// Makes a passkey as `options` ask; the answer as JSON.
pub(crate) async fn make_passkey(options: &str) -> Result<String, PasskeyTrouble> {
    ask("create", "parseCreationOptionsFromJSON", options).await
}

/// Shows a passkey as `options` ask; the answer as JSON.
pub(crate) async fn show_passkey(options: &str) -> Result<String, PasskeyTrouble> {
    ask("get", "parseRequestOptionsFromJSON", options).await
}

/// Whether the browser has passkeys at all.
pub(crate) fn has_passkeys() -> bool {
    function(&window(), "PublicKeyCredential")
        .is_some_and(|class| function(&class, "parseCreationOptionsFromJSON").is_some())
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

async fn ask(verb: &str, parse: &str, options: &str) -> Result<String, PasskeyTrouble> {
    let asked = begin(verb, parse, options).map_err(|error| trouble(&error))?.ok_or(PasskeyTrouble::Missing)?;
    let credential = JsFuture::from(asked).await.map_err(|error| trouble(&error))?;
    let answer = JSON::stringify(&credential).ok().and_then(|text| text.as_string());
    answer.ok_or(PasskeyTrouble::Missing)
}

fn begin(verb: &str, parse: &str, options: &str) -> Result<Option<Promise>, JsValue> {
    let window = window();
    let Some(class) = function(&window, "PublicKeyCredential") else { return Ok(None) };
    let Some(parse) = function(&class, parse) else { return Ok(None) };
    let public_key = parse.call1(&class, &JSON::parse(options)?)?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &public_key)?;
    let credentials = Reflect::get(&window.navigator(), &"credentials".into())?;
    let Some(verb) = function(&credentials, verb) else { return Ok(None) };
    Ok(verb.call1(&credentials, &request)?.dyn_into().ok())
}

/// Browsers say little on purpose: a person who said no, and an authenticator that has nothing, look alike.
fn trouble(error: &JsValue) -> PasskeyTrouble {
    match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
        Some("NotAllowedError" | "AbortError") => PasskeyTrouble::Stopped,
        Some("InvalidStateError") => PasskeyTrouble::Known,
        _ => PasskeyTrouble::Missing,
    }
}
