//! In which language people are answered, and written to.

use app::{
    desk::{AccountView, CONSENT_VERSION, DemoAccount},
    domain::Language,
};
use reqwest::{
    RequestBuilder, Response,
    header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_LANGUAGE, HeaderName, LOCATION, SET_COOKIE, VARY},
};

use crate::{
    database::{Database, on_both},
    passkeys::{PASSWORD, standing},
    post::{Sink, Taken},
    shop::{NUMBERS, Plan, TestShop, Visitor, photo},
};

on_both!(
    a_page_is_in_the_language_that_its_reader_asks_for,
    what_was_chosen_goes_before_what_the_browser_asks_for,
    a_choice_leads_back_to_where_it_was_made_and_nowhere_else,
    what_is_no_language_is_not_kept,
    asking_changes_nothing,
    mails_are_written_in_the_language_of_whom_they_are_for,
    a_text_message_is_in_the_language_of_who_asks_for_it,
    a_consent_is_kept_with_the_language_in_which_its_text_was_read,
    a_statement_is_written_as_its_reader_writes
);

const HTML: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

fn get(visitor: &Visitor<'_>, path: &str) -> RequestBuilder {
    visitor.request(visitor.shop.http.get(format!("{}{path}", visitor.shop.url))).header(ACCEPT, HTML)
}

/// A page as a browser that asks for these languages gets it.
async fn page(visitor: &Visitor<'_>, path: &str, accept: &str) -> (Response, String) {
    let answer = get(visitor, path).header(ACCEPT_LANGUAGE, accept).send().await.expect("an answer");
    let head = http_head(&answer);
    let text = answer.text().await.expect("a page");
    (head, text)
}

/// An answer without its body.
fn http_head(answer: &Response) -> Response {
    let mut head = axum::http::Response::new(String::new());
    *head.status_mut() = answer.status();
    *head.headers_mut() = answer.headers().clone();
    head.into()
}

fn said(answer: &Response, name: HeaderName) -> Vec<String> {
    answer.headers().get_all(name).iter().map(|value| value.to_str().expect("text").to_owned()).collect()
}

async fn choose(visitor: &Visitor<'_>, language: &str, back: &str) -> Response {
    let form = visitor.form("/api/choose_language", &[("language", language), ("back", back)]);
    form.header(ACCEPT, HTML).send().await.expect("an answer")
}

/// The browser of `visitor` with the cookie that `choice` set.
fn with<'a>(visitor: &Visitor<'a>, choice: &Response) -> Visitor<'a> {
    let [set] = said(choice, SET_COOKIE).try_into().expect("one cookie");
    let pair = set.split(';').next().expect("a pair").to_owned();
    let cookie = [visitor.cookie.clone(), Some(pair)].into_iter().flatten().collect::<Vec<_>>().join("; ");
    Visitor { shop: visitor.shop, cookie: Some(cookie) }
}

async fn a_page_is_in_the_language_that_its_reader_asks_for(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let visitor = shop.visitor();
    for (accept, tag, title) in [
        ("es-MX,es;q=0.9,en;q=0.8", "es-PR", "Verificación de identidad"),
        ("fr-CA", "fr-CA", "Vérification d&#x27;identité"),
        ("de,en;q=0.2", "en", "Identity verification"),
        ("xx;q=9,,;", "en", "Identity verification"),
    ] {
        // What is broken is said in it too.
        for (path, status) in [("/help/identity-verification", 200), ("/nowhere", 404), ("/pkg/nothing.js", 404)] {
            let (head, text) = page(&visitor, path, accept).await;
            assert_eq!(head.status(), status, "{path}");
            assert!(text.contains(&format!("<html lang=\"{tag}\"")), "{accept} at {path}: {}", &text[..200]);
            assert_eq!(said(&head, CONTENT_LANGUAGE), [tag], "{path}");
            assert!(said(&head, VARY).iter().any(|vary| vary == "accept-language, cookie"), "{path}");
            if status == 200 {
                let plain = title.replace("&#x27;", "'");
                assert!(text.contains(title) || text.contains(&plain), "{title} at {path}");
            }
        }
    }
    let answer = visitor.get("/help/identity-verification").await;
    assert_eq!(said(&answer, CONTENT_LANGUAGE), ["en"], "English without a word");
    for path in ["/healthz", "/events"] {
        assert!(said(&visitor.get(path).await, CONTENT_LANGUAGE).is_empty(), "{path} is nothing that people read");
    }
}

