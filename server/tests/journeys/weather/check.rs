//! What must be so when everything rests.

use app::{
    desk::CONSENT_VERSION,
    domain::{
        Timestamp,
        line::Line,
        offer::Source,
        order::{IfGone, Order},
        verification::Verification,
    },
};
use plusone::store::{accounts, lines::StoredLine, orders, verifications};
use std::{
    collections::{HashMap, HashSet},
    time::Instant,
};

use super::{
    office::Word,
    replay::{Cases, Lines},
    script::NEWCOMERS,
    town::{Run, held},
};
use crate::scripted::{Post, STRANGER};

pub async fn the_books_agree(run: &Run<'_>) {
    for buyer in 0..NEWCOMERS {
        the_word_is_heard(run, buyer).await;
    }
    let mut lines = Vec::new();
    for (buyer, order) in run.orders.iter().flatten() {
        let of_order = run.lines_of(order).await;
        let mut tx = run.town.shop.db.read().await;
        let order = orders::lookup(&mut tx, &run.buyers[*buyer].account, order).await.expect("read").expect("placed");
        drop(tx);
        let states: Vec<Line> = of_order.iter().map(|line| line.state.clone()).collect();
        rests(order.state, &states);
        lines.extend(of_order.into_iter().map(|line| (*buyer, line)));
    }
    for (_, line) in &lines {
        is_charged_as_it_ended(run, line).await;
        agrees_with_the_carrier(run, line);
    }
    nothing_is_sold_twice(run, &lines);
    nothing_is_asked_for_without_leave(run, &lines);
    assert_eq!(run.town.shop.db.count("SELECT COUNT(*) FROM pictures").await, 0, "pictures are left");
}

/// Case and approval are what the vendor said last, and no order of a verified account is held.
async fn the_word_is_heard(run: &Run<'_>, buyer: usize) {
    let account = &run.buyers[buyer].account;
    let mut tx = run.town.shop.db.read().await;
    let case = verifications::lookup(&mut tx, account, CONSENT_VERSION).await.expect("read");
    let approved = accounts::lookup(&mut tx, account).await.expect("read").expect("an account").approval.is_some();
    let held = orders::held(&mut tx, account).await.expect("read");
    drop(tx);
    let word = run.town.office.book().word(account.as_str());
    assert_eq!(approved, word == Some(Word::Approved), "the vendor's last word is {word:?}");
    assert!(!approved || held.is_empty(), "a verified account is kept waiting");
    let Some(case) = case else { return };
    assert_eq!(approved, matches!(case.state, Verification::Approved { .. }));
    assert!(!case.state.waits_for_vendor(), "{:?}", case.state);
    let cases = run.cases(buyer, Instant::now());
    assert!(cases.may_be(&case.state), "{:?} by {}", case.state, cases.shown());
}

/// An order stands where its lines have brought it, and moves no more.
fn rests(order: Order, lines: &[Line]) {
    assert_eq!(order.after_lines(lines, IfGone::Ask, Timestamp::from_micros(0)), order, "{lines:?}");
    let person = lines.contains(&Line::Manual);
    assert!(person || order != Order::Completing, "under way: {lines:?}");
    let waits = matches!(order, Order::Held { .. });
    let at_rest = |line: &Line| !line.moving() || waits && *line == Line::Waiting;
    assert!(lines.iter().all(at_rest), "{order:?} {lines:?}");
}

async fn is_charged_as_it_ended(run: &Run<'_>, line: &StoredLine) {
    let entries = run.town.shop.entries_of(line).await;
    let expected = match &line.state {
        state if state.bought() => (1, 0),
        Line::Waiting => (0, 0),
        Line::Manual => (0, entries.1.min(1)),
        _ => (0, 1),
    };
    assert_eq!(entries, expected, "{} {:?}", line.offer.number, line.state);
}

/// What is owned here is owned there, under the line's tag, and the other way round. And the carrier's book leads the
/// domain's own transition function to where the line stands.
fn agrees_with_the_carrier(run: &Run<'_>, line: &StoredLine) {
    if line.offer.source == Source::Stock {
        return;
    }
    let (number, tag) = (line.offer.number.as_e164(), line.id.as_str());
    let book = run.town.carrier.book();
    let there = book.owned.get(number).filter(|owned| owned.tag == tag).map(|owned| owned.sid.as_str());
    match &line.state {
        Line::Owned { sid } => assert_eq!(there, Some(sid.as_str()), "{number} is not owned there"),
        Line::Manual => {}
        state => assert_eq!(there, None, "{number} is owned there, and {state:?} here"),
    }
    let mut lines = Lines::new(run.town.shop.plan.policy.patience, run.killed);
    let posts = book.posts.iter().filter(|post| post.tag == tag).map(|post| (post.at, Ok(post)));
    let views = book.views.iter().filter(|view| view.number == number).map(|view| (view.at, Err(view)));
    let mut history: Vec<_> = posts.chain(views).collect();
    history.sort_by_key(|(at, _)| *at);
    for (at, happened) in history {
        match happened {
            Ok(post) => {
                let before = lines.shown();
                assert!(lines.post(post), "{number} was asked for ({:?}) by a line that may be {before}", post.fault);
            }
            Err(view) => lines.view(view, tag, run.clock_at(at)),
        }
    }
    assert!(lines.may_be(&line.state), "{number} is {:?} by {}", line.state, lines.shown());
}

fn nothing_is_sold_twice(run: &Run<'_>, lines: &[(usize, StoredLine)]) {
    let mut owned = HashSet::new();
    for (_, line) in lines.iter().filter(|(_, line)| matches!(line.state, Line::Owned { .. })) {
        assert!(owned.insert(&line.offer.number), "{} has two owners", line.offer.number);
    }
    let book = run.town.carrier.book();
    let mut sales: HashMap<&str, HashSet<&str>> = HashMap::new();
    for post in &book.posts {
        if let Some(sid) = &post.sid {
            sales.entry(&post.tag).or_default().insert(sid);
        }
    }
    assert!(sales.values().all(|sids| sids.len() == 1), "a line was sold two numbers: {sales:?}");
    let rewritten = book.rewritten.iter().find(|(_, before, after)| before != after);
    assert_eq!(rewritten, None, "a number was rewritten");
    let known = |tag: &str| tag == STRANGER || lines.iter().any(|(_, line)| line.id.as_str() == tag);
    assert!(book.posts.iter().all(|post| known(&post.tag)), "a number was asked for by nobody");
}

/// Whoever was asked for had the gate's leave when the intent was committed: at the latest before the last thing that
/// the vendor said.
fn nothing_is_asked_for_without_leave(run: &Run<'_>, lines: &[(usize, StoredLine)]) {
    let book = run.town.carrier.book();
    for (buyer, line) in lines.iter().filter(|(buyer, _)| *buyer < NEWCOMERS) {
        let posts = book.posts.iter().filter(|post: &&Post| post.tag == line.id.as_str());
        for post in posts {
            let before = run.before_the_last_word(*buyer, post.at);
            let approved = [run.cases(*buyer, post.at), before].iter().any(Cases::may_be_approved);
            assert!(!held(std::slice::from_ref(&line.offer.number), approved), "{} was not free", line.offer.number);
        }
    }
}
