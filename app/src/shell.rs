//! The document around the application: head, styles, and the script that wakes the page.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

use crate::{routes::App, words::words};

/// Names of the built files, read by the server once, at its start.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Assets {
    /// The wasm's JavaScript, under `/pkg/`.
    pub js: String,
    /// The wasm, under `/pkg/`.
    pub wasm: String,
    /// The styles, under `/pkg/`.
    pub css: String,
    /// Names what is in them: another one means that a page is older or newer than the store.
    pub build: String,
}

/// The whole document. The policy forbids styles and handlers within it; the one script carries the request's nonce.
#[must_use]
pub fn shell(assets: Assets) -> impl IntoView {
    let Assets { js, wasm, css, build } = assets;
    let (js, wasm, css) = (format!("/pkg/{js}"), format!("/pkg/{wasm}"), format!("/pkg/{css}"));
    // What leptos' own HydrationScripts does, without reading files for each request, and without the nonce in
    // `crossorigin`, which makes Firefox drop the preload.
    let wake = format!("import init,{{hydrate}} from {js:?};await init({{module_or_path:{wasm:?}}});hydrate();");
    view! {
        <!DOCTYPE html>
        <html lang=words().lang data-build=build>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#172120" media="(prefers-color-scheme: dark)" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=css />
                <link rel="modulepreload" href=js />
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
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
