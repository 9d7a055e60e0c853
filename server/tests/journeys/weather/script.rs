//! What may happen in a script, and when.

use proptest::{
    prelude::*,
    sample::{select, subsequence},
};
use proptest_state_machine::ReferenceStateMachine;
use std::time::Duration;

use super::office::Word;
use crate::scripted::Fault;

/// Two who were never verified, and one who was.
pub const BUYERS: usize = 3;
/// Those who were never verified come first.
pub const NEWCOMERS: usize = 2;
/// Numbers of a script: two of the carrier's, and two of our stock, one of them outside the regulated regions.
pub const NUMBERS: usize = 4;
/// How often a vendor may not show what is there: no longer than a settle time, or a person is needed.
const HIDDEN_AT_MOST: usize = 2;

/// What happens next. Orders are named by their turn.
#[derive(Clone, Debug)]
pub enum Step {
    Buy {
        buyer: usize,
        numbers: Vec<usize>,
    },
    Cancel(usize),
    GiveBack(usize),
    Verify(usize),
    /// The identity vendor comes to a word.
    Say(usize, Word),
    /// A webhook about a buyer arrives.
    Tell(usize, News),
    /// What goes wrong with the next request to sell …
    Sale(Fault),
    /// … to show a number …
    Look(Fault),
    /// … to take one back …
    Release(Fault),
    /// … to take pictures …
    HandOver(Fault),
    /// … and for the word on them.
    Read(Fault),
    /// The worker dies, so many milliseconds from now.
    Kill(u64),
    Start,
    /// Time passes.
    Pass(Duration),
}

/// A kind of webhook.
#[derive(Clone, Copy, Debug)]
pub enum News {
    /// Of the latest hand-over.
    New,
    /// The last one once more.
    Again,
    /// Of the first hand-over, whatever came after it.
    Old,
    /// Of a hand-over whose 201 nobody has seen.
    Early,
    /// By somebody who does not know the secret, or kept a copy for days.
    False,
}

/// What a script must know to make sense.
#[derive(Clone, Debug)]
pub struct World {
    /// Whether the carrier refuses the owner's second request.
    pub strict: bool,
    working: bool,
    orders: usize,
    hidden: usize,
}

/// Scripts that make sense.
pub struct Scripts;

impl ReferenceStateMachine for Scripts {
    type State = World;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<World> {
        any::<bool>().prop_map(|strict| World { strict, working: true, orders: 0, hidden: 0 }).boxed()
    }

    fn transitions(world: &World) -> BoxedStrategy<Step> {
        let order = 0..world.orders.max(1);
        let numbers = subsequence((0..NUMBERS).collect::<Vec<_>>(), 1..=2);
        let worker = if world.working { (0..40_u64).prop_map(Step::Kill).boxed() } else { Just(Step::Start).boxed() };
        prop_oneof![
            5 => (0..BUYERS, numbers).prop_map(|(buyer, numbers)| Step::Buy { buyer, numbers }),
            2 => order.clone().prop_map(Step::Cancel),
            1 => order.prop_map(Step::GiveBack),
            4 => (0..NEWCOMERS).prop_map(Step::Verify),
            4 => (0..NEWCOMERS, word()).prop_map(|(buyer, word)| Step::Say(buyer, word)),
            4 => (0..NEWCOMERS, news()).prop_map(|(buyer, news)| Step::Tell(buyer, news)),
            8 => weather(),
            2 => worker,
            5 => time().prop_map(Step::Pass),
        ]
        .boxed()
    }

    fn apply(mut world: World, step: &Step) -> World {
        match step {
            Step::Buy { .. } => world.orders += 1,
            Step::Look(Fault::Hidden) | Step::Read(Fault::Hidden) => world.hidden += 1,
            Step::Kill(_) => world.working = false,
            Step::Start => world.working = true,
            _ => {}
        }
        world
    }

    fn preconditions(world: &World, step: &Step) -> bool {
        match step {
            Step::Cancel(order) | Step::GiveBack(order) => *order < world.orders,
            Step::Look(Fault::Hidden) | Step::Read(Fault::Hidden) => world.hidden < HIDDEN_AT_MOST,
            Step::Kill(_) => world.working,
            Step::Start => !world.working,
            _ => true,
        }
    }
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![4 => Just(Word::Approved), 2 => Just(Word::Declined), 1 => Just(Word::NeedsReview),
        1 => Just(Word::Errored)]
}

fn news() -> impl Strategy<Value = News> {
    prop_oneof![4 => Just(News::New), 1 => Just(News::Again), 1 => Just(News::Old), 1 => Just(News::Early),
        1 => Just(News::False)]
}

/// A moment, a lease, a settle time, the time until the vendor is asked without a webhook, a hold.
fn time() -> impl Strategy<Value = Duration> {
    prop_oneof![8 => select(vec![1, 8, 31, 61, 121, 301]), 1 => Just(3_601)].prop_map(Duration::from_secs)
}

fn weather() -> impl Strategy<Value = Step> {
    use Fault::{
        Broken, Busy, BusyFor, Cut, Denied, Foreign, Hidden, SoldLate, SoldThenBroken, SoldThenCut, SoldThenDrip,
        SoldThenGarbled, SoldThenStall, Taken,
    };
    let anywhere = [Busy, BusyFor, Broken, Cut, SoldThenStall, SoldThenDrip, SoldThenGarbled];
    let and = |more: &[Fault]| select([&anywhere[..], more].concat());
    let done = [SoldThenBroken, SoldThenCut, Denied];
    prop_oneof![
        4 => and(&[&done[..], &[Taken, SoldLate, Foreign]].concat()).prop_map(Step::Sale),
        2 => and(&[Hidden, Hidden]).prop_map(Step::Look),
        1 => and(&[&done[..], &[Taken]].concat()).prop_map(Step::Release),
        1 => and(&done).prop_map(Step::HandOver),
        1 => and(&[Hidden]).prop_map(Step::Read),
    ]
}
