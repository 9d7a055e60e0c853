//! A house between two vendors, and a script played to it.

use app::{
    AppError,
    desk::{DemoAccount, Placed},
    domain::{
        AccountId, Approval, CountryCode, Money, OrderId, PhoneNumber, Telephony, Timestamp,
        gate::{self, Verdict},
        offer::{Capabilities, NumberType, Offer, Source},
        region::RegulatedRegions,
    },
};
use plusone::{
    clock::Clock,
    store::{jobs, jobs::Vendor, lines, lines::StoredLine, orders, stock, users},
};
use std::{
    sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use super::{
    check,
    office::{Office, Word},
    replay::Cases,
    script::{NEWCOMERS, News, Step, World},
};
use crate::{
    database::Database,
    people,
    scripted::Carrier,
    shop::{Plan, Refused, TestShop, Visitor, photo},
    webhooks,
};

const DAY: Duration = Duration::from_secs(86_400);
/// How long a vendor may take, by the real clock; every other wait is by one that stands until it is moved.
const TIMEOUT: Duration = Duration::from_millis(400);
/// Settle times until all must rest.
const REST_WITHIN: usize = 100;
/// Later than anything can be due.
const EVER: Timestamp = Timestamp::from_micros(i64::MAX);

/// One house for all scripts, which share nothing in it but the account that is verified.
pub struct Town {
    pub shop: TestShop,
    pub carrier: Carrier,
    pub office: Office,
    played: AtomicU32,
    working: AtomicBool,
}

impl Town {
    /// A town with so many newcomers.
    pub async fn open(db: Database, newcomers: u32) -> Self {
        let carrier = Carrier::open(TIMEOUT + Duration::from_millis(50)).await;
        let office = Office::open().await;
        let mut plan = Plan {
            clock: Clock::manual(Timestamp::from_micros(1_790_000_000_000_000)),
            hurry: true,
            vendor_timeout: TIMEOUT,
            vendor: Some(office.url.clone()),
            carrier: Some(carrier.url()),
            ..Plan::default()
        };
        let policy = &mut plan.policy;
        policy.carrier_timeout = TIMEOUT;
        policy.lease = Duration::from_secs(30);
        policy.patience.settle = Duration::from_secs(120);
        policy.poll_after = Duration::from_secs(120);
        policy.hold = Duration::from_secs(3_600);
        policy.grace = Duration::from_secs(60);
        (policy.session_idle, policy.session_life) = (10_000 * DAY, 10_000 * DAY);
        policy.credit = Money::from_cents(100_000_000);
        let shop = TestShop::without_worker(db, plan).await;
        people::add(&shop.db, usize::try_from(newcomers).expect("few")).await;
        Self { shop, carrier, office, played: AtomicU32::new(0), working: AtomicBool::new(false) }
    }

    /// Plays a script until everything rests, and compares the books.
    /// `seen` counts the steps that were begun, so that only those are tried in shorter scripts.
    pub async fn play(&self, world: &World, steps: Vec<Step>, seen: Option<&AtomicUsize>) {
        let mut run = Run::begin(self, world.strict).await;
        for step in steps {
            if let Some(seen) = seen {
                seen.fetch_add(1, Ordering::SeqCst);
            }
            run.step(step).await;
        }
        run.turn_fine();
        run.come_to_rest().await;
        check::the_books_agree(&run).await;
    }

    fn works(&self) -> bool {
        self.working.load(Ordering::SeqCst)
    }

    async fn start(&self) {
        self.shop.start_worker().await;
        self.working.store(true, Ordering::SeqCst);
    }

    /// Whether nothing is due by then, and no wait that is over is left for the next sweep.
    async fn idle(&self, by: Timestamp) -> bool {
        let mut tx = self.shop.db.read().await;
        let now = self.shop.plan.clock.now();
        orders::expiring(&mut tx, now).await.expect("read").is_empty()
            && lines::due(&mut tx, by, 1).await.expect("read").is_empty()
            && jobs::due(&mut tx, Vendor::Identity, by, 1).await.expect("read").is_empty()
            && jobs::due(&mut tx, Vendor::Carrier, by, 1).await.expect("read").is_empty()
    }

    async fn work_off(&self) {
        let look = async || if self.idle(self.shop.plan.clock.now()).await { Ok(()) } else { Err(String::new()) };
        self.shop.until("what is due is done", look).await;
    }
}

/// A buyer of a script.
pub struct Buyer<'a> {
    pub visitor: Visitor<'a>,
    pub account: AccountId,
}

