//! What every answer carries, and what a browser shows when there is no page.

use app::desk::{AccessView, DemoAccount};
use plusone::web::plain::routes;
use reqwest::{
    Method, Response,
    header::{ACCEPT, ACCEPT_ENCODING, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN},
};
use std::fs;

use crate::{
    database::{Database, on_both},
    shop::{Plan, TestShop},
};

on_both!(
    every_answer_carries_what_browsers_need,
    a_nonce_is_used_once,
    what_leads_nowhere_is_a_page_of_the_house,
    a_stream_and_a_file_are_kept_from_other_sites,
    signing_out_has_the_browser_forget,
    no_other_site_is_let_in,
    no_request_is_sent_back,
    built_files_say_what_they_are,
    a_document_asks_early_for_the_parts_of_its_own_page
);

/// What no answer may say.
const INTERNAL: [&str; 8] =
    ["panicked", "axum", "leptos", ".rs:", "server function", "Extension", "sqlx", "Method Not"];

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

/// Every route, with something in the places of what is named there.
fn known() -> Vec<(String, String)> {
    let named = |path: String| path.replace("{id}", "x").replace("{*file}", "x");
    routes().into_iter().map(|(method, path)| (method, named(path))).collect()
}

async fn every_answer_carries_what_browsers_need(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let known = known();
    let odd = [("GET", "/nowhere"), ("PUT", "/orders"), ("OPTIONS", "/search"), ("POST", "/api/none")];
    let odd = odd.map(|(method, path)| (method.to_owned(), path.to_owned()));
    for (method, path) in known.into_iter().chain(odd) {
        let request = shop.http.request(method.parse::<Method>().expect("a method"), format!("{}{path}", shop.url));
        let answer = buyer.request(request).header(ORIGIN, &shop.url).send().await.expect("an answer");
        let policy = header(&answer, "content-security-policy");
        for directive in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action"] {
            assert!(policy.contains(directive), "{method} {path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{method} {path}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(self), microphone=(), geolocation=()"),
            ("cache-control", "no-store"),
            ("strict-transport-security", ""),
            ("server", ""),
            ("x-powered-by", ""),
        ] {
            assert_eq!(header(&answer, name), value, "{method} {path}: {name}");
        }
    }
}

async fn a_nonce_is_used_once(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let nonce = async || {
        let answer = shop.visitor().get("/sign-in").await;
        let policy = header(&answer, "content-security-policy").to_owned();
        let nonce =
            policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
        let page = answer.text().await.expect("a page");
        let scripts: Vec<_> = page.split("<script").skip(1).collect();
        assert!(!scripts.is_empty() && scripts.iter().all(|script| script.contains(&format!("nonce=\"{nonce}\""))));
        nonce
    };
    let (first, second) = (nonce().await, nonce().await);
    assert_ne!(first, second);
    assert!(first.len() >= 22, "128 bits: {first}");
}

async fn what_leads_nowhere_is_a_page_of_the_house(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let nothing = "There is nothing here";
    for (method, path, origin, status, words) in [
        ("GET", "/nowhere", &shop.url[..], 404, nothing),
        ("GET", "/orders/none", &shop.url, 404, nothing),
        ("GET", "/pkg/none.js", &shop.url, 404, nothing),
        ("GET", "/favicon.svg", &shop.url, 404, nothing),
        ("POST", "/nowhere", &shop.url, 404, nothing),
        ("GET", "/api/buy_number", &shop.url, 405, nothing),
        ("GET", "/uploads/selfie", &shop.url, 405, nothing),
        ("POST", "/orders", &shop.url, 405, nothing),
        ("DELETE", "/orders/x", &shop.url, 405, nothing),
        ("POST", "/api/sign_out", "https://evil.example", 403, "That did not come from the store"),
        ("POST", "/uploads/selfie", "null", 403, "That did not come from the store"),
    ] {
        let request = || {
            let request = shop.http.request(method.parse::<Method>().expect("a method"), format!("{}{path}", shop.url));
            buyer.request(request).header(ORIGIN, origin)
        };
        let answer = request().header(ACCEPT, "text/html,*/*;q=0.8").send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{method} {path}");
        assert!(header(&answer, "content-type").starts_with("text/html"), "{method} {path}");
        let page = answer.text().await.expect("a page");
        assert!(page.contains(words) && page.contains("PlusOne"), "{method} {path}: {page}");
        let plain = request().send().await.expect("an answer");
        assert_eq!(plain.status(), status, "{method} {path}");
        let plain = plain.text().await.expect("text");
        for word in INTERNAL {
            assert!(!page.contains(word) && !plain.contains(word), "{method} {path} says {word}: {plain}");
        }
    }
    assert!(buyer.orders().await.is_empty(), "the session is still there");
}

