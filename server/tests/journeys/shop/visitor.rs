//! A browser in front of the house, and what a buyer does with it.

use app::{
    AppError,
    desk::{
        CONSENT_VERSION, DemoAccount, Found, NumbersView, OrderSummary, OrderView, OwnedNumber, Placed, Quote, Step,
        VerifyView,
    },
    domain::{LineId, OrderId, order::Status},
};
use reqwest::{
    RequestBuilder, Response,
    header::{ACCEPT, COOKIE, LOCATION, ORIGIN, REFERER, SET_COOKIE},
    multipart::{Form, Part},
};
use serde::de::DeserializeOwned;

use super::{TestShop, photo};

/// A refusal: status and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub status: u16,
    pub error: AppError,
}

impl Refused {
    pub fn new(status: u16, error: AppError) -> Self {
        Self { status, error }
    }
}

/// What a browser accepts in place of the page that it shows.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// A browser with its cookie.
pub struct Visitor<'a> {
    pub shop: &'a TestShop,
    pub cookie: Option<String>,
}

impl TestShop {
    /// Somebody who is not signed in.
    pub const fn visitor(&self) -> Visitor<'_> {
        Visitor { shop: self, cookie: None }
    }

    /// Somebody signed in with one click.
    pub async fn sign_in(&self, who: DemoAccount) -> Visitor<'_> {
        let mut visitor = self.visitor();
        visitor.enter(&[("who", &format!("{who:?}"))], "sign_in_demo").await.expect("one click");
        visitor
    }
}

