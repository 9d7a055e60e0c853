//! The document around the application: head, styles, and the script that wakes the page.

use std::collections::{BTreeSet, HashMap};

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;

#[cfg(feature = "ssr")]
use crate::{
    AppError,
    components::header::Brand,
    domain::Language,
    words::{Mishap, speaking, words},
};
use crate::{parts::Part, routes::App, words::spoken};

/// Names of the built files, read by the server once, at its start.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Assets {
    /// The wasm's JavaScript, under `/pkg/`.
    pub js: String,
    /// The wasm's first part, under `/pkg/`.
    pub wasm: String,
    /// The files, under `/pkg/`, of each part besides, by its name.
    #[serde(default)]
    pub parts: HashMap<String, Vec<String>>,
    /// The capture worker's script, under `/pkg/`.
    #[serde(default)]
    pub capture: Option<String>,
    /// The styles, under `/pkg/`.
    pub css: String,
    /// Names what is in them: another one means that a page is older or newer than the store.
    pub build: String,
}

/// The whole document. The policy forbids styles and handlers within it; the one script carries the request's nonce.
#[must_use]
pub fn shell(assets: Assets) -> impl IntoView {
    let Assets { js, wasm, mut parts, capture, css, build } = assets;
    // It names a host that leptos made up.
    let asked = use_context::<RequestUrl>().and_then(|url| Part::of(url.parse().ok()?.path()));
    // The page wakes with the words of its language, and what several parts need is a file of each.
    let names = [spoken().part(), asked.map(Part::name)];
    let early: BTreeSet<String> = names.into_iter().flatten().filter_map(|name| parts.remove(name)).flatten().collect();
    let (js, wasm, css) = (format!("/pkg/{js}"), format!("/pkg/{wasm}"), format!("/pkg/{css}"));
    // What leptos' own HydrationScripts does, without reading files for each request, and without the nonce in
    // `crossorigin`, which makes Firefox drop the preload.
    let wake = format!("import init,{{hydrate}} from {js:?};await init({{module_or_path:{wasm:?}}});hydrate();");
    view! {
        <!DOCTYPE html>
        <html lang=spoken().as_str() data-build=build data-capture=capture.map(|script| format!("/pkg/{script}"))>
            <head>
                <Look css=css />
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#172120" media="(prefers-color-scheme: dark)" />
                <link rel="modulepreload" href=js />
                <Wasm file=wasm />
                {early.into_iter().map(|file| view! { <Wasm file=format!("/pkg/{file}") /> }).collect_view()}
                <script type="module" nonce=use_nonce()>
                    {wake}
                </script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Wasm that the script will ask for, fetched while the script itself is.
#[component]
fn Wasm(file: String) -> impl IntoView {
    view! { <link rel="preload" href=file r#as="fetch" r#type="application/wasm" crossorigin="anonymous" /> }
}

/// What every document's head says: how it is written, and how it looks.
#[component]
fn Look(css: String) -> impl IntoView {
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href=css />
    }
}

/// The document that stands for a page which could not be reached: the frame without an account, and what is wrong.
#[cfg(feature = "ssr")]
#[must_use]
pub fn trouble(assets: &Assets, language: Language, error: &AppError) -> String {
    let page = || {
        let Mishap { title, text } = (words().problems.error)(error);
        let frame = &words().frame;
        view! {
            <!DOCTYPE html>
            <html lang=language.as_str()>
                <head>
                    <Look css=format!("/pkg/{}", assets.css) />
                    <title>{(frame.title)(&title)}</title>
                </head>
                <body>
                    <header class="top">
                        <Brand />
                    </header>
                    <main>
                        <div class="page empty">
                            <h1>{title.clone()}</h1>
                            <p class="lead">{text}</p>
                            <a class="button main" href="/search">
                                {frame.missing_way}
                            </a>
                        </div>
                    </main>
                </body>
            </html>
        }
        .to_html()
    };
    speaking(language, || Owner::new_root(None).with(page))
}
