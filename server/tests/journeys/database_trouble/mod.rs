//! A database that is full, locked, read-only or away: what is asked for meanwhile is refused in words that are true,
//! nothing is half done, and what was under way ends by itself once the trouble is over (crash points C12 and C19).

mod away;
mod events;
mod full;
mod locked;
mod read_only;

use app::{
    AppError,
    desk::{DemoAccount, Quote},
    domain::{LineId, OrderId, line::Line, order::Status},
};
use plusone::store::Store;
use std::time::Duration;

use crate::{
    database::Database,
    scripted::Carrier,
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, photo, read},
    webhooks,
};

/// How long these houses wait for a lock that somebody else has.
const PATIENCE: Duration = Duration::from_millis(200);

/// What a page says.
const WORDS: &str = "This time nothing was saved or bought";

const BOUGHT: &str = "+12025550201";
const RELEASED: &str = "+12025550202";
const HELD: &str = "+12025550203";

/// The same database, in the hands of a house that does not wait for long.
async fn impatient(db: &Database) -> Database {
    let store = Store::open_patient(&db.url, PATIENCE).await.expect("the database opens");
    Database { store, url: db.url.clone() }
}

/// What the house says of itself.
async fn readiness(shop: &TestShop) -> (u16, String) {
    let answer = shop.visitor().get("/readyz").await;
    (answer.status().as_u16(), answer.text().await.expect("a word"))
}

/// Waits until the house is ready, or is not and says why.
async fn until_ready(shop: &TestShop, ready: bool) -> String {
    let look = async || match readiness(shop).await {
        (200, says) if ready => Ok(says),
        (503, says) if !ready => Ok(says),
        other => Err(format!("{other:?}")),
    };
    shop.until("readiness", look).await
}

/// What people want to do, as the trouble begins.
struct Wishes<'a> {
    buyer: Visitor<'a>,
    quote: Quote,
    newcomer: Visitor<'a>,
    to_hold: Quote,
    held: OrderId,
    before: Vec<(String, i64)>,
}

impl<'a> Wishes<'a> {
    async fn make(shop: &'a TestShop) -> Self {
        let (buyer, newcomer) =
            (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
        let held = newcomer.buy(NUMBERS.canada).await.order;
        let (quote, to_hold) = (buyer.quote(NUMBERS.us).await, newcomer.quote(NUMBERS.puerto_rico).await);
        until_ready(shop, true).await;
        Self { buyer, quote, newcomer, to_hold, held, before: shop.everything().await }
    }

    /// The same wishes at another door to the same database.
    fn at<'b>(&self, shop: &'b TestShop) -> Wishes<'b> {
        let visitor = |of: &Visitor<'_>| Visitor { shop, cookie: of.cookie.clone() };
        Wishes {
            buyer: visitor(&self.buyer),
            quote: self.quote.clone(),
            newcomer: visitor(&self.newcomer),
            to_hold: self.to_hold.clone(),
            held: self.held.clone(),
            before: self.before.clone(),
        }
    }

    /// Nothing that must be saved is done; what need only be read is there.
    async fn are_refused(&self) {
        let Self { buyer, newcomer, .. } = self;
        let shop = buyer.shop;
        let trouble = Refused::new(503, AppError::StoreTrouble);
        assert_eq!(buyer.confirm(&self.quote).await.expect_err("not bought"), trouble);
        assert_eq!(newcomer.confirm(&self.to_hold).await.expect_err("not held"), trouble);
        assert_eq!(newcomer.cancel(&self.held).await.expect_err("not cancelled"), trouble);
        let texts = [("country", "US"), ("id_type", "passport")];
        let upload = newcomer.upload("document", &texts, &[("front", "front.jpg", photo())]).await;
        assert_eq!(read::<()>(upload).await.expect_err("not taken"), trouble);
        let entered = shop.visitor().enter(&[("who", "Operator")], "sign_in_demo").await;
        assert_eq!(entered.expect_err("not signed in"), trouble);
        assert_eq!(webhooks::told(shop, "txn_unknown").await, 503, "the vendor tells it again");
        let cents = self.quote.total().cents().to_string();
        let fields = [
            ("number", NUMBERS.us),
            ("price_cents", cents.as_str()),
            ("request_id", self.quote.request.as_str()),
            ("if_gone", "ask"),
        ];
        let page = format!("/search?buy={}", NUMBERS.us.replace('+', "%2B"));
        let told = buyer.send_from(&page, buyer.form("/api/buy_number", &fields)).await;
        assert!(told.contains(WORDS), "a plain form is told: {told}");
        // Long enough for each session's last use to be worth writing down.
        shop.plan.clock.set_by(120);
        for path in ["/search?country=JM&type=local", "/orders", "/numbers", "/verify", "/account/statement.csv"] {
            assert_eq!(newcomer.get(path).await.status(), 200, "{path} is only read");
        }
        assert_eq!(newcomer.search("JM", "local", "").await.offers.len(), 3);
        let says = until_ready(shop, false).await;
        assert!(says.starts_with("the database"), "{says}");
        assert_eq!(shop.visitor().get("/healthz").await.status(), 200);
        assert_eq!(shop.everything().await, self.before, "nothing is half done");
    }

    /// Asked again, each is done, and done once.
    async fn come_true(&self) {
        let shop = self.buyer.shop;
        until_ready(shop, true).await;
        let placed = self.buyer.confirm(&self.quote).await.expect("bought");
        let again = self.buyer.confirm(&self.quote).await.expect("the same");
        assert_eq!(placed.order, again.order);
        self.buyer.wait_for(&placed.order, Status::Purchased).await;
        self.newcomer.confirm(&self.to_hold).await.expect("held");
        self.newcomer.cancel(&self.held).await.expect("cancelled");
        self.newcomer.show_passport("front.jpg").await;
        assert_eq!(webhooks::told(shop, "txn_unknown").await, 200);
        assert_eq!(shop.db.count("SELECT COUNT(*) FROM probe").await, 0);
    }
}

