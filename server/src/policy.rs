//! The numbers by which the house is run: limits, patience, lifetimes.

use app::domain::{Money, line::Patience, region::RegulatedRegions};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(86_400);

/// Limits, patience and lifetimes. The defaults are production's.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Regions whose numbers need a verified account.
    pub regions: RegulatedRegions,
    /// How long a purchase is held.
    pub hold: Duration,
    /// How long a number that is being released can still be kept.
    pub grace: Duration,
    /// Held orders of one unverified account.
    pub held_orders_max: usize,
    /// Numbers of our stock that one unverified account may keep reserved.
    pub reserved_lines_max: i64,
    /// Verification attempts that the vendor may decline.
    pub attempts_max: u32,
    /// Patience with a carrier.
    pub patience: Patience,
    /// How long one request to a carrier may take; shorter than the lease.
    pub carrier_timeout: Duration,
    /// How long a worker may keep a line or a job; shorter than the settle time.
    pub lease: Duration,
    /// After how long without a webhook the vendor is asked.
    pub poll_after: Duration,
    /// How long a hand-over may be without a word, before it is given up or a person must look.
    pub submitted_at_most: Duration,
    /// How long pictures of an unfinished case are kept.
    pub pictures_kept: Duration,
    /// How long a webhook's event is remembered: longer than the vendor repeats it, and than its signature counts.
    pub events_kept: Duration,
    /// A session ends after this long without a request …
    pub session_idle: Duration,
    /// … and after this long in any case.
    pub session_life: Duration,
    /// How long a person who showed who they are may do what asks for it: see and change how they sign in.
    pub proof_life: Duration,
    /// How often an event stream is looked after: kept alive, its session checked, lost word made up for.
    pub pulse: Duration,
    /// Failed sign-ins are counted over this long.
    pub sign_in_window: Duration,
    /// Failed sign-ins of one e-mail from one address.
    pub sign_in_failures_max: i64,
    /// Failed sign-ins of one e-mail from everywhere; high, or a stranger could lock its owner out.
    pub sign_in_failures_max_email: i64,
    /// Failed sign-ins from one address.
    pub sign_in_failures_max_address: i64,
    /// Whether whoever runs the store must show a passkey.
    pub operators_need_passkey: bool,
    /// How long an authenticator may take to answer.
    pub ceremony_life: Duration,
    /// How long a recovery code is good that whoever keeps the store made for somebody.
    pub rescue_life: Duration,
    /// What is added to a carrier's price, in percent.
    pub markup_percent: u16,
    /// What an account may commit itself to a month, unless it has a limit of its own.
    pub credit: Money,
}

impl Policy {
    /// The shortest time between two questions to the identity vendor about one case.
    #[must_use]
    pub fn look_after(&self) -> Duration {
        self.poll_after.min(Duration::from_secs(5))
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            regions: RegulatedRegions::default(),
            hold: 7 * DAY,
            grace: 10 * DAY,
            held_orders_max: 10,
            reserved_lines_max: 20,
            attempts_max: 5,
            patience: Patience { attempts: 3, settle: 2 * MINUTE },
            carrier_timeout: Duration::from_secs(15),
            lease: Duration::from_secs(30),
            poll_after: 2 * MINUTE,
            submitted_at_most: DAY,
            pictures_kept: DAY,
            events_kept: 30 * DAY,
            session_idle: 120 * MINUTE,
            session_life: DAY,
            proof_life: 5 * MINUTE,
            pulse: Duration::from_secs(15),
            sign_in_window: 10 * MINUTE,
            sign_in_failures_max: 10,
            sign_in_failures_max_email: 100,
            sign_in_failures_max_address: 100,
            operators_need_passkey: true,
            ceremony_life: 5 * MINUTE,
            rescue_life: 60 * MINUTE,
            markup_percent: 0,
            credit: Money::from_cents(100_000),
        }
    }
}