/// One script under way.
pub struct Run<'a> {
    pub town: &'a Town,
    pub buyers: Vec<Buyer<'a>>,
    /// The orders that were placed, with their buyers; a purchase that was refused keeps its turn.
    pub orders: Vec<Option<(usize, OrderId)>>,
    /// Whether workers were killed.
    pub killed: bool,
    /// When the clock was moved, and where to.
    pub moves: Vec<(Instant, Timestamp)>,
    numbers: [String; super::script::NUMBERS],
    name: u32,
    events: Vec<(String, String)>,
}

impl<'a> Run<'a> {
    async fn begin(town: &'a Town, strict: bool) -> Self {
        let name = town.played.fetch_add(1, Ordering::SeqCst);
        let (stocked, free) = (format!("+1415{}", 7_000_000 + name), format!("+1876{}", 7_000_000 + name));
        let mut tx = town.shop.db.write().await;
        let offers = [offer(&stocked, CountryCode::US), offer(&free, CountryCode::JM)];
        stock::add(&mut tx, &offers).await.expect("stocked");
        tx.commit().await.expect("commits");
        let carried = |turn: u32| format!("+1202{}", 7_000_000 + 2 * name + turn);
        let mut buyers = Vec::new();
        for turn in 0..NEWCOMERS {
            let email = people::email(NEWCOMERS * usize::try_from(name).expect("few") + turn);
            let mut visitor = town.shop.visitor();
            let fields = [("email", email.as_str()), ("password", people::PASSWORD)];
            visitor.enter(&fields, "sign_in").await.expect("signed in");
            let mut tx = town.shop.db.read().await;
            let user = users::by_email(&mut tx, &email).await.expect("read").expect("a newcomer");
            buyers.push(Buyer { visitor, account: user.account });
        }
        let account = town.shop.account(DemoAccount::Verified).await;
        buyers.push(Buyer { visitor: town.shop.sign_in(DemoAccount::Verified).await, account });
        let mut run = Self {
            town,
            buyers,
            orders: Vec::new(),
            killed: false,
            moves: vec![(Instant::now(), town.shop.plan.clock.now())],
            numbers: [carried(0), carried(1), stocked, free],
            name,
            events: Vec::new(),
        };
        // A script that failed may have left something to do.
        town.carrier.book().turn_fine();
        town.office.book().turn_fine();
        run.come_to_rest().await;
        let mut book = town.carrier.book();
        (book.posts, book.views, book.rewritten, book.strict) = (Vec::new(), Vec::new(), Vec::new(), strict);
        drop(book);
        run
    }

    async fn step(&mut self, step: Step) {
        let town = self.town;
        match step {
            Step::Buy { buyer, numbers } => {
                let order = self.buy(buyer, &numbers).await;
                self.orders.push(order.map(|order| (buyer, order)));
            }
            Step::Cancel(order) => {
                let Some((buyer, order)) = &self.orders[order] else { return };
                may_be_late(self.buyers[*buyer].visitor.cancel(order).await);
            }
            Step::GiveBack(order) => {
                let Some((buyer, order)) = &self.orders[order] else { return };
                for line in self.lines_of(order).await {
                    may_be_late(self.buyers[*buyer].visitor.release(&line.id).await);
                }
            }
            Step::Verify(buyer) => self.verify(buyer).await,
            Step::Say(buyer, word) => town.office.book().say(self.buyers[buyer].account.as_str(), word),
            Step::Tell(buyer, news) => self.tell(buyer, news).await,
            Step::Sale(fault) => town.carrier.book().purchases.push_back(fault),
            Step::Look(fault) => town.carrier.book().looks.push_back(fault),
            Step::Release(fault) => town.carrier.book().releases.push_back(fault),
            Step::HandOver(fault) => town.office.book().hand_overs.push_back(fault),
            Step::Read(fault) => town.office.book().reads.push_back(fault),
            Step::Kill(after) => {
                tokio::time::sleep(Duration::from_millis(after)).await;
                town.shop.kill_worker().await;
                town.working.store(false, Ordering::SeqCst);
                self.killed = true;
            }
            Step::Start => town.start().await,
            Step::Pass(time) => self.pass(time).await,
        }
    }

