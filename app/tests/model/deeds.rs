//! What comes of an action: one transaction, or one thing that happens outside.

use app::domain::{
    line::{FailReason, Impossible, Line},
    verification::Outcome,
};

use crate::{
    actions::Action,
    rules::Rule,
    setup::{NOW, SETTLE, Setup, TIMEOUT},
    store::{Step, Store},
    world::{Holder, News, Request, Task, Webhook, What, World},
};

impl Setup {
    pub fn act(&self, world: &mut World, action: Action) {
        match action {
            Action::Place(wish) => {
                world.forms[wish] -= 1;
                let wanted = &self.wishes[wish];
                let clear = world.store.gate(self, wanted.tenant, &wanted.numbers).is_some();
                if self.keeps(Rule::OneLock) {
                    transact(world, |store| store.place(self, wish, clear));
                } else {
                    world.tasks.push(Task::Place { wish, clear });
                }
            }
            Action::Submit(tenant) => world.store.submit(self, tenant),
            Action::Cancel(order) => transact(world, |store| store.cancel(self, order)),
            Action::Release(line) => transact(world, |store| store.release(self, line, false)),
            Action::Keep(line) => transact(world, |store| store.release(self, line, true)),
            Action::Take(line) => self.take(world, line),
            Action::Send(task) => self.send(world, task),
            Action::GiveUp(task) => give_up(world, task),
            Action::Commit(task) => self.commit(world, task),
            Action::Replace(line) => {
                let free = |number: &usize| world.carrier.numbers[*number] == Holder::Free;
                let offered: Vec<usize> = (0..self.numbers.len()).filter(free).collect();
                transact(world, |store| store.replace(self, line, &offered));
            }
            Action::Fetch(tenant) => fetch(world, tenant),
            Action::Expire(tenant) => transact(world, |store| store.expire(self, tenant)),
            Action::Wake(tenant) => transact(world, |store| store.wake_held(self, tenant)),
            Action::Push(tenant) => world.store.ask(tenant),
            Action::Adopt(number) => {
                if let Holder::Ours { sid, tag: Some(line), .. } = world.carrier.numbers[number].clone() {
                    let asked_in = world.store.lines[line].state.clone();
                    let event = News::Ours(sid).event(self);
                    transact(world, |store| store.book(self, line, event, &asked_in));
                }
            }
            Action::Process(request) => {
                let request = world.wire.remove(request);
                world.process(self, &request, false);
            }
            Action::ProcessUnseen(request) => {
                let request = world.wire.remove(request);
                world.process(self, &request, true);
            }
            Action::ProcessTwice(request) => {
                world.left.duplicates -= 1;
                let copy = Request { asked_in: None, ..world.wire[request].clone() };
                world.process(self, &copy, self.lags);
            }
            Action::Busy(request) => {
                world.left.busy -= 1;
                let request = world.wire.remove(request);
                world.answer(&request, News::NotSent);
            }
            Action::Refuse(request) => {
                world.left.refusals -= 1;
                let request = world.wire.remove(request);
                world.answer(&request, News::Refused(FailReason::CarrierRefused));
            }
            Action::Lose(request) => {
                world.wire.remove(request);
            }
            Action::Stranger(number) => {
                world.left.strangers -= 1;
                let holder = &mut world.carrier.numbers[number];
                *holder = if *holder == Holder::Free { Holder::Stranger } else { Holder::Free };
            }
            Action::Judge(tenant, approved) => {
                world.left.revocations -= u8::from(!approved);
                let vendor = &mut world.vendor[tenant];
                vendor.word = if approved { Outcome::Approved } else { Outcome::Declined { fixable: Vec::new() } };
                vendor.webhooks.push(Webhook { event: vendor.sent, word: vendor.word.clone() });
                vendor.sent += 1;
            }
            Action::Review(tenant) => {
                world.left.reviews -= 1;
                let vendor = &mut world.vendor[tenant];
                vendor.word = Outcome::NeedsReview;
                vendor.webhooks.push(Webhook { event: vendor.sent, word: vendor.word.clone() });
                vendor.sent += 1;
            }
            Action::Decide(tenant, approve) => transact(world, |store| store.decide(self, tenant, approve)),
            Action::Resolve(line, adopt) => self.resolve(world, line, adopt),
            Action::Tighten => {
                world.left.tightenings -= 1;
                world.store.strict = true;
            }
            Action::Deliver(tenant, webhook) => {
                let webhook = world.vendor[tenant].webhooks.remove(webhook);
                self.deliver(world, tenant, webhook);
            }
            Action::DeliverTwice(tenant, webhook) => {
                world.left.repeats -= 1;
                let webhook = world.vendor[tenant].webhooks[webhook].clone();
                self.deliver(world, tenant, webhook);
            }
            Action::LoseWebhook(tenant, webhook) => {
                world.left.losses -= 1;
                world.sins.lost = true;
                world.vendor[tenant].webhooks.remove(webhook);
            }
            Action::Crash => {
                world.left.crashes -= 1;
                die(world);
            }
            Action::BackUp => world.backup = Some(world.store.clone()),
            Action::Restore => {
                world.left.restores -= 1;
                die(world);
                world.store = world.backup.take().unwrap_or_default();
                for _ in 0..2 * SETTLE {
                    world.pass();
                }
            }
            Action::Pass => world.pass(),
        }
    }