impl Visitor<'_> {
    /// A request with the cookie on it.
    pub fn request(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    /// A request that changes something, sent from a page of the house.
    pub fn change(&self, path: &str) -> RequestBuilder {
        self.request(self.shop.http.post(format!("{}{path}", self.shop.url))).header(ORIGIN, self.shop.origin())
    }

    /// A form on its way to a path of the house.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.change(path).form(fields)
    }

    /// A POST of form fields to a path of the house.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.form(path, fields).send().await.expect("an answer")
    }

    /// A GET of a path of the house.
    pub async fn get(&self, path: &str) -> Response {
        let request = self.shop.http.get(format!("{}{path}", self.shop.url));
        self.request(request).send().await.expect("an answer")
    }

    /// Sends a request as a browser sends a plain form of `page`, and goes where it is led; what stands there.
    pub async fn send_from(&self, page: &str, form: RequestBuilder) -> String {
        let form = form.header(ACCEPT, BROWSER).header(REFERER, format!("{}{page}", self.shop.url));
        let mut answer = form.send().await.expect("an answer");
        assert!(answer.status().is_redirection(), "a form is led on, not left at {}", answer.status());
        for _ in 0..4 {
            let Some(way) = answer.headers().get(LOCATION) else { break };
            let way = way.to_str().expect("text").trim_start_matches(&self.shop.url).to_owned();
            assert!(way.starts_with('/'), "never to another site: {way}");
            let next = self.request(self.shop.http.get(format!("{}{way}", self.shop.url))).header(ACCEPT, BROWSER);
            answer = next.send().await.expect("an answer");
        }
        answer.text().await.expect("a page")
    }

    /// Calls a server function.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, fields: &[(&str, &str)]) -> Result<T, Refused> {
        read(self.post(&format!("/api/{name}"), fields).await).await
    }

    /// Calls a door that opens a session, and keeps the cookie; the whole `Set-Cookie`.
    pub async fn enter(&mut self, fields: &[(&str, &str)], door: &str) -> Result<String, Refused> {
        let answer = self.post(&format!("/api/{door}"), fields).await;
        let set = answer.headers().get(SET_COOKIE).map(|value| value.to_str().expect("text").to_owned());
        read::<()>(answer).await?;
        let set = set.expect("a cookie comes with a session");
        self.cookie = set.split(';').next().map(str::to_owned);
        Ok(set)
    }

    pub async fn search(&self, country: &str, kind: &str, digits: &str) -> Found {
        let fields = [("country", country), ("type", kind), ("digits", digits)];
        self.call("search_numbers", &fields).await.expect("a search")
    }

    pub async fn quote(&self, number: &str) -> Quote {
        self.try_quote(number).await.expect("a quote")
    }

    pub async fn try_quote(&self, number: &str) -> Result<Quote, Refused> {
        self.call("quote_numbers", &[("numbers", number)]).await
    }

    /// Confirms a purchase as it was quoted: by the door for one number, or that for several.
    pub async fn confirm_as(&self, quote: &Quote, if_gone: &str) -> Result<Placed, Refused> {
        let (cents, request) = (quote.total().cents().to_string(), quote.request.as_str());
        let numbers: Vec<&str> = quote.offers.iter().map(|offer| offer.number.as_e164()).collect();
        match numbers.as_slice() {
            [number] => self.order_as(number, &cents, request, if_gone).await,
            numbers => {
                let numbers = numbers.join(",");
                let fields = [
                    ("numbers", numbers.as_str()),
                    ("price_cents", &cents),
                    ("request_id", request),
                    ("if_gone", if_gone),
                ];
                self.call("buy_numbers", &fields).await
            }
        }
    }

    /// The same, by who wants to be asked if a number is gone.
    pub async fn confirm(&self, quote: &Quote) -> Result<Placed, Refused> {
        self.confirm_as(quote, "ask").await
    }

    pub async fn order_as(&self, number: &str, cents: &str, request: &str, if_gone: &str) -> Result<Placed, Refused> {
        let fields = [("number", number), ("price_cents", cents), ("request_id", request), ("if_gone", if_gone)];
        self.call("buy_number", &fields).await
    }

    /// Quotes and confirms.
    pub async fn buy(&self, number: &str) -> Placed {
        let quote = self.quote(number).await;
        self.confirm(&quote).await.expect("placed")
    }

    pub async fn cancel(&self, order: &OrderId) -> Result<(), Refused> {
        self.call("cancel_order", &[("order", order.as_str())]).await
    }

    pub async fn order(&self, order: &OrderId) -> OrderView {
        self.call("show_order", &[("order", order.as_str())]).await.expect("an order")
    }

    pub async fn orders(&self) -> Vec<OrderSummary> {
        self.call("list_orders", &[]).await.expect("orders")
    }

    /// The numbers that the account owns, newest first.
    pub async fn numbers(&self) -> Vec<OwnedNumber> {
        let view: NumbersView = self.call("list_numbers", &[]).await.expect("numbers");
        view.numbers
    }

    pub async fn release(&self, line: &LineId) -> Result<(), Refused> {
        self.call("release_number", &[("line", line.as_str())]).await
    }

    pub async fn keep(&self, line: &LineId) -> Result<(), Refused> {
        self.call("keep_number", &[("line", line.as_str())]).await
    }

    /// Buys a number and waits until it is owned; its line.
    pub async fn own(&self, number: &str) -> LineId {
        let placed = self.buy(number).await;
        self.wait_for(&placed.order, Status::Purchased).await;
        self.shop.line_of(&placed.order).await.id
    }

    pub async fn status(&self, order: &OrderId) -> Status {
        self.order(order).await.summary.status
    }

    pub async fn verification(&self) -> VerifyView {
        self.call("show_verification", &[]).await.expect("a verification page")
    }

    /// Waits until the order says so.
    pub async fn wait_for(&self, order: &OrderId, status: Status) -> OrderView {
        let look = async || {
            let view = self.order(order).await;
            if view.summary.status == status { Ok(view) } else { Err(format!("{:?}", view.timeline)) }
        };
        self.shop.until(&format!("{status:?}"), look).await
    }

    /// Waits until the verification page shows such a step.
    pub async fn wait_for_step(&self, what: &str, wanted: impl Fn(&Step) -> bool) -> VerifyView {
        let look = async || {
            let view = self.verification().await;
            if wanted(&view.step) { Ok(view) } else { Err(format!("{:?}", view.step)) }
        };
        self.shop.until(what, look).await
    }

    /// Sends a form with files to one of the upload routes.
    pub async fn upload(&self, route: &str, texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Response {
        self.parcel(route, texts, files).send().await.expect("an answer")
    }

    /// The same, not sent yet.
    pub fn parcel(&self, route: &str, texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> RequestBuilder {
        let mut form = Form::new();
        for (name, value) in texts {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        for (side, name, bytes) in files {
            form = form.part((*side).to_owned(), Part::bytes(bytes.to_vec()).file_name((*name).to_owned()));
        }
        self.change(&format!("/uploads/{route}")).multipart(form)
    }

    /// Uploads a passport whose file has this name.
    pub async fn show_passport(&self, file_name: &str) {
        let texts = [("country", "US"), ("id_type", "passport")];
        let answer = self.upload("document", &texts, &[("front", file_name, photo())]).await;
        assert_eq!(answer.status(), 204, "the document is taken");
    }

    /// Uploads a selfie with consent, which hands the case over.
    pub async fn show_face(&self) {
        let answer = self.upload("selfie", &[("consent", CONSENT_VERSION)], &[("selfie", "me.jpg", photo())]).await;
        assert_eq!(answer.status(), 204, "the selfie is taken");
    }

    /// Goes through the verification with a document of this file name.
    pub async fn verify_with(&self, file_name: &str) {
        self.show_passport(file_name).await;
        self.show_face().await;
    }
}

/// The value of a server function's or an upload's answer, or its refusal.
pub async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, Refused> {
    let status = answer.status();
    let body = answer.text().await.expect("a whole answer");
    if status.is_success() {
        let body = if body.is_empty() { "null" } else { &body };
        return Ok(serde_json::from_str(body).unwrap_or_else(|_| panic!("a value: {body}")));
    }
    if body.is_empty() && status.is_server_error() {
        // Refused before any server function was reached.
        return Err(Refused { status: status.as_u16(), error: AppError::Transport });
    }
    let error = serde_json::from_str(&body).unwrap_or_else(|_| panic!("{status}, and an error: {body}"));
    Err(Refused { status: status.as_u16(), error })
}