    /// Moves the clock, while nothing is on its way: a request that takes longer than a settle time is beyond what is
    /// promised. What is due by now was begun by a worker, if one works.
    async fn pass(&mut self, time: Duration) {
        let town = self.town;
        if town.works() {
            let begun = Instant::now();
            town.shop.stop_worker().await;
            // On a slow machine work is left to its lease.
            self.killed |= begun.elapsed() > TIMEOUT;
        }
        town.carrier.quiet().await;
        town.shop.plan.clock.advance(time);
        self.moves.push((Instant::now(), town.shop.plan.clock.now()));
        if town.works() {
            town.shop.start_worker().await;
        }
    }

    /// What the clock showed then.
    pub fn clock_at(&self, then: Instant) -> Timestamp {
        let before = self.moves.iter().rev().find(|(moved, _)| *moved <= then);
        before.or(self.moves.first()).expect("a beginning").1
    }

    /// What the vendor's books allow the buyer's case to be at that moment.
    pub fn cases(&self, buyer: usize, then: Instant) -> Cases {
        let book = self.town.office.book();
        let mut cases = Cases::new();
        let deeds = book.deeds.iter().filter(|deed| deed.account == self.buyers[buyer].account.as_str());
        deeds.filter(|deed| deed.at <= then).for_each(|deed| cases.hear(deed));
        cases
    }

    /// The same before the last thing that the vendor did until then, which may have been heard after a request was
    /// begun that arrived later.
    pub fn before_the_last_word(&self, buyer: usize, then: Instant) -> Cases {
        let last = {
            let book = self.town.office.book();
            let deeds = book.deeds.iter().filter(|deed| deed.account == self.buyers[buyer].account.as_str());
            deeds.map(|deed| deed.at).filter(|at| *at <= then).max()
        };
        last.map_or_else(Cases::new, |last| self.cases(buyer, last - Duration::from_nanos(1)))
    }

    pub async fn lines_of(&self, order: &OrderId) -> Vec<StoredLine> {
        let mut tx = self.town.shop.db.read().await;
        lines::of_order(&mut tx, order).await.expect("read")
    }

    /// The order, unless there is nothing to buy; the gate says of it what it must.
    async fn buy(&self, buyer: usize, numbers: &[usize]) -> Option<OrderId> {
        let list: Vec<&str> = numbers.iter().map(|number| self.numbers[*number].as_str()).collect();
        let visitor = &self.buyers[buyer].visitor;
        let before = self.cases(buyer, Instant::now());
        let asked = async {
            let quote = visitor.try_quote(&list.join(",")).await?;
            let placed = visitor.confirm(&quote).await?;
            let numbers: Vec<PhoneNumber> = quote.offers.into_iter().map(|offer| offer.number).collect();
            Ok::<_, Refused>((placed, numbers))
        };
        let (placed, numbers): (Placed, _) = match asked.await {
            Ok(placed) => placed,
            Err(Refused { error, .. }) => match error {
                AppError::NumberGone | AppError::CarrierTrouble | AppError::HoldLimit | AppError::IdentityDeclined => {
                    return None;
                }
                other => panic!("refused: {other}"),
            },
        };
        let after = self.cases(buyer, Instant::now());
        let verified = buyer >= NEWCOMERS;
        let may_be_verified = verified || before.may_be_approved() || after.may_be_approved();
        match (placed.held.is_some(), held(&numbers, false)) {
            (true, gated) => assert!(gated && !verified, "{numbers:?} of buyer {buyer} are held"),
            (false, gated) => assert!(!gated || may_be_verified, "{numbers:?} of buyer {buyer} are not held"),
        }
        Some(placed.order)
    }

