//! The numbers by which the house is run: limits, patience, lifetimes.

use app::{
    desk::{PHONE_MINUTES, WAITED_MINUTES},
    domain::{Money, line::Patience, region::RegulatedRegions, rule::Rules, verification::Poses},
};
use std::time::Duration;

/// Requests a minute that are answered, in one go or one after the other. Zero sets no limit. What a session may send,
/// an address, which may be an office, may send [`Rates::ADDRESS`] times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Pages, and what leads to none.
    pub pages: u32,
    /// Searches, as page or server function: each may ask the carrier.
    pub searches: u32,
    /// Server functions.
    pub calls: u32,
    /// Questions that one account's calls put to carrier and identity vendor; a quote has one for each number that we do
    /// not have.
    pub questions: u32,
    /// Uploads: each takes up to a second of a core.
    pub uploads: u32,
    /// Event streams that are opened.
    pub streams: u32,
    /// The site's files and questions for the house's health, from one address.
    pub files: u32,
    /// Webhooks with a bad signature, from one address.
    pub bad_webhooks: u32,
    /// Callbacks of the carrier that are signed for one account: who brings their own carrier can sign what they like.
    pub callbacks: u32,
    /// What readers say of the help, from one address: nobody needs a session for it, and it is kept.
    pub feedback: u32,
}

impl Rates {
    /// How many sessions one address stands for.
    pub const ADDRESS: u32 = 10;
}

impl Default for Rates {
    fn default() -> Self {
        // Nobody who reads what comes gets near them, and none of them is much of a core.
        Self {
            pages: 1_200,
            searches: 1_200,
            calls: 3_000,
            questions: 1_200,
            uploads: 120,
            streams: 1_200,
            files: 30_000,
            bad_webhooks: 600,
            callbacks: 600,
            feedback: 30,
        }
    }
}

/// How many connections may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// Of all together. Whoever comes then waits.
    pub all: usize,
    /// Of one address that is no trusted proxy's; fewer than all, so that it leaves room. More are closed.
    pub of_one: usize,
    /// How long a new one may take until the head of its first request is there.
    pub first_head: Duration,
    /// The same for later ones, silence before them included: longer than proxies keep an idle connection (60 s), or
    /// they would send requests into closed ones.
    pub next_head: Duration,
}

impl Default for Connections {
    fn default() -> Self {
        Self { all: 20_000, of_one: 12_000, first_head: Duration::from_secs(15), next_head: Duration::from_secs(75) }
    }
}

const MINUTE: Duration = minutes(1);
const DAY: Duration = minutes(1_440);

/// So many minutes.
#[must_use]
pub const fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

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
    /// Of which pictures a selfie is made.
    pub poses: Poses,
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
    /// How long what readers say of the help is kept.
    pub feedback_kept: Duration,
    /// How long an application is kept that is a draft or was refused, and that nobody touches.
    pub drafts_kept: Duration,
    /// How much of a day is kept of what people say who are not signed in: the disk is not theirs to fill.
    pub strangers_feedback_max: i64,
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
    /// How many requests are answered.
    pub rates: Rates,
    /// Event streams that one session has open at once; browsers that cannot share one among tabs have one a tab.
    pub streams_max: usize,
    /// How many connections are open.
    pub connections: Connections,
    /// Whether whoever runs the store must show a passkey.
    pub operators_need_passkey: bool,
    /// How long an authenticator may take to answer.
    pub ceremony_life: Duration,
    /// How long a recovery code is good that whoever keeps the store made for somebody.
    pub rescue_life: Duration,
    /// How long a phone is waited for that is to go on with an identity …
    pub handoff_life: Duration,
    /// … how long it may take then …
    pub phone_life: Duration,
    /// … and how long it may still look at what comes of it, once the identity needs it no longer.
    pub phone_rest: Duration,
    /// Event streams that a phone has open at once.
    pub phone_streams_max: usize,
    /// How often a person may begin that, over the time in which failed sign-ins are counted.
    pub handoffs_max: i64,
    /// How many text messages a person may have sent over that time, and how many one number gets.
    pub texts_max: i64,
    /// How many text messages a day an account may have sent.
    pub texts_of_account_max: u32,
    /// The same of all accounts together.
    pub texts_of_all_max: u32,
    /// How long the link of an invite is good.
    pub invite_life: Duration,
    /// How many invites of one account are mailed over that time.
    pub invites_mailed_max: i64,
    /// How long the link is good by which somebody chooses a new password, and how long it may take to be mailed.
    pub reset_life: Duration,
    /// How often such a link may be asked for one e-mail from one address, over the time in which failed sign-ins are counted.
    pub resets_max: i64,
    /// The same from all addresses together.
    pub resets_max_email: i64,
    /// How many mails a day tell the people of one account what happened; the rest stands on their page of notices. A post
    /// that is full of them would keep waiting who asks for a new password.
    pub notices_mailed_max: i64,
    /// How long it is tried to send a mail.
    pub mail_life: Duration,
    /// How long it is known what became of one.
    pub mails_kept: Duration,
    /// How long before its end people are told of a hold that ends, if it lasts four times as long.
    pub ending_soon: Duration,
    /// What is added to a carrier's price, in percent.
    pub markup_percent: u16,
    /// What an account may commit itself to a month, unless it has a limit of its own.
    pub credit: Money,
}

impl Policy {
    /// The rules as the settings have them; an operator may have put others in their place.
    #[must_use]
    pub fn rules(&self) -> Rules {
        Rules {
            regions: self.regions.clone(),
            hold: self.hold,
            attempts: self.attempts_max,
            markup: self.markup_percent,
        }
    }

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
            poses: Poses::One,
            patience: Patience { attempts: 3, settle: 2 * MINUTE },
            carrier_timeout: Duration::from_secs(15),
            lease: Duration::from_secs(30),
            poll_after: 2 * MINUTE,
            submitted_at_most: DAY,
            pictures_kept: DAY,
            events_kept: 30 * DAY,
            feedback_kept: 365 * DAY,
            drafts_kept: 365 * DAY,
            strangers_feedback_max: 1_000,
            session_idle: 120 * MINUTE,
            session_life: DAY,
            proof_life: 5 * MINUTE,
            pulse: Duration::from_secs(15),
            sign_in_window: 10 * MINUTE,
            sign_in_failures_max: 10,
            sign_in_failures_max_email: 100,
            sign_in_failures_max_address: 100,
            rates: Rates::default(),
            streams_max: 64,
            connections: Connections::default(),
            operators_need_passkey: true,
            ceremony_life: 5 * MINUTE,
            rescue_life: 60 * MINUTE,
            handoff_life: minutes(WAITED_MINUTES),
            phone_life: minutes(PHONE_MINUTES),
            phone_rest: minutes(2),
            phone_streams_max: 4,
            handoffs_max: 20,
            texts_max: 5,
            texts_of_account_max: 20,
            texts_of_all_max: 1_000,
            invite_life: DAY,
            invites_mailed_max: 20,
            notices_mailed_max: 200,
            reset_life: 10 * MINUTE,
            resets_max: 3,
            resets_max_email: 20,
            mail_life: 3 * DAY,
            mails_kept: 30 * DAY,
            ending_soon: DAY,
            markup_percent: 0,
            credit: Money::from_cents(100_000),
        }
    }
}
