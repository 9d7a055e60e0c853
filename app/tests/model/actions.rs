//! What may happen next.

use app::domain::{
    line::Line,
    order::{IfGone, Order},
    verification::{Outcome, Verification},
};
use stateright::{Model, Property};

use crate::{
    properties,
    rules::Rule,
    setup::{FAR, NOW, SETTLE, Setup, steps},
    store::{Store, StoredLine},
    world::{Holder, News, Task, Vendor, What, World},
};

/// Requests to take a number back that may be on their way for one line: the next one waits as long as one may take.
const RETURNS_AT_ONCE: usize = 2;

/// Tasks, requests and webhooks are named by their place in the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A buyer's form arrives.
    Place(usize),
    /// A buyer hands the identity over.
    Submit(usize),
    /// A buyer ends an order.
    Cancel(usize),
    /// A buyer returns a number …
    Release(usize),
    /// … and keeps it after all.
    Keep(usize),

    /// A worker takes a line, and reads the carrier if that is what is to be done.
    Take(usize),
    /// A worker sends what it intended.
    Send(usize),
    /// A worker waits for an answer no longer.
    GiveUp(usize),
    /// What a worker has in memory is committed.
    Commit(usize),
    /// A worker finds another number for one that is gone.
    Replace(usize),
    /// A worker takes the job of asking the vendor, and reads its word.
    Fetch(usize),
    /// The sweep ends waits that ran out.
    Expire(usize),
    /// The sweep wakes held orders of a verified tenant.
    Wake(usize),
    /// The sweep asks for a lost job again.
    Push(usize),
    /// A number that the carrier lists under a line's tag is booked there.
    Adopt(usize),

    /// The carrier handles a request.
    Process(usize),
    /// It handles one whose sale its list shows late.
    ProcessUnseen(usize),
    /// It handles a copy of a request that somebody on the way repeats, and whose own answer is the one that counts.
    ProcessTwice(usize),
    /// It is too busy to handle a request.
    Busy(usize),
    /// It refuses a request.
    Refuse(usize),
    /// A request never arrives.
    Lose(usize),
    /// A stranger buys a number, or returns it.
    Stranger(usize),

    /// The vendor gives its word, a yes or a no, or takes a yes back.
    Judge(usize, bool),
    /// A webhook arrives.
    Deliver(usize, usize),
    /// A webhook arrives, and will once more.
    DeliverTwice(usize, usize),
    /// A webhook never arrives.
    LoseWebhook(usize, usize),

    /// The vendor's people begin to look.
    Review(usize),
    /// A person of ours decides in their place, for the buyer or not.
    Decide(usize, bool),
    /// A person finds that the number of a line is the buyer's, or returns it past the store.
    Resolve(usize, bool),
    /// A person has the rules ask for an identity from now on.
    Tighten,

    /// Every process dies.
    Crash,
    /// The database is backed up …
    BackUp,
    /// … and restored.
    Restore,
    /// Time passes.
    Pass,
}

impl Model for Setup {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        vec![World::new(self)]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        self.stirring(world, actions);
        self.buyers(world, actions);
        self.others(world, actions);
        self.faults(world, actions);
    }

    fn next_state(&self, last: &World, action: Action) -> Option<World> {
        let mut world = last.clone();
        self.act(&mut world, action);
        world.tidy();
        (world != *last).then_some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        properties::all()
    }
}

impl Setup {
    /// Whether nothing happens any more unless a buyer, a stranger or the vendor wants something, or something breaks.
    pub fn at_rest(&self, world: &World) -> bool {
        let mut actions = Vec::new();
        self.stirring(world, &mut actions);
        actions.is_empty()
    }