    fn take(&self, world: &mut World, line: usize) {
        let mut store = world.store.clone();
        // A worker that fails has changed nothing.
        let Ok(step) = store.take(self, line, world.mark(line)) else { return };
        world.store = store;
        match step {
            None => {}
            Some(Step::Send { intent, cleared }) => world.tasks.push(Task::Send { line, intent, cleared }),
            Some(Step::Look { asked_in }) => {
                let news = world.look(line);
                world.tasks.push(Task::Book { line, asked_in, news });
            }
            Some(Step::GiveBack { asked_in, sid }) => world.send(What::Return { sid }, line, asked_in),
        }
    }

    fn send(&self, world: &mut World, task: usize) {
        let Task::Send { line, intent, cleared } = world.tasks.remove(task) else { return };
        let in_time = matches!(intent, Line::Buying { lease_until, .. } if NOW.after(TIMEOUT) < lease_until);
        if in_time || !self.keeps(Rule::InTime) {
            world.send(What::Buy { cleared }, line, intent);
        } else {
            let event = News::NotSent.event(self);
            transact(world, |store| store.book(self, line, event, &intent));
        }
    }

    fn commit(&self, world: &mut World, task: usize) {
        match world.tasks.remove(task) {
            Task::Book { line, asked_in, news } => {
                if let (News::Bought(sid), false) = (&news, self.keeps(Rule::TaggedAtOnce)) {
                    tag(world, sid, line);
                }
                let event = news.event(self);
                transact(world, |store| store.book(self, line, event, &asked_in));
            }
            Task::Place { wish, clear } => transact(world, |store| store.place(self, wish, clear)),
            Task::Hear { tenant, turn, word, asked_in } => {
                // An answer counts while the case stands as it did when the question was asked.
                let mut done = false;
                if world.store.accounts[tenant].case == asked_in {
                    transact(world, |store| {
                        done = store.hear(self, tenant, word)?;
                        Ok(())
                    });
                }
                world.tasks.push(Task::EndJob { tenant, turn, done });
            }
            Task::EndJob { tenant, turn, done } => world.store.end_job(tenant, turn, done),
            Task::Note { order } => world.store.orders[order].noted = true,
            waits @ (Task::Send { .. } | Task::Await { .. }) => world.tasks.push(waits),
        }
    }

    /// `webhooks/persona`: records the event and the job in one transaction.
    fn deliver(&self, world: &mut World, tenant: usize, Webhook { event, word }: Webhook) {
        let account = &mut world.store.accounts[tenant];
        if account.events.contains(&event) {
            return;
        }
        account.events.push(event);
        account.events.sort_unstable();
        if self.keeps(Rule::WebhookOnlyWakes) {
            world.store.ask(tenant);
        } else {
            world.sins.stale |= word == Outcome::Approved && world.vendor[tenant].word != word;
            transact(world, |store| store.hear(self, tenant, word).map(|_| ()));
        }
    }
}

impl Setup {
    /// A person reads the carrier by hand. What is theirs is booked, and its new line's id written there; what is not is
    /// returned there.
    fn resolve(&self, world: &mut World, line: usize, adopt: bool) {
        let number = world.store.lines[line].number;
        let there = match &world.carrier.numbers[number] {
            Holder::Ours { sid, hidden: 0, .. } => Some(sid.clone()),
            _ => None,
        };
        match (adopt, there) {
            (true, Some(bought)) => {
                let mut has = None;
                transact(world, |store| {
                    has = Some(store.adopt(self, line, &bought)?);
                    Ok(())
                });
                let owned = |id: &usize| world.store.lines[*id].state.bought();
                if let (Some(id), Holder::Ours { by, tag, .. }) =
                    (has.filter(owned), &mut world.carrier.numbers[number])
                {
                    (*by, *tag) = (id, Some(id));
                    world.left.persons -= 1;
                }
            }
            (true, None) => {}
            (false, there) => {
                world.left.persons -= 1;
                transact(world, |store| store.give_manual_up(self, line));
                if there.is_some() {
                    world.carrier.numbers[number] = Holder::Free;
                }
            }
        }
    }
}

/// Runs a transaction, which changes all or nothing.
fn transact(world: &mut World, moves: impl FnOnce(&mut Store) -> Result<(), Impossible>) {
    let mut store = world.store.clone();
    if moves(&mut store).is_err() {
        return;
    }
    world.store = store;
    for order in 0..world.store.orders.len() {
        let note = Task::Note { order };
        if !world.store.orders[order].noted && !world.tasks.contains(&note) {
            world.tasks.push(note);
        }
    }
}

/// `jobs/fetch_outcome`: takes the job and reads the vendor's word, if it still counts.
fn fetch(world: &mut World, tenant: usize) {
    let Some(turn) = world.store.claim_job(tenant) else { return };
    let asked_in = world.store.accounts[tenant].case.clone();
    world.tasks.push(if asked_in.submission().is_some() {
        Task::Hear { tenant, turn, word: world.vendor[tenant].word.clone(), asked_in }
    } else {
        Task::EndJob { tenant, turn, done: true }
    });
}

fn give_up(world: &mut World, task: usize) {
    let Task::Await { line, asked_in } = world.tasks.remove(task) else { return };
    world.stop_waiting(line, &asked_in);
    // A release is asked for again; nothing is booked.
    if matches!(asked_in, Line::Buying { .. }) {
        world.tasks.push(Task::Book { line, asked_in, news: News::Ambiguous });
    }
}

fn die(world: &mut World) {
    world.tasks.clear();
    for request in &mut world.wire {
        request.asked_in = None;
    }
}

fn tag(world: &mut World, bought: &str, line: usize) {
    for holder in &mut world.carrier.numbers {
        if let Holder::Ours { sid, tag, .. } = holder
            && sid == bought
        {
            *tag = Some(line);
        }
    }
}
