//! What must be so in every world.

use app::domain::{line::Line, order::Order, verification::Outcome};
use stateright::Property;

use crate::{
    setup::Setup,
    store::StoredLine,
    world::{Holder, World},
};

pub const SOLD_ONCE: &str = "a line is sold one number, once";
pub const BOOKED_ONCE: &str = "a line is charged once, or its reservation given back once, and never both";
pub const OWNED_THERE: &str = "what is owned here is owned there, under the line's tag";
pub const NO_ORPHAN: &str = "what is bought there is owned here, or will be";
pub const NO_ORPHAN_LEFT: &str = "at rest, what is bought there is owned here, or a person is called for";
pub const NO_HIJACK: &str = "no number is rewritten for another line";
pub const ONE_LIVE_LINE: &str = "no two live lines have the same number";
pub const ONE_ORDER: &str = "a form is one order";
pub const VERIFIED: &str = "nothing is bought for an account that was not verified when the intent was committed";
pub const NOTHING_STALE: &str = "no approval counts that was taken back before it reached us";
pub const NOBODY_FORGOTTEN: &str = "at rest, no order of a verified account is held";
pub const ALL_HEARD: &str = "at rest, the vendor's word is heard";
pub const ALL_ENDED: &str = "at rest, no order is under way";
pub const ALL_NOTED: &str = "at rest, every order's timeline tells where it stands";
pub const DECIDED: &str = "what a person decided stands, whatever the vendor says of it afterwards";
pub const NO_PERSON: &str = "no person is called for";
pub const SOMETHING_BOUGHT: &str = "a number is bought";

pub fn all() -> Vec<Property<Setup>> {
    vec![
        Property::always(SOLD_ONCE, |_, world: &World| world.carrier.sales.iter().all(|sales| *sales <= 1)),
        Property::always(BOOKED_ONCE, |_, world: &World| world.store.lines.iter().all(booked_once)),
        Property::always(OWNED_THERE, |_, world: &World| {
            (0..world.store.lines.len()).all(|line| owned_there(world, line))
        }),
        Property::always(NO_ORPHAN, |_, world: &World| ours(world).all(|(by, _)| expected(world.store.lines.get(by)))),
        Property::always(NO_ORPHAN_LEFT, |setup: &Setup, world: &World| {
            let known = |line: &StoredLine| line.state.bought() || line.state == Line::Manual;
            ours(world).all(|(by, _)| world.store.lines.get(by).is_some_and(known)) || !setup.at_rest(world)
        }),
        Property::always(NO_HIJACK, |_, world: &World| ours(world).all(|(by, tag)| tag.is_none_or(|tag| tag == by))),
        Property::always(ONE_LIVE_LINE, |setup: &Setup, world: &World| {
            let live =
                |number: usize| world.store.lines.iter().filter(|line| line.number == number && line.live()).count();
            (0..setup.numbers.len()).all(|number| live(number) <= 1)
        }),
        Property::always(ONE_ORDER, |setup: &Setup, world: &World| {
            let orders = |wish: usize| world.store.orders.iter().filter(|order| order.wish == wish).count();
            (0..setup.wishes.len()).all(|wish| orders(wish) <= 1)
        }),
        Property::always(VERIFIED, |_, world: &World| !world.sins.unverified),
        Property::always(NOTHING_STALE, |_, world: &World| !world.sins.stale),
        Property::always(NOBODY_FORGOTTEN, |setup: &Setup, world: &World| {
            let forgotten =
                |tenant: usize| world.store.accounts[tenant].approved && !world.store.held(tenant).is_empty();
            !(0..setup.tenants.len()).any(forgotten) || !setup.at_rest(world)
        }),
        Property::always(ALL_HEARD, |setup: &Setup, world: &World| {
            (0..setup.tenants.len()).all(|tenant| heard(world, tenant)) || !setup.at_rest(world)
        }),
        Property::always(ALL_ENDED, |setup: &Setup, world: &World| {
            let under_way = |line: &StoredLine| line.state.moving();
            let open = |id: usize| world.store.orders[id].state == Order::Completing && !manual(world, id);
            let held = |id: usize| matches!(world.store.orders[id].state, Order::Held { .. });
            let waits = |line: &StoredLine| under_way(line) && !held(line.order);
            let open = (0..world.store.orders.len()).any(open) || world.store.lines.iter().any(waits);
            !open || !setup.at_rest(world)
        }),
        Property::always(ALL_NOTED, |setup: &Setup, world: &World| {
            world.store.orders.iter().all(|order| order.noted) || !setup.at_rest(world)
        }),
        Property::always(DECIDED, |_, world: &World| {
            world.store.accounts.iter().all(|account| account.decided.is_none_or(|approve| account.approved == approve))
        }),
        Property::always(NO_PERSON, |_, world: &World| world.store.lines.iter().all(|line| line.state != Line::Manual)),
        Property::sometimes(SOMETHING_BOUGHT, |_, world: &World| {
            world.store.orders.iter().any(|order| order.state == Order::Purchased)
        }),
    ]
}

/// One of capture and release; a capture with every purchase, a release with every line that ended without.
fn booked_once(line: &StoredLine) -> bool {
    let booked = (line.captures, line.releases);
    match &line.state {
        Line::Gone | Line::Replaced | Line::Failed(_) => booked == (0, 1),
        Line::Manual => booked.0 == 0 && booked.1 <= 1,
        state if state.bought() => booked == (1, 0),
        _ => booked == (0, 0),
    }
}

fn owned_there(world: &World, id: usize) -> bool {
    let line = &world.store.lines[id];
    let (Line::Owned { sid } | Line::Releasing { sid, .. }) = &line.state else { return true };
    world.carrier.numbers.iter().any(|holder| match holder {
        Holder::Ours { sid: other, tag, .. } => other == sid && *tag == Some(id),
        _ => false,
    })
}

/// For which line each of our numbers was bought, and whose tag it has.
fn ours(world: &World) -> impl Iterator<Item = (usize, Option<usize>)> {
    world.carrier.numbers.iter().filter_map(|holder| match holder {
        Holder::Ours { by, tag, .. } => Some((*by, *tag)),
        _ => None,
    })
}

/// Whether a line whose number is ours has it, may still get it, or has called for a person.
const fn expected(line: Option<&StoredLine>) -> bool {
    match line {
        Some(line) => !matches!(line.state, Line::Gone | Line::Replaced | Line::Failed(_) | Line::Released { .. }),
        None => false,
    }
}

fn manual(world: &World, order: usize) -> bool {
    world.store.states(order).contains(&Line::Manual)
}

/// Whether we hold of a tenant's identity what the vendor holds, as far as we were told.
fn heard(world: &World, tenant: usize) -> bool {
    let (account, vendor) = (&world.store.accounts[tenant], &world.vendor[tenant]);
    match vendor.word {
        _ if account.decided.is_some() => true,
        Outcome::Approved => account.approved,
        Outcome::Declined { .. } => !account.approved && !account.case.waits_for_vendor() || world.sins.lost,
        _ => true,
    }
}
