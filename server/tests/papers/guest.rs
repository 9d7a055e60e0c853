//! A person with a browser.

use app::{
    desk::{CONSENT_VERSION, Placed, Quote},
    domain::{
        CountryCode, Money,
        offer::{Capabilities, NumberType, Offer, Source},
    },
};
use plusone::store::stock;
use reqwest::{
    RequestBuilder, Response,
    header::{COOKIE, SET_COOKIE},
    multipart::{Form, Part},
};
use serde::de::DeserializeOwned;

use crate::house::House;

/// Their e-mail, and the password of everybody.
pub const PASSWORD: &str = "c4n4ry of a passw0rd";
pub const EMAIL: &str = "c4n4ry.buyer@shop.test";
const ACCOUNT: &str = "Papers";

/// Somebody who is signed in.
pub struct Guest<'a> {
    house: &'a House,
    pub cookie: String,
}

impl House {
    /// Adds a buyer of an account of ours, by the command.
    pub fn add_buyer(&self, email: &str, account: &str) {
        let who = ["user", "add", "--email", email, "--account", account, "--telephony", "lc-phone", "--role", "buyer"];
        self.does(&who, &format!("{PASSWORD}\n"));
    }

    /// Adds [`EMAIL`], and a few numbers to sell.
    pub async fn furnish(&self) {
        self.add_buyer(EMAIL, ACCOUNT);
        let offer = |line: i32| Offer {
            number: format!("+1202555100{line}").parse().expect("a number"),
            country: CountryCode::US,
            kind: NumberType::Local,
            region: "DC".to_owned(),
            locality: "Washington".to_owned(),
            capabilities: Capabilities { voice: true, sms: true, mms: true },
            monthly: Money::from_cents(115),
            source: Source::Stock,
        };
        let mut tx = self.db.write().await;
        stock::add(&mut tx, &(0..9).map(offer).collect::<Vec<_>>()).await.expect("stocked");
        tx.commit().await.expect("commits");
    }

    /// Signs in by e-mail and password.
    pub async fn enter(&self, email: &str) -> Guest<'_> {
        let form = [("email", email), ("password", PASSWORD)];
        let answer = self.http.post(format!("{}/api/sign_in", self.url)).form(&form).send().await.expect("an answer");
        let set = answer.headers().get(SET_COOKIE).and_then(|set| set.to_str().ok());
        let cookie = set.and_then(|set| set.split(';').next()).map(str::to_owned);
        Guest { house: self, cookie: cookie.unwrap_or_else(|| panic!("no session: {}", answer.status())) }
    }
}

impl Guest<'_> {
    fn request(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(COOKIE, &self.cookie)
    }

    /// Gets a path.
    pub async fn get(&self, path: &str) -> Response {
        self.request(self.house.http.get(format!("{}{path}", self.house.url))).send().await.expect("an answer")
    }

    /// Calls a server function.
    pub async fn post(&self, name: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.house.http.post(format!("{}/api/{name}", self.house.url)).form(fields);
        self.request(request).send().await.expect("an answer")
    }

    /// The same of one that succeeds.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, fields: &[(&str, &str)]) -> T {
        let answer = self.post(name, fields).await;
        let (status, body) = (answer.status(), answer.text().await.expect("a whole answer"));
        assert!(status.is_success(), "{name}: {status} {body}");
        serde_json::from_str(&body).unwrap_or_else(|_| panic!("{name}: {body}"))
    }

    pub async fn buy(&self, number: &str) -> Placed {
        let quote: Quote = self.call("quote_numbers", &[("numbers", number)]).await;
        let cents = quote.total().cents().to_string();
        let request = quote.request.as_str();
        let fields = [("number", number), ("price_cents", &cents), ("request_id", request), ("if_gone", "ask")];
        self.call("buy_number", &fields).await
    }

    /// Sends pictures to an upload route.
    pub async fn upload(&self, route: &str, texts: &[(&str, &str)], files: &[(&'static str, &[u8])]) -> Response {
        let mut form = Form::new();
        for (name, value) in texts {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        for (side, bytes) in files {
            form = form.part(*side, Part::bytes(bytes.to_vec()).file_name("c4n4ry of a file.jpg"));
        }
        let request = self.house.http.post(format!("{}/uploads/{route}", self.house.url)).multipart(form);
        self.request(request).send().await.expect("an answer")
    }

    /// Sends a passport with this front.
    pub async fn show_passport(&self, front: &[u8]) -> Response {
        self.upload("document", &[("country", "US"), ("id_type", "passport")], &[("front", front)]).await
    }

    /// Sends both sides of a licence.
    pub async fn show_license(&self, front: &[u8], back: &[u8]) -> Response {
        let texts = [("country", "US"), ("id_type", "drivers-license")];
        self.upload("document", &texts, &[("front", front), ("back", back)]).await
    }

    /// Sends a selfie with consent.
    pub async fn show_face(&self, face: &[u8]) -> Response {
        self.upload("selfie", &[("consent", CONSENT_VERSION)], &[("selfie", face)]).await
    }
}