    /// What happens by itself: work, messages on their way, time.
    fn stirring(&self, world: &World, actions: &mut Vec<Action>) {
        let store = &world.store;
        for (id, task) in world.tasks.iter().enumerate() {
            actions.push(match task {
                Task::Send { .. } => Action::Send(id),
                Task::Await { .. } => Action::GiveUp(id),
                _ => Action::Commit(id),
            });
        }
        for (id, line) in store.lines.iter().enumerate() {
            if due(line) && world.hands_on(id) < self.nodes && world.returns_of(id) < RETURNS_AT_ONCE {
                actions.push(Action::Take(id));
            }
            let order = &store.orders[line.order];
            if line.state == Line::Gone && order.state == Order::Completing && order.if_gone == IfGone::Closest {
                actions.push(Action::Replace(id));
            }
        }
        for (id, account) in store.accounts.iter().enumerate() {
            if account.fetch.is_some_and(|job| job.due()) && world.hands_on_case(id) < self.nodes {
                actions.push(Action::Fetch(id));
            }
            if !store.run_out(id).is_empty() {
                actions.push(Action::Expire(id));
            }
            if self.keeps(Rule::Sweeper) && account.approved && !store.held(id).is_empty() {
                actions.push(Action::Wake(id));
            }
            if self.keeps(Rule::Sweeper) && self.keeps(Rule::OwnLook) && unasked(store, id) {
                actions.push(Action::Push(id));
            }
            actions.extend((0..world.vendor[id].webhooks.len()).map(|webhook| Action::Deliver(id, webhook)));
        }
        actions.extend((0..world.wire.len()).map(Action::Process));
        if self.keeps(Rule::Reconcile) {
            actions.extend((0..self.numbers.len()).filter(|number| adoptable(world, *number)).map(Action::Adopt));
        }
        if self.time_matters(world) {
            actions.push(Action::Pass);
        }
    }

    fn buyers(&self, world: &World, actions: &mut Vec<Action>) {
        actions.extend((0..self.wishes.len()).filter(|wish| world.forms[*wish] > 0).map(Action::Place));
        for (id, vendor) in world.vendor.iter().enumerate() {
            let collected = !world.store.accounts[id].case.waits_for_vendor() && vendor.word == Outcome::Pending;
            if collected {
                actions.push(Action::Submit(id));
            }
        }
        let open = |order: &Order| matches!(order, Order::Held { .. } | Order::Completing | Order::Choosing { .. });
        for (id, order) in world.store.orders.iter().enumerate() {
            if open(&order.state) && (self.cancels || matches!(order.state, Order::Choosing { .. })) {
                actions.push(Action::Cancel(id));
            }
        }
        for (id, line) in world.store.lines.iter().enumerate() {
            match line.state {
                Line::Owned { .. } if self.returns => actions.push(Action::Release(id)),
                Line::Releasing { .. } => actions.push(Action::Keep(id)),
                _ => {}
            }
        }
    }

    /// Carrier, strangers and vendor.
    fn others(&self, world: &World, actions: &mut Vec<Action>) {
        let left = &world.left;
        for (id, request) in world.wire.iter().enumerate() {
            let number = &world.carrier.numbers[world.store.lines[request.line].number];
            let (buys, awaited) = (matches!(request.what, What::Buy { .. }), request.asked_in.is_some());
            let may = [
                (self.lags && buys && *number == Holder::Free, Action::ProcessUnseen(id)),
                (left.duplicates > 0 && buys, Action::ProcessTwice(id)),
                (left.busy > 0 && buys && awaited, Action::Busy(id)),
                (left.refusals > 0 && buys && awaited, Action::Refuse(id)),
                // As long as somebody waits, a lost request is a late one.
                (!awaited, Action::Lose(id)),
            ];
            actions.extend(may.into_iter().filter_map(|(may, action)| may.then_some(action)));
        }
        if left.strangers > 0 {
            let wanted = |number: &usize| !matches!(world.carrier.numbers[*number], Holder::Ours { .. });
            actions.extend((0..self.numbers.len()).filter(wanted).map(Action::Stranger));
        }
        if left.persons > 0 {
            let manual = |(id, line): (usize, &StoredLine)| (line.state == Line::Manual).then_some(id);
            let lines: Vec<usize> = world.store.lines.iter().enumerate().filter_map(manual).collect();
            actions.extend(lines.into_iter().flat_map(|id| [Action::Resolve(id, true), Action::Resolve(id, false)]));
        }
        if left.tightenings > 0 && !world.store.strict {
            actions.push(Action::Tighten);
        }
        for (id, Vendor { word, webhooks, .. }) in world.vendor.iter().enumerate() {
            let case = &world.store.accounts[id].case;
            let asked = matches!(word, Outcome::Pending | Outcome::NeedsReview) && case.waits_for_vendor();
            let decided = world.store.accounts[id].decided.is_some();
            if asked || (decided && *word == Outcome::NeedsReview) {
                actions.push(Action::Judge(id, true));
            }
            if left.reviews > 0 && asked && *word == Outcome::Pending {
                actions.push(Action::Review(id));
            }
            if matches!(case, Verification::UnderReview { .. }) {
                actions.extend([true, false].map(|approve| Action::Decide(id, approve)));
            }
            if left.revocations > 0 && (asked || decided || *word == Outcome::Approved) {
                actions.push(Action::Judge(id, false));
            }
            for webhook in 0..webhooks.len() {
                if left.repeats > 0 {
                    actions.push(Action::DeliverTwice(id, webhook));
                }
                if left.losses > 0 {
                    actions.push(Action::LoseWebhook(id, webhook));
                }
            }
        }
    }

