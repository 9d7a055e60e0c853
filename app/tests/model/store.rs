//! The rows, and the transactions that move them, as `server/src/desk` and `server/src/jobs` have them. A transaction
//! that fails has changed nothing: the caller drops the copy it worked on.

use app::domain::{
    Approval, PhoneNumber, SubmissionId, Telephony, Timestamp,
    gate::{self, Cleared, Verdict},
    line::{Event, FailReason, Impossible, Line},
    order::{Ending, IfGone, Order},
    region::RegulatedRegions,
    verification::{Decision, Outcome, Verification},
};

use crate::{
    rules::Rule,
    setup::{FAR, LEASE, NOW, SETTLE, STEP, Setup, steps},
};

/// Verification attempts that are left; declined is declined.
const ATTEMPTS_LEFT: u32 = 4;
/// How often one number is replaced without asking.
const REPLACED_AT_MOST: usize = 1;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Store {
    /// Whether the rules ask for an identity.
    pub strict: bool,
    pub accounts: Vec<Account>,
    pub orders: Vec<StoredOrder>,
    /// A line's place here is its id, and the tag at the carrier.
    pub lines: Vec<StoredLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Account {
    pub approved: bool,
    pub case: Verification,
    /// What a person of ours decided.
    pub decided: Option<bool>,
    /// The job that asks the vendor for its word.
    pub fetch: Option<Job>,
    /// Webhooks whose name is recorded.
    pub events: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Job {
    /// Whose it is for how long, if it is taken.
    pub lease_until: Option<Timestamp>,
    /// Tells whether it was asked for again meanwhile.
    pub turn: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoredOrder {
    pub tenant: usize,
    /// The client's name for it.
    pub wish: usize,
    pub if_gone: IfGone,
    pub state: Order,
    /// Whether the timeline tells where it stands.
    pub noted: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoredLine {
    pub order: usize,
    pub number: usize,
    pub state: Line,
    pub replaces: Option<usize>,
    /// Rows of the ledger beside the reservation.
    pub captures: u8,
    pub releases: u8,
}

/// What a worker that took a line has to do outside.
pub enum Step {
    Send { intent: Line, cleared: bool },
    Look { asked_in: Line },
    GiveBack { asked_in: Line, sid: String },
}

impl Store {
    /// The leave to buy `numbers` together, if the tenant may.
    pub fn gate(&self, setup: &Setup, tenant: usize, numbers: &[usize]) -> Option<Vec<Cleared>> {
        let verification = "case".parse().expect("an id");
        let approval = self.accounts[tenant].approved.then_some(Approval { verification, at: NOW });
        let numbers: Vec<PhoneNumber> = numbers.iter().map(|number| setup.numbers[*number].clone()).collect();
        let asked = (gate::Purchase::Numbers, Telephony::LcPhone);
        let countries = if self.strict { setup.regions.countries.clone() } else { Vec::new() };
        let regions = RegulatedRegions { countries, ..setup.regions.clone() };
        match gate::decide(&regions, asked.0, &numbers, asked.1, approval.as_ref()) {
            Verdict::Clear(cleared) => Some(cleared),
            Verdict::Hold => None,
        }
    }

    /// `desk/buy`: places an order whose approval was read as `clear`.
    pub fn place(&mut self, setup: &Setup, wish: usize, clear: bool) -> Result<(), Impossible> {
        let wanted = &setup.wishes[wish];
        let known = self.orders.iter().any(|order| order.wish == wish);
        if known && setup.keeps(Rule::OneOrderARequest) {
            return Ok(());
        }
        let case = &self.accounts[wanted.tenant].case;
        if !clear && *case == Verification::Declined {
            return Ok(());
        }
        let paused_at = case.stops_the_clock().then_some(NOW);
        let state = if clear { Order::Completing } else { Order::Held { until: setup.hold_until(), paused_at } };
        let id = self.orders.len();
        self.orders.push(StoredOrder { tenant: wanted.tenant, wish, if_gone: wanted.if_gone, state, noted: true });
        for number in &wanted.numbers {
            self.lines.push(StoredLine::new(id, *number, None));
        }
        if clear { self.let_go(setup, id) } else { Ok(()) }
    }

    /// `desk/moves`: lets the waiting lines of a cleared order go.
    fn let_go(&mut self, setup: &Setup, order: usize) -> Result<(), Impossible> {
        for line in self.lines_of(order) {
            if self.lines[line].state != Line::Waiting {
                continue;
            }
            let taken = setup.keeps(Rule::LiveIndex) && self.is_live(self.lines[line].number);
            let event = if taken { Event::Drop(FailReason::NumberGone) } else { Event::Clear };
            self.move_line(setup, line, event)?;
        }
        self.settle(setup, order);
        Ok(())
    }

    pub fn is_live(&self, number: usize) -> bool {
        self.lines.iter().any(|line| line.number == number && line.live())
    }

    /// `desk/moves`: moves one line, and books what follows from it.
    fn move_line(&mut self, setup: &Setup, line: usize, event: Event) -> Result<(), Impossible> {
        let row = &mut self.lines[line];
        let next = row.state.clone().next(event, setup.patience())?;
        let once = setup.keeps(Rule::BookedOnce);
        match &next {
            Line::Owned { .. } if !once || (!row.state.bought() && row.captures == 0) => row.captures += 1,
            Line::Gone | Line::Failed(_) if !once || row.releases == 0 => row.releases += 1,
            _ => {}
        }
        row.state = next;
        Ok(())
    }

    /// Ends a line where the rules would not let it.
    fn force(&mut self, line: usize, state: Line) {
        self.lines[line].releases = 1;
        self.lines[line].state = state;
    }

    /// `desk/moves`: gives an order the state that its lines have earned.
    fn settle(&mut self, setup: &Setup, order: usize) {
        let states = self.states(order);
        let StoredOrder { state, if_gone, .. } = self.orders[order];
        if !states.contains(&Line::Manual) {
            self.turn(setup, order, state.after_lines(&states, if_gone, setup.hold_until()));
        }
    }

    /// Gives an order another state and notes it.
    fn turn(&mut self, setup: &Setup, order: usize, state: Order) {
        let row = &mut self.orders[order];
        if row.state != state {
            row.state = state;
            row.noted = setup.keeps(Rule::NotedTogether);
        }
    }

    /// `jobs/buy_line`: takes a line, and commits what is about to be done. `mark` tells its lease from every other that
    /// somebody still has in memory, as microseconds do.
    pub fn take(&mut self, setup: &Setup, line: usize, mark: i64) -> Result<Option<Step>, Impossible> {
        let state = self.lines[line].state.clone();
        Ok(match state {
            Line::Ready { .. } => self.intend(setup, line, mark)?,
            Line::Buying { lease_until, .. } if lease_until > NOW => None,
            Line::Buying { .. } => {
                self.move_line(setup, line, Event::Ambiguous)?;
                Some(Step::Look { asked_in: self.lines[line].state.clone() })
            }
            Line::Unknown { .. } => Some(Step::Look { asked_in: state }),
            Line::Releasing { until, .. } if until > NOW => None,
            Line::Releasing { .. } => {
                self.move_line(setup, line, Event::Return)?;
                self.give_back(line)
            }
            Line::Returning { .. } => self.give_back(line),
            _ => None,
        })
    }

    fn give_back(&self, line: usize) -> Option<Step> {
        let asked_in = self.lines[line].state.clone();
        asked_in.sid().map(str::to_owned).map(|sid| Step::GiveBack { asked_in, sid })
    }

    fn intend(&mut self, setup: &Setup, line: usize, mark: i64) -> Result<Option<Step>, Impossible> {
        let (order, wanted) = (self.lines[line].order, &setup.numbers[self.lines[line].number]);
        let numbers: Vec<usize> = self.lines_of(order).into_iter().map(|line| self.lines[line].number).collect();
        let cleared = self.gate(setup, self.orders[order].tenant, &numbers);
        let cleared = cleared.is_some_and(|cleared| cleared.iter().any(|cleared| cleared.number() == wanted));
        if !cleared && setup.keeps(Rule::GateAtClaim) {
            self.stop(setup, line)?;
            return Ok(None);
        }
        let before = self.lines[line].clone();
        self.claim(setup, line, mark)?;
        let intent = self.lines[line].state.clone();
        if !setup.keeps(Rule::IntentFirst) {
            self.lines[line] = before;
        }
        Ok(Some(Step::Send { intent, cleared }))
    }

    /// `desk/moves`: the gate no longer clears a line's order.
    fn stop(&mut self, setup: &Setup, line: usize) -> Result<(), Impossible> {
        let order = self.lines[line].order;
        let case = &self.accounts[self.orders[order].tenant].case;
        let paused_at = case.stops_the_clock().then_some(NOW);
        let refused = matches!(case, Verification::Declined | Verification::Revoked);
        if !refused && self.orders[order].state.may_be_held(&self.states(order)) {
            for line in self.lines_of(order) {
                self.move_line(setup, line, Event::Hold)?;
            }
            self.turn(setup, order, Order::Held { until: setup.hold_until(), paused_at });
            return Ok(());
        }
        self.move_line(setup, line, if refused { Event::Revoked } else { Event::Tightened })?;
        self.settle(setup, order);
        Ok(())
    }

    fn claim(&mut self, setup: &Setup, line: usize, mark: i64) -> Result<(), Impossible> {
        let lease_until = Timestamp::from_micros(LEASE * STEP - mark);
        self.move_line(setup, line, Event::Claim { lease_until })
    }

    /// `jobs/buy_line`, `jobs/release_line`: books what was learnt outside.
    pub fn book(&mut self, setup: &Setup, line: usize, event: Event, asked_in: &Line) -> Result<(), Impossible> {
        if !setup.keeps(Rule::IntentFirst) && matches!(self.lines[line].state, Line::Ready { .. }) {
            self.claim(setup, line, 1)?;
        } else {
            let sale = matches!(event, Event::Bought { .. } | Event::SeenOurs { .. });
            let fenced = setup.keeps(Rule::Fence) && self.lines[line].state != *asked_in;
            if fenced && !(sale && setup.keeps(Rule::LateSaleCounts)) {
                return Ok(());
            }
        }
        match (event, &self.lines[line].state) {
            (Event::Refused(reason), Line::Buying { .. }) if !setup.keeps(Rule::LookBeforeRefusal) => {
                let lost = if reason == FailReason::NumberGone { Line::Gone } else { Line::Failed(reason) };
                self.force(line, lost);
            }
            (event, _) => self.move_line(setup, line, event)?,
        }
        self.settle(setup, self.lines[line].order);
        Ok(())
    }

    /// `desk/cancel`: the buyer ends an order.
    pub fn cancel(&mut self, setup: &Setup, order: usize) -> Result<(), Impossible> {
        let states = self.states(order);
        let StoredOrder { state, if_gone, .. } = self.orders[order];
        if matches!(state, Order::Held { .. } | Order::Completing) && states.iter().any(|line| droppable(setup, line)) {
            for line in self.lines_of(order) {
                if self.lines[line].state.moving() {
                    self.force(line, Line::Failed(FailReason::Cancelled));
                }
            }
            self.turn(setup, order, Order::Cancelled);
            return Ok(());
        }
        match state.ending(&states) {
            Some(Ending::Drop) => self.end_hold(setup, order, Order::Cancelled, FailReason::Cancelled),
            Some(Ending::GiveUp) => self.end_choice(setup, order, if_gone, Order::Cancelled),
            None => Ok(()),
        }
    }

    fn end_hold(&mut self, setup: &Setup, order: usize, to: Order, why: FailReason) -> Result<(), Impossible> {
        for line in self.lines_of(order) {
            self.move_line(setup, line, Event::Drop(why))?;
        }
        self.turn(setup, order, to);
        Ok(())
    }

    fn end_choice(&mut self, setup: &Setup, order: usize, if_gone: IfGone, to: Order) -> Result<(), Impossible> {
        for line in self.lines_of(order) {
            if self.lines[line].state == Line::Gone {
                self.move_line(setup, line, Event::GiveUp)?;
            }
        }
        let after = self.orders[order].state.after_lines(&self.states(order), if_gone, NOW);
        self.turn(setup, order, if after == Order::Failed { to } else { after });
        Ok(())
    }

    /// Orders of a tenant whose hold, or time to choose, has run out.
    pub fn run_out(&self, tenant: usize) -> Vec<usize> {
        let out = |order: &StoredOrder| match order.state {
            Order::Held { until, paused_at: None } | Order::Choosing { until } => until <= NOW,
            _ => false,
        };
        self.orders_of(tenant).into_iter().filter(|order| out(&self.orders[*order])).collect()
    }

    /// `jobs/sweep`: ends the waits that ran out.
    pub fn expire(&mut self, setup: &Setup, tenant: usize) -> Result<(), Impossible> {
        for order in self.run_out(tenant) {
            match self.orders[order].state {
                Order::Held { .. } => self.end_hold(setup, order, Order::Expired, FailReason::Expired)?,
                _ => self.end_choice(setup, order, self.orders[order].if_gone, Order::Expired)?,
            }
        }
        Ok(())
    }

    pub fn held(&self, tenant: usize) -> Vec<usize> {
        let held = |order: &usize| matches!(self.orders[*order].state, Order::Held { .. });
        self.orders_of(tenant).into_iter().filter(held).collect()
    }

    /// `desk/moves`: lets every held order go that the gate now clears.
    pub fn wake_held(&mut self, setup: &Setup, tenant: usize) -> Result<(), Impossible> {
        for order in self.held(tenant) {
            let numbers: Vec<usize> = self.lines_of(order).into_iter().map(|line| self.lines[line].number).collect();
            if self.gate(setup, tenant, &numbers).is_some() {
                self.turn(setup, order, Order::Completing);
                self.let_go(setup, order)?;
            }
        }
        Ok(())
    }

    /// `desk/verify`: hands a complete case over.
    pub fn submit(&mut self, setup: &Setup, tenant: usize) {
        let account = &mut self.accounts[tenant];
        let Ok(next) = account.case.clone().submit(submission()) else { return };
        account.fetch = setup.keeps(Rule::OwnLook).then(Job::default);
        self.become_state(tenant, next);
    }

    fn become_state(&mut self, tenant: usize, next: Verification) {
        let (stands, stood) = (next.stops_the_clock(), self.accounts[tenant].case.stops_the_clock());
        self.accounts[tenant].case = next;
        for order in self.held(tenant) {
            // While a clock stands still, what is left of its time does not move either: `World::pass`.
            if let Order::Held { paused_at, .. } = &mut self.orders[order].state {
                match (stood, stands) {
                    (false, true) => *paused_at = Some(NOW),
                    (true, false) => *paused_at = None,
                    _ => {}
                }
            }
        }
    }

    /// `desk/hear`: takes the vendor's word; whether it was final.
    pub fn hear(&mut self, setup: &Setup, tenant: usize, word: Outcome) -> Result<bool, Impossible> {
        let case = self.accounts[tenant].case.clone();
        let next = case.clone().hear(&submission(), word, ATTEMPTS_LEFT);
        if next == case {
            return Ok(!next.waits_for_vendor());
        }
        self.follow_case(setup, tenant, next.clone())?;
        Ok(!next.waits_for_vendor())
    }

    /// `desk/operator_work`: a person decides a case under review.
    pub fn decide(&mut self, setup: &Setup, tenant: usize, approve: bool) -> Result<(), Impossible> {
        let decision = if approve { Decision::Approve } else { Decision::Decline };
        let Ok(next) = self.accounts[tenant].case.clone().decide(&submission(), decision) else { return Ok(()) };
        self.accounts[tenant].decided = Some(approve);
        self.follow_case(setup, tenant, next)
    }

    /// `desk/operator_work`: a person has found that a number is a line's, under this id of the carrier. A line whose
    /// money was given back ends, and the number is an order of its own; the line that has it.
    pub fn adopt(&mut self, setup: &Setup, line: usize, sid: &str) -> Result<usize, Impossible> {
        let StoredLine { order, number, releases, .. } = self.lines[line];
        let StoredOrder { tenant, if_gone, .. } = self.orders[order];
        if self.gate(setup, tenant, &[number]).is_none() {
            return Ok(line);
        }
        if releases == 0 {
            self.move_line(setup, line, Event::Adopt { sid: sid.to_owned() })?;
            let reopened = self.orders[order].state.reopened();
            self.orders[order].state = reopened;
            self.settle(setup, order);
            return Ok(line);
        }
        self.give_manual_up(setup, line)?;
        let (own, id) = (self.orders.len(), self.lines.len());
        let state = Order::Completing;
        self.orders.push(StoredOrder { tenant, wish: usize::MAX, if_gone, state, noted: true });
        self.lines.push(StoredLine::new(own, number, None));
        self.move_line(setup, id, Event::Clear)?;
        self.move_line(setup, id, Event::SeenOurs { sid: sid.to_owned() })?;
        self.settle(setup, own);
        Ok(id)
    }

    /// `desk/operator_work`: a person has found that a number is nobody's here.
    pub fn give_manual_up(&mut self, setup: &Setup, line: usize) -> Result<(), Impossible> {
        let replaced = self.lines.iter().any(|other| other.replaces == Some(line));
        self.move_line(setup, line, if replaced { Event::Replace } else { Event::GiveUp })?;
        self.settle(setup, self.lines[line].order);
        Ok(())
    }

    /// What hangs on a case whose state changes, whoever changes it.
    fn follow_case(&mut self, setup: &Setup, tenant: usize, next: Verification) -> Result<(), Impossible> {
        self.become_state(tenant, next.clone());
        match &next {
            Verification::Approved { .. } => {
                self.accounts[tenant].approved = true;
                self.wake_held(setup, tenant)?;
            }
            Verification::Declined => {
                for order in self.held(tenant) {
                    self.end_hold(setup, order, Order::Declined, FailReason::Declined)?;
                }
            }
            Verification::Revoked => {
                self.accounts[tenant].approved = false;
                if !setup.keeps(Rule::SpareUnderWay) {
                    self.drop_under_way(setup, tenant);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn drop_under_way(&mut self, setup: &Setup, tenant: usize) {
        for order in self.orders_of(tenant) {
            for line in self.lines_of(order) {
                if under_way(&self.lines[line].state) {
                    self.force(line, Line::Failed(FailReason::Declined));
                }
            }
            self.settle(setup, order);
        }
    }

    /// `store/jobs`: asks for the vendor's word.
    pub fn ask(&mut self, tenant: usize) {
        let job = &mut self.accounts[tenant].fetch;
        *job = Some(job.map_or_else(Job::default, |job| Job { turn: job.turn + 1, ..job }));
    }

    /// `store/jobs`: takes the job, and says which turn.
    pub fn claim_job(&mut self, tenant: usize) -> Option<u8> {
        let job = self.accounts[tenant].fetch.as_mut().filter(|job| job.due())?;
        job.lease_until = Some(steps(LEASE));
        Some(job.turn)
    }

    /// `store/jobs`: removes a job that is done, or puts it off; one that was asked for again is due at once.
    pub fn end_job(&mut self, tenant: usize, turn: u8, done: bool) {
        let job = &mut self.accounts[tenant].fetch;
        match job {
            Some(job) if job.turn != turn || !done => job.lease_until = None,
            _ => *job = None,
        }
    }

    /// `desk/numbers`: the buyer returns a number, or keeps it after all.
    pub fn release(&mut self, setup: &Setup, line: usize, keep: bool) -> Result<(), Impossible> {
        self.move_line(setup, line, if keep { Event::Keep } else { Event::Release { until: steps(1) } })
    }

    /// `desk/replace`: another number, out of those that the carrier offers, for one that is gone; or none.
    pub fn replace(&mut self, setup: &Setup, gone: usize, offered: &[usize]) -> Result<(), Impossible> {
        let order = self.lines[gone].order;
        let mut tried = 0;
        let mut before = self.lines[gone].replaces;
        while let Some(line) = before {
            tried += 1;
            before = self.lines[line].replaces;
        }
        let closest = offered.iter().copied().find(|number| !self.is_live(*number));
        let closest = closest.filter(|_| tried < REPLACED_AT_MOST);
        let closest = closest.filter(|number| self.gate(setup, self.orders[order].tenant, &[*number]).is_some());
        let Some(number) = closest else {
            self.move_line(setup, gone, Event::GiveUp)?;
            self.settle(setup, order);
            return Ok(());
        };
        self.move_line(setup, gone, Event::Replace)?;
        self.lines.push(StoredLine::new(order, number, Some(gone)));
        self.let_go(setup, order)
    }

    pub fn lines_of(&self, order: usize) -> Vec<usize> {
        (0..self.lines.len()).filter(|line| self.lines[*line].order == order).collect()
    }

    fn orders_of(&self, tenant: usize) -> Vec<usize> {
        (0..self.orders.len()).filter(|order| self.orders[*order].tenant == tenant).collect()
    }

    pub fn states(&self, order: usize) -> Vec<Line> {
        self.lines.iter().filter(|line| line.order == order).map(|line| line.state.clone()).collect()
    }

    /// A step of the clock passes.
    pub fn pass(&mut self) {
        for account in &mut self.accounts {
            if let Some(Job { lease_until: Some(until), .. }) = &mut account.fetch {
                sooner(until);
            }
        }
        for order in &mut self.orders {
            if let Order::Held { until, paused_at: None } | Order::Choosing { until } = &mut order.state {
                sooner(until);
            }
        }
        for line in &mut self.lines {
            pass(&mut line.state);
        }
    }
}

impl Job {
    /// Whether a worker may take it.
    pub fn due(&self) -> bool {
        self.lease_until.is_none_or(|until| until <= NOW)
    }
}

impl StoredLine {
    const fn new(order: usize, number: usize, replaces: Option<usize>) -> Self {
        Self { order, number, state: Line::Waiting, replaces, captures: 0, releases: 0 }
    }

    /// As the unique index has it.
    pub const fn live(&self) -> bool {
        matches!(
            self.state,
            Line::Ready { .. }
                | Line::Buying { .. }
                | Line::Unknown { .. }
                | Line::Owned { .. }
                | Line::Releasing { .. }
                | Line::Returning { .. }
                | Line::Manual
        )
    }
}

/// The one hand-over of a tenant.
pub fn submission() -> SubmissionId {
    "hand-over".parse().expect("an id")
}

/// Whether a rule that is left out lets the buyer drop this line.
fn droppable(setup: &Setup, line: &Line) -> bool {
    let between = matches!(line, Line::Ready { attempt } if *attempt > 0);
    (between && !setup.keeps(Rule::DropBeforeFirst)) || (under_way(line) && !setup.keeps(Rule::SpareUnderWay))
}

const fn under_way(line: &Line) -> bool {
    matches!(line, Line::Buying { .. } | Line::Unknown { .. })
}

/// A step of the clock passes for a line. How long ago something was matters no further back than two settle times.
pub fn pass(line: &mut Line) {
    match line {
        Line::Buying { lease_until: until, .. } | Line::Releasing { until, .. } => sooner(until),
        Line::Unknown { absent_since: Some(since), .. } => {
            *since = longer_ago(*since);
        }
        _ => {}
    }
}

/// A moment ahead comes nearer.
fn sooner(until: &mut Timestamp) {
    if *until > NOW && *until < FAR {
        *until = Timestamp::from_micros(until.micros() - STEP);
    }
}

/// A moment in the past goes further.
pub fn longer_ago(since: Timestamp) -> Timestamp {
    let oldest = steps(-2 * i64::from(SETTLE));
    Timestamp::from_micros(since.micros() - STEP).max(oldest)
}