async fn a_stream_and_a_file_are_kept_from_other_sites(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let fetch = |site: &'static str, mode: &'static str, dest: &'static str| {
        [("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", dest)]
    };
    for (headers, page, personal) in [
        (fetch("same-origin", "cors", "empty"), 200, 200),
        (fetch("same-origin", "navigate", "document"), 200, 200),
        (fetch("none", "navigate", "document"), 200, 200),
        (fetch("cross-site", "navigate", "document"), 200, 403),
        (fetch("same-site", "navigate", "document"), 200, 403),
        (fetch("cross-site", "cors", "empty"), 403, 403),
        (fetch("same-site", "cors", "empty"), 403, 403),
        (fetch("cross-site", "no-cors", "image"), 403, 403),
        (fetch("cross-site", "navigate", "iframe"), 403, 403),
        (fetch("same-origin", "navigate", "iframe"), 403, 403),
        (fetch("same-origin", "no-cors", "script"), 403, 403),
    ] {
        for (path, status) in [("/orders", page), ("/account/statement.csv", personal), ("/events", personal)] {
            let request = buyer.request(shop.http.get(format!("{}{path}", shop.url)));
            let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            assert_eq!(request.send().await.expect("an answer").status(), status, "{path} {headers:?}");
        }
    }
    let request = buyer.request(shop.http.get(format!("{}/events", shop.url))).header(ORIGIN, "https://evil.example");
    assert_eq!(request.send().await.expect("an answer").status(), 403);
}

async fn signing_out_has_the_browser_forget(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    for accept in ["text/html", "*/*"] {
        for (door, forgets) in
            [("sign_out", true), ("end_all_sessions", true), ("end_session", true), ("end_other_sessions", false)]
        {
            let buyer = shop.sign_in(DemoAccount::Verified).await;
            let access: AccessView = buyer.call("show_access", &[]).await.expect("the person's own");
            let fields = [("session", access.sessions[0].id.as_str())];
            let form = buyer.form(&format!("/api/{door}"), &fields).header(ACCEPT, accept);
            let answer = form.send().await.expect("an answer");
            let wanted = if forgets { "\"cache\", \"storage\"" } else { "" };
            assert_eq!(header(&answer, "clear-site-data"), wanted, "{door} {accept}");
            assert_eq!(header(&answer, "set-cookie").contains("Max-Age=0"), forgets, "{door} {accept}");
            if accept == "text/html" {
                let leads = if forgets { "/sign-in" } else { "/account#sessions" };
                assert_eq!(header(&answer, "location"), leads, "{door}");
            }
        }
        let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Verified).await);
        let access: AccessView = other.call("show_access", &[]).await.expect("the person's own");
        let answer = buyer.post("/api/end_session", &[("session", access.sessions[0].id.as_str())]).await;
        assert_eq!(header(&answer, "clear-site-data"), "", "it is another browser that is signed out");
    }
    let page = shop.visitor().get("/sign-in").await;
    assert_eq!(header(&page, "clear-site-data"), "", "nothing else does");
}

async fn no_other_site_is_let_in(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for (method, path) in known() {
        for (asks, origin) in
            [("OPTIONS", "https://evil.example"), (&method, "https://evil.example"), (&method, &shop.url)]
        {
            let request = shop.http.request(asks.parse::<Method>().expect("a method"), format!("{}{path}", shop.url));
            let request = buyer.request(request).header(ORIGIN, origin).header(ACCESS_CONTROL_REQUEST_METHOD, &method);
            let request = request.header(ACCESS_CONTROL_REQUEST_HEADERS, "content-type");
            let answer = request.send().await.expect("an answer");
            let lets_in = answer.headers().keys().find(|name| name.as_str().starts_with("access-control-"));
            assert_eq!(lets_in, None, "{asks} {path} from {origin}");
        }
    }
}

async fn no_request_is_sent_back(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for (path, status) in known().into_iter().map(|(_, path)| (path, 405)).chain([("/nowhere".to_owned(), 404)]) {
        let request = buyer.request(shop.http.request(Method::TRACE, format!("{}{path}", shop.url)));
        let answer = request.header(ORIGIN, &shop.url).header("x-word", "c4n4ry").send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{path}");
        let (headers, text) = (format!("{:?}", answer.headers()), answer.text().await.expect("text"));
        assert!(!headers.contains("c4n4ry") && !text.contains("c4n4ry"), "{path}: {text}");
    }
}

async fn built_files_say_what_they_are(db: Database) {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("pkg")).expect("a folder");
    let shop = TestShop::without_worker(db, Plan { site: site.path().to_owned(), ..Plan::default() }).await;
    for (path, kind) in [
        ("/pkg/plusone.js", "text/javascript; charset=utf-8"),
        ("/pkg/plusone.css", "text/css; charset=utf-8"),
        ("/pkg/plusone.wasm", "application/wasm"),
        ("/favicon.svg", "image/svg+xml; charset=utf-8"),
    ] {
        for end in ["", ".br"] {
            fs::write(format!("{}{path}{end}", site.path().display()), "x").expect("written");
        }
        for packed in ["identity", "br"] {
            let request = shop.http.get(format!("{}{path}", shop.url)).header(ACCEPT_ENCODING, packed);
            let answer = request.send().await.expect("an answer");
            assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, kind), "{path} {packed}");
        }
    }
}

async fn a_document_asks_early_for_the_parts_of_its_own_page(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let operator = shop.sign_in(DemoAccount::Operator).await;
    for (path, parts) in [
        ("/search", &["plusone"] as &[_]),
        ("/verify", &["plusone", "verify", "shared"]),
        ("/operator?after=1", &["plusone", "operator", "shared"]),
        ("/operator/rules", &["plusone", "operator", "shared"]),
    ] {
        let document = operator.get(path).await.text().await.expect("text");
        let tags = || document.split('<').filter(|tag| tag.starts_with("link ") && tag.contains("rel=\"preload\""));
        for file in ["plusone", "verify", "operator", "shared"] {
            let asked = tags().any(|tag| tag.contains(&format!("href=\"/pkg/{file}.wasm\"")));
            assert_eq!(asked, parts.contains(&file), "{path} {file}: {document}");
        }
    }
}