    fn faults(&self, world: &World, actions: &mut Vec<Action>) {
        if world.left.crashes > 0 && !world.tasks.is_empty() {
            actions.push(Action::Crash);
        }
        if world.left.restores > 0 && world.backup.is_none() && world.forms.iter().all(|left| *left == 0) {
            actions.push(Action::BackUp);
        }
        // Restoring takes longer than a request.
        if world.backup.is_some() && world.left.restores > 0 && world.wire.is_empty() {
            actions.push(Action::Restore);
        }
    }

    /// Whether anything waits for a later moment, and nothing must happen before. No look stalls longer than a settle
    /// time.
    fn time_matters(&self, world: &World) -> bool {
        let settled = steps(-i64::from(SETTLE));
        let stalled = |task: &Task| match task {
            Task::Book { news: News::Absent { asked }, .. } => *asked <= settled,
            _ => false,
        };
        if world.wire.iter().any(|request| request.late <= 1) || world.tasks.iter().any(stalled) {
            return false;
        }
        let line = |line: &StoredLine| match &line.state {
            Line::Buying { lease_until: until, .. } | Line::Releasing { until, .. } => *until > NOW,
            Line::Unknown { absent_since: Some(since), .. } => *since > settled,
            _ => false,
        };
        let hidden = |holder: &Holder| matches!(holder, Holder::Ours { hidden: 1.., .. });
        let waits = |order: &Order| match order {
            Order::Held { until, paused_at: None } | Order::Choosing { until } => *until > NOW && *until < FAR,
            _ => false,
        };
        !world.wire.is_empty()
            || world.store.lines.iter().any(line)
            || world.store.orders.iter().any(|order| waits(&order.state))
            || world.store.accounts.iter().any(|account| account.fetch.is_some_and(|job| !job.due()))
            || world.carrier.numbers.iter().any(hidden)
    }
}

/// Whether a worker may look at a line. Nothing keeps one from looking before the time that the queue has for it: it
/// may have found the line due before another worker moved it.
fn due(line: &StoredLine) -> bool {
    match &line.state {
        Line::Ready { .. } | Line::Unknown { .. } | Line::Returning { .. } => true,
        Line::Buying { lease_until: until, .. } | Line::Releasing { until, .. } => *until <= NOW,
        _ => false,
    }
}

/// `store/submissions`: whether a hand-over waits for the vendor and nobody works at it.
fn unasked(store: &Store, tenant: usize) -> bool {
    let account = &store.accounts[tenant];
    account.case.waits_for_vendor() && account.fetch.is_none()
}

/// Whether the carrier lists a number under the tag of a line that has ended without it.
fn adoptable(world: &World, number: usize) -> bool {
    let Holder::Ours { tag: Some(line), hidden: 0, .. } = &world.carrier.numbers[number] else { return false };
    let ended = matches!(world.store.lines[*line].state, Line::Gone | Line::Replaced | Line::Failed(_));
    ended && !world.wire.iter().any(|request| request.line == *line)
}
