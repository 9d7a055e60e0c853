//! A buyer who does what people do when a page does not answer: the same again.

use app::{
    AppError,
    desk::{CONSENT_VERSION, NumbersView, OrderView, Placed, Quote, Stage, Tenure},
    domain::{LineId, OrderId, order::Status},
};
use reqwest::{
    Client, RequestBuilder, Response, StatusCode,
    header::{COOKIE, SET_COOKIE},
    multipart::{Form, Part},
};
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::{Instant, sleep};

use super::{
    people::{PASSWORD, email},
    photo,
};

/// The longest that anybody waits for an answer.
const ANSWER: Duration = Duration::from_secs(20);
/// A pause before the same again.
const PAUSE: Duration = Duration::from_millis(40);

/// What somebody sets out to do.
#[derive(Clone, Debug)]
pub struct Errand {
    /// Which buyer.
    pub buyer: usize,
    /// The number to buy.
    pub number: String,
    /// The name of the picture of their ID, which steers the vendor.
    pub picture: &'static str,
    /// Whether the number is given back in the end.
    pub release: bool,
}

/// What came of it: the order and its line.
#[derive(Clone, Debug)]
pub struct Done {
    pub order: OrderId,
    pub line: LineId,
}

/// What keeps an errand from its end.
#[derive(Clone, Debug)]
pub struct Stuck(pub String);

/// A buyer before the store.
pub struct Buyer {
    http: Client,
    url: String,
    cookie: String,
    until: Instant,
}

impl Errand {
    /// Signs in, buys, verifies, waits, and gives the number back; all within `patience`.
    pub async fn run(&self, http: &Client, url: &str, patience: Duration) -> Result<Done, Stuck> {
        let buyer = Buyer::enter(http, url, self.buyer, patience).await?;
        let order = buyer.buy(&self.number).await?;
        buyer.verify(self.picture).await?;
        buyer.wait_for(&order, |view| view.summary.status == Status::Purchased).await?;
        let line = buyer.line_of(&order).await?;
        if self.release {
            buyer.call::<()>("release_number", &[("line", line.as_str())]).await?;
            let released = |view: &OrderView| matches!(view.lines[0].stage, Stage::Bought(Tenure::Released { .. }));
            buyer.wait_for(&order, released).await?;
        }
        Ok(Done { order, line })
    }
}

impl Buyer {
    /// Signs in at `url`; whatever this buyer does is done within `patience`. Without any, nothing is tried twice.
    pub async fn enter(http: &Client, url: &str, number: usize, patience: Duration) -> Result<Self, Stuck> {
        let until = Instant::now() + patience;
        let mut buyer = Self { http: http.clone(), url: url.to_owned(), cookie: String::new(), until };
        let email = email(number);
        let form = [("email", email.as_str()), ("password", PASSWORD)];
        let answer = buyer.send(|| http.post(format!("{url}/api/sign_in")).form(&form)).await?;
        let set = answer.headers().get(SET_COOKIE).and_then(|set| set.to_str().ok());
        let cookie = set.and_then(|set| set.split(';').next()).map(str::to_owned);
        buyer.cookie = cookie.ok_or_else(|| Stuck(format!("no session: {}", answer.status())))?;
        Ok(buyer)
    }

    /// The cookie of the session.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Confirms the purchase of a number, which is held.
    pub async fn buy(&self, number: &str) -> Result<OrderId, Stuck> {
        let quote: Quote = self.call("quote_numbers", &[("numbers", number)]).await?;
        let cents = quote.total().cents().to_string();
        let fields =
            [("number", number), ("price_cents", &cents), ("request_id", quote.request.as_str()), ("if_gone", "ask")];
        let placed: Placed = self.call("buy_number", &fields).await?;
        if placed.held.is_none() {
            return Err(Stuck("the purchase of an unverified account was not held".to_owned()));
        }
        Ok(placed.order)
    }

