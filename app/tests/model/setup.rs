//! The worlds that are explored: who wants what, what may go wrong and how often.

use app::domain::{PhoneNumber, Timestamp, line::Patience, order::IfGone, region::RegulatedRegions};
use std::time::Duration;

use crate::rules::Rule;

/// A step of the clock. Moments are told from now on, in thousandths of a step, so that worlds that differ by their date
/// alone are one.
pub const STEP: i64 = 1_000;
/// Always.
pub const NOW: Timestamp = Timestamp::from_micros(0);
/// How long a worker has, in steps.
pub const LEASE: i64 = 1;
/// How long a request may take to do what it does, in steps; longer than the lease.
pub const SETTLE: u8 = 2;
/// How long the server waits for an answer; shorter than the lease.
pub const TIMEOUT: Duration = Duration::from_micros(500);
/// Where a wait ends that is not explored.
pub const FAR: Timestamp = Timestamp::from_micros(i64::MAX);

/// The moment `steps` from now.
pub const fn steps(steps: i64) -> Timestamp {
    Timestamp::from_micros(steps * STEP)
}

/// How a tenant stands with the identity vendor at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenant {
    /// Has everything ready to hand over.
    Collected,
    /// Waits for the vendor's word.
    Submitted,
    /// Is verified.
    Approved,
}

/// An order that a tenant wants to place.
#[derive(Clone, Debug)]
pub struct Wish {
    pub tenant: usize,
    pub numbers: Vec<usize>,
    pub if_gone: IfGone,
}

/// What may still happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Left {
    /// Every process dies.
    pub crashes: u8,
    /// The database is restored from a backup, once one was made.
    pub restores: u8,
    /// The vendor declines, or takes an approval back.
    pub revocations: u8,
    /// A stranger buys a number, or returns it.
    pub strangers: u8,
    /// The carrier answers that it is too busy.
    pub busy: u8,
    /// The carrier refuses for a reason of its own.
    pub refusals: u8,
    /// A form or a webhook arrives twice.
    pub repeats: u8,
    /// Somebody between us and the carrier repeats a request to buy.
    pub duplicates: u8,
    /// A webhook is lost.
    pub losses: u8,
    /// The vendor's people look, and a person of ours may be faster.
    pub reviews: u8,
    /// A person of ours says what becomes of a line that needs one.
    pub persons: u8,
    /// A person of ours has the rules ask for an identity that they did not ask for before.
    pub tightenings: u8,
}

/// One world to explore.
#[derive(Clone, Debug)]
pub struct Setup {
    pub without: &'static [Rule],
    pub tenants: Vec<Tenant>,
    pub wishes: Vec<Wish>,
    pub numbers: Vec<PhoneNumber>,
    /// What the rules ask for, once they are strict.
    pub regions: RegulatedRegions,
    /// Whether the rules ask for no identity at first.
    pub lax: bool,
    pub left: Left,
    /// How many workers may have the same line at once: one a process.
    pub nodes: usize,
    /// Requests that may be sent for a line.
    pub attempts: u32,
    /// What the carrier says of a number that it sold us before: 201 and another tag, or "not available".
    pub rewrites: bool,
    /// The carrier's list may lag behind its sales.
    pub lags: bool,
    /// Buyers may cancel.
    pub cancels: bool,
    /// Buyers may return what they bought.
    pub returns: bool,
    /// Holds and choices run out after so many steps, if at all.
    pub hold: Option<i64>,
}

impl Setup {
    /// One number, wanted by one tenant.
    pub fn one(tenant: Tenant) -> Self {
        Self {
            without: &[],
            tenants: vec![tenant],
            wishes: vec![Wish { tenant: 0, numbers: vec![0], if_gone: IfGone::Ask }],
            numbers: (0..3).map(number).collect(),
            regions: RegulatedRegions::default(),
            lax: false,
            left: Left::default(),
            nodes: 1,
            attempts: 2,
            rewrites: false,
            lags: false,
            cancels: false,
            returns: false,
            hold: None,
        }
    }

    /// The same world without some rules.
    pub fn without(self, without: &'static [Rule]) -> Self {
        Self { without, ..self }
    }

    pub fn keeps(&self, rule: Rule) -> bool {
        !self.without.contains(&rule)
    }

    pub fn patience(&self) -> Patience {
        let settle = if self.keeps(Rule::Settle) { SETTLE } else { 0 };
        Patience { attempts: self.attempts, settle: steps(settle.into()).since(NOW) }
    }

    /// When a hold, or a choice, that begins now runs out.
    pub fn hold_until(&self) -> Timestamp {
        self.hold.map_or(FAR, steps)
    }
}

fn number(index: u32) -> PhoneNumber {
    format!("+1212555{:04}", 100 + index).parse().expect("a number of the plan")
}

/// One line of a verified tenant, for rules of buying.
pub fn line() -> Setup {
    Setup::one(Tenant::Approved)
}

/// One held order.
pub fn held() -> Setup {
    Setup::one(Tenant::Submitted)
}

/// The same number, wanted by two tenants.
pub fn rivals(tenants: [Tenant; 2]) -> Setup {
    let wish = |tenant| Wish { tenant, numbers: vec![0], if_gone: IfGone::Ask };
    Setup { tenants: tenants.into(), wishes: vec![wish(0), wish(1)], ..line() }
}

pub fn faults(setup: Setup) -> Setup {
    let left = Left { crashes: 1, strangers: 1, ..Left::default() };
    Setup { left, ..setup }
}
