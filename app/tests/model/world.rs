//! Everything there is at one moment: the rows, what processes have in memory, what is on its way, carrier and vendor.

use app::domain::{
    CountryCode, Timestamp,
    id_document::{IdDocument, IdType},
    line::{Event, FailReason, Line},
    verification::{Collected, Face, Outcome, Verification},
};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::{
    rules::Rule,
    setup::{Left, NOW, SETTLE, STEP, Setup, Tenant},
    store::{self, Account, Job, Store},
};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    pub store: Store,
    pub backup: Option<Store>,
    pub tasks: Vec<Task>,
    pub wire: Vec<Request>,
    pub carrier: Carrier,
    pub vendor: Vec<Vendor>,
    /// How often each wish's form may still arrive.
    pub forms: Vec<u8>,
    pub left: Left,
    pub sins: Sins,
}

/// What a process has in memory, and loses with its life.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// The intent is committed; nothing is sent.
    Send { line: usize, intent: Line, cleared: bool },
    /// The carrier's answer is waited for.
    Await { line: usize, asked_in: Line },
    /// Something was learnt, and is not committed.
    Book { line: usize, asked_in: Line, news: News },
    /// A buyer's order, whose approval was read outside the lock.
    Place { wish: usize, clear: bool },
    /// The vendor's word was read.
    Hear { tenant: usize, turn: u8, word: Outcome, asked_in: Verification },
    /// The word was taken; its job is still there.
    EndJob { tenant: usize, turn: u8, done: bool },
    /// A note that is written after the move.
    Note { order: usize },
}

/// What was learnt outside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum News {
    Bought(String),
    NotSent,
    Refused(FailReason),
    Ambiguous,
    Ours(String),
    Foreign,
    Absent { asked: Timestamp },
    Returned,
}

/// A request on its way to the carrier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    pub what: What,
    pub line: usize,
    /// Who waits for the answer, if anybody still does.
    pub asked_in: Option<Line>,
    /// Steps until it has done what it will ever do.
    pub late: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Buy; `cleared` says whether the gate cleared the line when the intent was committed.
    Buy {
        cleared: bool,
    },
    Return {
        sid: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Carrier {
    pub numbers: Vec<Holder>,
    /// How often it sold something to each line.
    pub sales: Vec<u8>,
    pub sids: u8,
}

/// Who has a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    Free,
    Stranger,
    /// We: bought for line `by`, and now tagged so; the list shows it after so many steps.
    Ours {
        sid: String,
        by: usize,
        tag: Option<usize>,
        hidden: u8,
    },
}

/// The identity vendor's side of one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Vendor {
    pub word: Outcome,
    pub webhooks: Vec<Webhook>,
    pub sent: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Webhook {
    pub event: u8,
    pub word: Outcome,
}

/// What no row shows afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sins {
    /// A number was bought by an intent that the gate did not clear.
    pub unverified: bool,
    /// A word of the vendor's counted that it had taken back before it reached us.
    pub stale: bool,
    /// The news of a word never reached us.
    pub lost: bool,
}

impl World {
    pub fn new(setup: &Setup) -> Self {
        let mut world = Self {
            store: Store { strict: !setup.lax, ..Store::default() },
            backup: None,
            tasks: Vec::new(),
            wire: Vec::new(),
            carrier: Carrier {
                numbers: vec![Holder::Free; setup.numbers.len()],
                sales: vec![0; setup.numbers.len() * setup.wishes.len()],
                sids: 0,
            },
            vendor: Vec::new(),
            forms: vec![1 + u8::from(setup.left.repeats > 0); setup.wishes.len()],
            left: setup.left,
            sins: Sins::default(),
        };
        for (id, tenant) in setup.tenants.iter().enumerate() {
            let case = Verification::Collecting(complete());
            world.store.accounts.push(Account {
                approved: false,
                case,
                decided: None,
                fetch: None,
                events: Vec::new(),
            });
            world.vendor.push(Vendor { word: Outcome::Pending, webhooks: Vec::new(), sent: 0 });
            if *tenant != Tenant::Collected {
                world.store.submit(setup, id);
            }
            if *tenant == Tenant::Approved {
                world.vendor[id].word = Outcome::Approved;
                world.store.hear(setup, id, Outcome::Approved).expect("a word on a hand-over");
                world.store.accounts[id].fetch = None::<Job>;
            }
        }
        world
    }

    /// Workers that have a line in hand.
    pub fn hands_on(&self, of: usize) -> usize {
        let has = |task: &&Task| matches!(task, Task::Send { line, .. } | Task::Await { line, .. } | Task::Book { line, .. } if *line == of);
        self.tasks.iter().filter(has).count()
    }

    /// Requests to take a line's number back that are on their way.
    pub fn returns_of(&self, line: usize) -> usize {
        self.wire.iter().filter(|request| request.line == line && matches!(request.what, What::Return { .. })).count()
    }

    /// Workers that have a tenant's case in hand.
    pub fn hands_on_case(&self, of: usize) -> usize {
        let has =
            |task: &&Task| matches!(task, Task::Hear { tenant, .. } | Task::EndJob { tenant, .. } if *tenant == of);
        self.tasks.iter().filter(has).count()
    }

    /// A lease of `of` that nobody has in memory.
    pub fn mark(&self, of: usize) -> i64 {
        let held = |mark: i64| {
            let ends = |state: &Line| matches!(state, Line::Buying { lease_until, .. } if (lease_until.micros() + mark) % STEP == 0);
            self.tasks.iter().any(|task| match task {
                Task::Send { line, intent: state, .. }
                | Task::Await { line, asked_in: state }
                | Task::Book { line, asked_in: state, .. } => *line == of && ends(state),
                _ => false,
            })
        };
        (1..STEP).find(|mark| !held(*mark)).unwrap_or(STEP)
    }