/// A house in the middle of a purchase, of a release and of a verification, each waiting for a vendor's answer.
struct Midst {
    carrier: Carrier,
    shop: TestShop,
    buying: OrderId,
    leaving: LineId,
    held: OrderId,
}

impl Midst {
    async fn of(db: Database) -> Self {
        let mut plan = Plan::hasty();
        plan.policy.carrier_timeout = Duration::from_secs(3);
        plan.policy.lease = Duration::from_millis(3_500);
        plan.policy.patience.settle = Duration::from_secs(4);
        let carrier = Carrier::open(plan.policy.carrier_timeout).await;
        let shop = TestShop::open_as(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
        let (buyer, newcomer) =
            (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
        let held = newcomer.buy(HELD).await.order;
        let leaving = buyer.own(RELEASED).await;
        newcomer.verify_with("late.jpg").await;
        shop.handed_over(1).await;
        let buying = carrier.keep_waiting(&buyer, BOUGHT, &leaving).await;
        Self { carrier, shop, buying, leaving, held }
    }

    /// Each is done once, here and at the carrier.
    async fn ends_well(&self) {
        let Self { carrier, shop, buying, leaving, held } = self;
        until_ready(shop, true).await;
        let (buyer, newcomer) =
            (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
        buyer.wait_for(buying, Status::Purchased).await;
        newcomer.wait_for(held, Status::Purchased).await;
        let gone = async || match shop.line(leaving).await.state {
            Line::Released { .. } => Ok(()),
            state => Err(format!("{state:?}")),
        };
        shop.until("released", gone).await;
        for order in [buying, held] {
            let line = shop.line_of(order).await;
            assert_eq!(shop.entries_of(&line).await, (1, 0), "captured once");
            let book = carrier.book();
            let owned = &book.owned[line.offer.number.as_e164()];
            assert_eq!((owned.tag.as_str(), Some(owned.sid.as_str())), (line.id.as_str(), line.state.sid()));
        }
        let book = carrier.book();
        assert_eq!(book.posts_of(BOUGHT).len(), 1, "asked for once, and read back");
        assert_eq!((book.sold.len(), book.rewritten.len()), (3, 0), "each was sold once: {:?}", book.sold);
        assert!(!book.owned.contains_key(RELEASED));
    }
}