    /// Gives document and selfie; the first under this name.
    pub async fn verify(&self, picture: &'static str) -> Result<(), Stuck> {
        let document = || {
            let texts = Form::new().text("country", "US").text("id_type", "passport");
            texts.part("front", Part::bytes(photo().to_vec()).file_name(picture))
        };
        self.upload("document", document).await?;
        let selfie = || {
            let texts = Form::new().text("consent", CONSENT_VERSION);
            texts.part("selfie", Part::bytes(photo().to_vec()).file_name("me.jpg"))
        };
        self.upload("selfie", selfie).await
    }

    async fn upload(&self, route: &str, form: impl Fn() -> Form) -> Result<(), Stuck> {
        let address = format!("{}/uploads/{route}", self.url);
        let answer = self.send(|| self.with_cookie(self.http.post(&address)).multipart(form())).await?;
        match answer.status() {
            StatusCode::NO_CONTENT => Ok(()),
            status => Err(Stuck(format!("{route}: {status} {}", answer.text().await.unwrap_or_default()))),
        }
    }

    async fn wait_for(&self, order: &OrderId, wanted: impl Fn(&OrderView) -> bool) -> Result<OrderView, Stuck> {
        loop {
            let view: OrderView = self.call("show_order", &[("order", order.as_str())]).await?;
            if wanted(&view) {
                return Ok(view);
            }
            if Instant::now() > self.until {
                let lines: Vec<_> = view.lines.iter().map(|line| line.stage).collect();
                return Err(Stuck(format!("{:?} {lines:?} {:?}", view.summary.status, view.timeline)));
            }
            sleep(PAUSE).await;
        }
    }

    async fn line_of(&self, order: &OrderId) -> Result<LineId, Stuck> {
        let view: NumbersView = self.call("list_numbers", &[]).await?;
        let number = view.numbers.into_iter().find(|number| number.order == *order);
        number.map(|number| number.line).ok_or_else(|| Stuck("a purchased number is not among the numbers".to_owned()))
    }

    /// Calls a server function until it answers.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, fields: &[(&str, &str)]) -> Result<T, Stuck> {
        let address = format!("{}/api/{name}", self.url);
        let answer = self.send(|| self.with_cookie(self.http.post(&address)).form(fields)).await?;
        let status = answer.status();
        let body = answer.text().await.unwrap_or_default();
        let body = if body.is_empty() { "null" } else { &body };
        if status.is_success() {
            return serde_json::from_str(body).map_err(|error| Stuck(format!("{name}: {error}: {body}")));
        }
        let error: Option<AppError> = serde_json::from_str(body).ok();
        Err(Stuck(format!("{name}: {status} {error:?}")))
    }

    fn with_cookie(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(COOKIE, &self.cookie)
    }

    /// Sends until something answers that is not the failure of a machine, and until the whole answer is there.
    async fn send(&self, request: impl Fn() -> RequestBuilder) -> Result<Response, Stuck> {
        loop {
            let why = match request().timeout(ANSWER).send().await {
                Ok(answer) if answer.status().is_server_error() => answer.status().to_string(),
                Ok(answer) if answer.status() == StatusCode::TOO_MANY_REQUESTS => answer.status().to_string(),
                Ok(answer) => match whole(answer).await {
                    Ok(answer) => return Ok(answer),
                    Err(error) => error.to_string(),
                },
                Err(error) => error.to_string(),
            };
            if Instant::now() > self.until {
                return Err(Stuck(why));
            }
            sleep(PAUSE).await;
        }
    }
}

/// The same answer, its body read: a store that dies may leave half of one.
async fn whole(answer: Response) -> reqwest::Result<Response> {
    let mut head = http::Response::builder().status(answer.status());
    if let Some(headers) = head.headers_mut() {
        headers.clone_from(answer.headers());
    }
    let body = answer.bytes().await?;
    Ok(head.body(body).expect("a head that was read can be written").into())
}