    /// The carrier handles a request. A list that lags shows a sale as late as it may.
    pub fn process(&mut self, setup: &Setup, request: &Request, lags: bool) {
        let news = match &request.what {
            What::Buy { cleared } => self.sell(setup, request, *cleared, lags),
            What::Return { sid } => {
                let number = self.store.lines[request.line].number;
                for (id, holder) in self.carrier.numbers.iter_mut().enumerate() {
                    let named = match holder {
                        Holder::Ours { sid: other, .. } if setup.keeps(Rule::ReturnById) => other == sid,
                        Holder::Ours { .. } => id == number,
                        _ => false,
                    };
                    if named {
                        *holder = Holder::Free;
                    }
                }
                News::Returned
            }
        };
        self.answer(request, news);
    }

    fn sell(&mut self, setup: &Setup, request: &Request, cleared: bool, lags: bool) -> News {
        let line = request.line;
        let carrier = &mut self.carrier;
        let asked = self.store.lines[line].number;
        let number = if setup.keeps(Rule::ExactNumber) {
            asked
        } else {
            carrier.numbers.iter().rposition(|holder| *holder == Holder::Free).unwrap_or(asked)
        };
        match &mut carrier.numbers[number] {
            free @ Holder::Free => {
                carrier.sids += 1;
                carrier.sales[line] += 1;
                self.sins.unverified |= !cleared;
                let sid = format!("PN{}", carrier.sids);
                let tag = setup.keeps(Rule::TaggedAtOnce).then_some(line);
                let hidden = if lags { request.late } else { 0 };
                *free = Holder::Ours { sid: sid.clone(), by: line, tag, hidden };
                News::Bought(sid)
            }
            Holder::Ours { sid, tag, .. } if setup.rewrites => {
                *tag = Some(line);
                News::Bought(sid.clone())
            }
            Holder::Ours { .. } | Holder::Stranger => News::Refused(FailReason::NumberGone),
        }
    }

    /// Who waits for the answer to a request gets it.
    pub fn answer(&mut self, request: &Request, news: News) {
        let Some(asked_in) = &request.asked_in else { return };
        let waits = Task::Await { line: request.line, asked_in: asked_in.clone() };
        if let Some(task) = self.tasks.iter_mut().find(|task| **task == waits) {
            *task = Task::Book { line: request.line, asked_in: asked_in.clone(), news };
        }
    }

    /// What the carrier's list says of a line's number.
    pub fn look(&self, line: usize) -> News {
        match &self.carrier.numbers[self.store.lines[line].number] {
            Holder::Ours { sid, tag, hidden: 0, .. } if *tag == Some(line) => News::Ours(sid.clone()),
            Holder::Ours { hidden: 0, .. } => News::Foreign,
            _ => News::Absent { asked: NOW },
        }
    }

    /// A step of the clock passes.
    pub fn pass(&mut self) {
        self.store.pass();
        for task in &mut self.tasks {
            match task {
                Task::Send { intent: state, .. } | Task::Await { asked_in: state, .. } => store::pass(state),
                Task::Book { asked_in, news, .. } => {
                    store::pass(asked_in);
                    if let News::Absent { asked } = news {
                        *asked = store::longer_ago(*asked);
                    }
                }
                _ => {}
            }
        }
        for request in &mut self.wire {
            request.late -= 1;
            if let Some(state) = &mut request.asked_in {
                store::pass(state);
            }
        }
        for holder in &mut self.carrier.numbers {
            if let Holder::Ours { hidden, .. } = holder {
                *hidden = hidden.saturating_sub(1);
            }
        }
    }

    /// Puts what has no order into one, so that worlds that differ by it alone are one.
    pub fn tidy(&mut self) {
        self.tasks.sort_by_cached_key(digest);
        self.wire.sort_by_cached_key(digest);
    }

    /// Puts a new request on its way.
    pub fn send(&mut self, what: What, line: usize, asked_in: Line) {
        self.wire.push(Request { what, line, asked_in: Some(asked_in.clone()), late: SETTLE });
        self.tasks.push(Task::Await { line, asked_in });
    }

    /// Nobody waits for the answer any more.
    pub fn stop_waiting(&mut self, of: usize, state: &Line) {
        for request in &mut self.wire {
            if request.line == of && request.asked_in.as_ref() == Some(state) {
                request.asked_in = None;
            }
        }
    }
}

impl News {
    /// What it is to a line, booked now.
    pub fn event(self, setup: &Setup) -> Event {
        match self {
            Self::Bought(sid) => Event::Bought { sid },
            Self::NotSent => Event::NotSent,
            Self::Refused(reason) => Event::Refused(reason),
            Self::Ambiguous => Event::Ambiguous,
            Self::Ours(sid) => Event::SeenOurs { sid },
            Self::Foreign => Event::SeenForeign,
            Self::Absent { asked } => {
                Event::SeenAbsent { at: if setup.keeps(Rule::DatedWhenAsked) { asked } else { NOW } }
            }
            Self::Returned => Event::Returned { at: NOW },
        }
    }
}

fn complete() -> Collected {
    let document = IdDocument::new(CountryCode::US, IdType::Passport).expect("a US passport");
    Collected { document: Some(document), front: true, back: false, face: Face::Given }
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