async fn what_was_chosen_goes_before_what_the_browser_asks_for(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let choice = choose(&shop.visitor(), "fr-CA", "/sign-in?to=%2Forders").await;
    assert_eq!((choice.status().as_u16(), said(&choice, LOCATION)), (303, vec!["/sign-in?to=%2Forders".to_owned()]));
    let [cookie] = said(&choice, SET_COOKIE).try_into().expect("one cookie");
    assert_eq!(cookie, "plusone-language=fr-CA; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
    let french = with(&shop.visitor(), &choice);
    assert!(page(&french, "/sign-in", "es").await.1.contains("<html lang=\"fr-CA\""));
    // Signing in and out leaves it alone.
    let buyer = with(&shop.sign_in(DemoAccount::Unverified).await, &choice);
    for path in ["/search", "/orders", "/verify", "/account", "/services", "/pools", "/numbers", "/notices"] {
        assert!(page(&buyer, path, "en").await.1.contains("<html lang=\"fr-CA\""), "{path}");
    }
    let left = buyer.post("/api/sign_out", &[]).await;
    assert!(!said(&left, SET_COOKIE).iter().any(|cookie| cookie.contains("language")), "nor does going");
    let garbage = Visitor { shop: &shop, cookie: Some("plusone-language=%00".to_owned()) };
    assert!(page(&garbage, "/sign-in", "es").await.1.contains("<html lang=\"es-PR\""));
}

async fn a_choice_leads_back_to_where_it_was_made_and_nowhere_else(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let visitor = shop.visitor();
    for (back, way) in [
        ("/help/identity-verification", "/help/identity-verification"),
        ("/search?digits=2677&place=Qu%C3%A9bec", "/search?digits=2677&place=Qu%C3%A9bec"),
        ("/sign-in", "/sign-in"),
        ("https://evil.example/", "/search"),
        ("//evil.example", "/search"),
        ("/\\evil.example", "/search"),
        ("/orders\r\nSet-Cookie: a=b", "/search"),
        ("/api/sign_out", "/search"),
        ("", "/search"),
    ] {
        let choice = choose(&visitor, "es-PR", back).await;
        assert_eq!((choice.status().as_u16(), said(&choice, LOCATION)), (303, vec![way.to_owned()]), "{back:?}");
        assert_eq!(said(&choice, SET_COOKIE).len(), 1, "{back:?}");
    }
    let foreign = visitor.form("/api/choose_language", &[("language", "es-PR"), ("back", "/search")]);
    let foreign = foreign.header("sec-fetch-site", "cross-site").header("origin", "https://evil.example");
    let refused = foreign.send().await.expect("an answer");
    assert_eq!((refused.status().as_u16(), said(&refused, SET_COOKIE).len()), (403, 0), "no other site chooses");
}

async fn what_is_no_language_is_not_kept(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for garbage in ["", "de", "ES-pr", "es-PR; Path=/x", "\r\nSet-Cookie: a=b", &"x".repeat(5_000)] {
        let answer = buyer.post("/api/choose_language", &[("language", garbage), ("back", "/search")]).await;
        assert_eq!((answer.status().as_u16(), said(&answer, SET_COOKIE).len()), (422, 0), "{garbage:?}");
    }
    let kept = "SELECT COUNT(*) FROM users WHERE language IS NOT NULL AND language <> 'en'";
    assert_eq!(shop.db.count(kept).await, 0);
}

async fn asking_changes_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let before = shop.everything().await;
    for path in ["/api/choose_language?language=fr-CA&back=/search", "/search?language=fr-CA", "/search?lang=fr-CA"] {
        let answer = get(&buyer, path).header(ACCEPT_LANGUAGE, "es").send().await.expect("an answer");
        assert!(said(&answer, SET_COOKIE).is_empty(), "{path}");
    }
    assert_eq!(shop.everything().await, before);
    let told = "SELECT COUNT(*) FROM users WHERE language = 'es-PR' OR language = 'fr-CA'";
    assert_eq!(shop.db.count(told).await, 0, "reading a page is not choosing");
}

async fn all_sent(shop: &TestShop, sink: &Sink) -> Vec<Taken> {
    let open = async || match shop.db.count("SELECT COUNT(*) FROM mails WHERE ended_at IS NULL").await {
        0 => Ok(()),
        left => Err(format!("{left} are left")),
    };
    shop.until("every mail has ended", open).await;
    sink.taken()
}