    async fn verify(&self, buyer: usize) {
        let visitor = &self.buyers[buyer].visitor;
        let passport = [("country", "US"), ("id_type", "passport")];
        let face = [("consent", app::desk::CONSENT_VERSION)];
        for (route, texts, side) in [("document", &passport[..], "front"), ("selfie", &face[..], "selfie")] {
            let status = visitor.upload(route, texts, &[(side, "front.jpg", photo())]).await.status();
            assert!(!status.is_server_error(), "{route}: {status}");
            if !status.is_success() {
                // Not the time for it.
                return;
            }
        }
    }

    async fn tell(&mut self, buyer: usize, news: News) {
        let account = self.buyers[buyer].account.as_str();
        let (names, next) = {
            let book = self.town.office.book();
            (book.names(account), book.next_name(account))
        };
        let event = format!("evt_{}_{}", self.name, self.events.len());
        let (event, subject) = match news {
            News::New => (event, names.last().cloned()),
            News::Old => (event, names.first().cloned()),
            News::Early => (event, Some(next)),
            News::Again => self.events.last().cloned().map_or((event, None), |(event, name)| (event, Some(name))),
            News::False => {
                let subject = names.last().unwrap_or(&next);
                assert_eq!(webhooks::told_falsely(&self.town.shop, subject).await, [401, 401]);
                return;
            }
        };
        if let Some(subject) = subject {
            assert_eq!(webhooks::told_as(&self.town.shop, &event, &subject).await, 200);
            self.events.push((event, subject));
        }
    }

    /// Nothing goes wrong any more, and whoever waits for the vendor's word will hear a good one.
    fn turn_fine(&self) {
        self.town.carrier.book().turn_fine();
        let mut office = self.town.office.book();
        office.turn_fine();
        for newcomer in &self.buyers[..NEWCOMERS] {
            office.say(newcomer.account.as_str(), Word::Approved);
        }
    }

    /// The vendor repeats its webhooks, and time passes until nobody has anything to do.
    async fn come_to_rest(&mut self) {
        if !self.town.works() {
            self.town.start().await;
        }
        self.town.work_off().await;
        for buyer in 0..NEWCOMERS {
            let names = self.town.office.book().names(self.buyers[buyer].account.as_str());
            for name in names {
                let event = format!("evt_last_{name}");
                assert_eq!(webhooks::told_as(&self.town.shop, &event, &name).await, 200);
            }
        }
        for _ in 0..REST_WITHIN {
            self.town.work_off().await;
            if self.town.idle(EVER).await {
                return;
            }
            self.pass(Duration::from_secs(121)).await;
        }
        let mut tx = self.town.shop.db.read().await;
        let (lines, jobs) = (lines::due(&mut tx, EVER, 9).await, jobs::due(&mut tx, Vendor::Identity, EVER, 9).await);
        panic!("no rest: {lines:?} {jobs:?}");
    }
}

/// What the gate says of numbers that are bought together.
pub fn held(numbers: &[PhoneNumber], approved: bool) -> bool {
    let approval = Approval { verification: "a-case".parse().expect("an id"), at: Timestamp::from_micros(0) };
    let approval = approved.then_some(&approval);
    let (regions, purchase) = (RegulatedRegions::default(), gate::Purchase::Numbers);
    gate::decide(&regions, purchase, numbers, Telephony::LcPhone, approval) == Verdict::Hold
}

/// A buyer may come too late, and is told so.
fn may_be_late(done: Result<(), Refused>) {
    if let Err(refused) = done {
        assert_eq!(refused.error, AppError::TooLate);
    }
}

fn offer(number: &str, country: CountryCode) -> Offer {
    Offer {
        number: number.parse().expect("a number"),
        country,
        kind: NumberType::Local,
        region: String::new(),
        locality: "Testville".to_owned(),
        capabilities: Capabilities { voice: true, sms: true, mms: true },
        monthly: Money::from_cents(115),
        source: Source::Stock,
    }
}
