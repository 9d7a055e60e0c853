//! From a webhook to 'Purchased' on the open page, while other webhooks come in.

use plusone::store::users;
use reqwest::Client;
use std::{
    fmt,
    time::{Duration, Instant as Wall},
};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};

use futures::{StreamExt as _, stream};

use super::{
    buyer::{Buyer, Stuck},
    database::Database,
    house::House,
    pace::{Times, arrive},
    page::Page,
    people::email,
    vendor::name_of,
    webhooks::{deliver, stray, updated},
};

/// Hand-overs that are approved in a second.
const A_SECOND: u32 = 5;
/// All of them.
pub const COUNT: usize = 300;
/// Other webhooks in a second.
const STRAYS_A_SECOND: u32 = 20;
/// All of these, as long as the approvals take.
const STRAYS: u32 = COUNT as u32 * STRAYS_A_SECOND / A_SECOND;
/// Buyers who prepare at once.
const AT_ONCE: usize = 4;
/// How long a page may wait.
const WITHIN: Duration = Duration::from_secs(300);

/// Somebody whose pictures the vendor has, before their open page.
struct Waiting {
    page: Page,
    /// The hand-over, as the vendor calls it.
    subject: String,
}

/// All who wait.
pub struct Prepared(Vec<Waiting>);

impl Prepared {
    /// The cookies of their sessions.
    pub fn sessions(&self) -> Vec<String> {
        self.0.iter().map(|waiting| waiting.page.buyer().cookie().to_owned()).collect()
    }

    /// Their hand-overs.
    pub fn subjects(&self) -> Vec<String> {
        self.0.iter().map(|waiting| waiting.subject.clone()).collect()
    }
}

/// What the approvals came to.
pub struct Live {
    /// From the moment at which each webhook was to be sent until the page showed 'Purchased'.
    pub times: Times,
    /// Whatever else happened, to the other webhooks too.
    pub errors: Vec<Stuck>,
}

/// Lets buyers, from this one on, come as far as waiting.
pub async fn prepare(db: &Database, house: &House, first: usize) -> Prepared {
    let began = Wall::now();
    let (http, url) = (&house.http, &house.url);
    let preparing = (first..first + COUNT).map(|number| async move {
        let waiting = wait(db, http, url, number).await;
        waiting.unwrap_or_else(|stuck| panic!("buyer {number} cannot be prepared: {stuck:?}"))
    });
    let waiting = stream::iter(preparing).buffer_unordered(AT_ONCE).collect().await;
    // The vendor has them all, and the house knows it.
    let missing = "SELECT COUNT(*) FROM jobs WHERE kind = 'submit'";
    while db.count(missing).await > 0 {
        sleep(Duration::from_millis(100)).await;
    }
    println!("  {COUNT} hand-overs prepared in {} s", began.elapsed().as_secs());
    Prepared(waiting)
}

async fn wait(db: &Database, http: &Client, url: &str, number: usize) -> Result<Waiting, Stuck> {
    let mut tx = db.read().await;
    let user = users::by_email(&mut tx, &email(number)).await.expect("read").expect("somebody");
    drop(tx);
    let buyer = Buyer::enter(http, url, number, Duration::ZERO).await?;
    // All of them the carrier's.
    let order = buyer.buy(&format!("+1416555{:04}", 100 + number)).await?;
    buyer.verify("front.jpg").await?;
    let page = Page::open(http, url, buyer, order).await?;
    Ok(Waiting { page, subject: name_of(&user.account) })
}

/// Approves one after the other.
pub async fn run(house: &House, Prepared(waiting): Prepared) -> Live {
    let (http, url) = (&house.http, &house.url);
    let watched: Vec<(String, JoinHandle<Result<Instant, Stuck>>)> =
        waiting.into_iter().map(|Waiting { page, subject }| (subject, tokio::spawn(page.purchased(WITHIN)))).collect();
    let approving = arrive(A_SECOND, watched, |(subject, page), sent| {
        let (http, url) = (http.clone(), url.clone());
        house.vendor.approve(&subject);
        async move {
            deliver(&http, &url, updated(&format!("evt_{subject}"), &subject)).await?;
            Ok(page.await.expect("no page panics")?.duration_since(sent))
        }
    });
    let strays = arrive(STRAYS_A_SECOND, 0..STRAYS, |turn, _| {
        let (http, url) = (http.clone(), url.clone());
        async move { deliver(&http, &url, stray(turn)).await }
    });
    let (approved, strays) = tokio::join!(approving, strays);
    let mut errors: Vec<Stuck> = strays.into_iter().filter_map(Result::err).collect();
    let mut times = Vec::new();
    for end in approved {
        match end {
            Ok(time) => times.push(time),
            Err(stuck) => errors.push(stuck),
        }
    }
    Live { times: Times::new(times), errors }
}

impl fmt::Display for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.errors.len();
        write!(
            f,
            "  live: {COUNT} approvals at {A_SECOND}/s beside {STRAYS} other webhooks at {STRAYS_A_SECOND}/s, from the \
            webhook to 'Purchased' on the open page: {}, {errors} errors",
            self.times
        )?;
        self.errors.iter().take(10).try_for_each(|error| write!(f, "\n    {error:?}"))
    }
}