async fn mails_are_written_in_the_language_of_whom_they_are_for(db: Database) {
    const ADMIN: &str = "verified@demo.test";
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, Plan { mail: Some(sink.settings()), hurry: true, ..standing() }).await;
    // Known by signing in.
    let door = shop.visitor().form("/api/sign_in", &[("email", ADMIN), ("password", PASSWORD)]);
    let answer = door.header(ACCEPT_LANGUAGE, "fr").send().await.expect("an answer");
    let session = said(&answer, SET_COOKIE).swap_remove(0);
    let admin = Visitor { shop: &shop, cookie: session.split(';').next().map(str::to_owned) };
    shop.visitor().call::<()>("ask_reset", &[("email", ADMIN)]).await.expect("asked");
    let mail = all_sent(&shop, &sink).await.pop().expect("a mail");
    assert!(mail.text.contains("Quelqu'un a demandé un nouveau mot de passe"), "{mail:?}");
    // And by choosing: what they buy is told of so.
    assert_eq!(choose(&admin, "es-PR", "/account").await.status(), 303);
    admin.buy(NUMBERS.us).await;
    let told = async || {
        let mails = all_sent(&shop, &sink).await;
        match mails.into_iter().rfind(|mail| mail.to == ADMIN && mail.text.contains("/account#mail-title")) {
            Some(mail) => Ok(mail),
            None => Err("not told yet".to_owned()),
        }
    };
    let mail = shop.until("the purchase is told of", told).await;
    assert!(mail.text.contains("pedido"), "{mail:?}");
    // A stranger is written to in the language of who invites them, whatever this browser asks for now.
    let invite = admin.form("/api/invite_member", &[("email", "ann@harbor.example"), ("role", "buyer")]);
    let invited = invite.header(ACCEPT_LANGUAGE, "fr").send().await.expect("an answer");
    assert_eq!(invited.status(), 200);
    let mails = all_sent(&shop, &sink).await;
    let mail = mails.iter().rfind(|mail| mail.to == "ann@harbor.example").expect("a mail");
    assert!(mail.text.contains("Alguien le invita a su cuenta"), "{mail:?}");
}

async fn a_text_message_is_in_the_language_of_who_asks_for_it(db: Database) {
    let plan = Plan { secure: true, sms_from: Some("+15005550006"), ..Plan::default() };
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for (language, words) in
        [("es-PR", "siga en su celular"), ("fr-CA", "continuez sur votre téléphone"), ("en", "continue on your phone")]
    {
        assert_eq!(choose(&buyer, language, "/verify").await.status(), 303);
        buyer.call::<()>("begin_handoff", &[]).await.expect("begun");
        buyer.call::<()>("text_handoff", &[("number", "+12025550123")]).await.expect("sent");
        let sent = shop.vendor_lines("twilio.texted").pop().expect("a message");
        let body = sent["body"].as_str().expect("text");
        assert!(body.contains(words) && body.contains("https://numbers.test/handoff/"), "{language}: {body}");
    }
}

async fn a_consent_is_kept_with_the_language_in_which_its_text_was_read(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let languages = async |buyer: &Visitor<'_>| -> Vec<Language> {
        let view: AccountView = buyer.call("show_account", &[]).await.expect("an account");
        view.record.answers.into_iter().filter_map(|answer| answer.language).collect()
    };
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.show_passport("front.jpg").await;
    let face: &[(&str, &str, &[u8])] = &[("selfie", "me.jpg", photo())];
    let strange = [("consent", CONSENT_VERSION), ("language", "de")];
    assert_eq!(buyer.upload("selfie", &strange, face).await.status(), 422, "in which nobody could read it");
    assert_eq!(languages(&buyer).await, []);
    // The page was loaded before another language was chosen in this browser.
    let buyer = with(&buyer, &choose(&buyer, "fr-CA", "/verify").await);
    let texts = [("consent", CONSENT_VERSION), ("language", "es-PR")];
    assert_eq!(buyer.upload("selfie", &texts, face).await.status(), 204);
    assert_eq!(languages(&buyer).await, [Language::Spanish]);
    buyer.call::<()>("give_consent", &[("version", CONSENT_VERSION), ("language", "en")]).await.expect("given before");
    assert_eq!(languages(&buyer).await, [Language::Spanish], "the first record stays");
    let (_, account) = page(&buyer, "/account", "en").await;
    assert!(
        account.contains(&format!("Accepté\u{202f}: texte {CONSENT_VERSION}, lu en espagnol")),
        "told in the reader's own"
    );
    let other = shop.sign_in(DemoAccount::OwnCarrier).await;
    let said = other.form("/api/give_consent", &[("version", CONSENT_VERSION)]).header(ACCEPT_LANGUAGE, "fr");
    assert_eq!(said.send().await.expect("an answer").status(), 200);
    assert_eq!(languages(&other).await, [Language::French], "without a word in that of the request");
}

async fn a_statement_is_written_as_its_reader_writes(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.buy(NUMBERS.us).await;
    for (accept, heads, amount) in [
        ("en", "Date,Number,What,Amount (USD)", ",1.15"),
        ("es", "Fecha,Número,Qué,Cantidad (USD)", ",1.15"),
        ("fr", "Date;Numéro;Opération;Montant (USD)", ";1,15"),
    ] {
        let (head, text) = page(&buyer, "/account/statement.csv", accept).await;
        assert!(text.trim_start_matches('\u{feff}').starts_with(heads), "{text}");
        assert!(text.contains(amount), "{text}");
        assert_eq!(said(&head, CONTENT_LANGUAGE).len(), 1);
        let (_, shown) = page(&buyer, "/account", accept).await;
        assert!(shown.contains(if accept == "fr" { "1,15\u{a0}$\u{a0}US" } else { "$1.15" }), "{accept}");
    }
}
