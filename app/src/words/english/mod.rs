//! English, the reference.

mod access;
mod account;
mod buy;
mod camera;
mod dates;
mod document;
mod face;
mod frame;
mod gate;
mod handoff;
mod help;
mod members;
mod notices;
mod numbers;
mod operator;
mod order;
mod orders;
mod outcome;
mod pools;
mod problems;
mod queue;
mod rules;
mod search;
mod selfie;
mod services;
mod sign_in;
mod vendor;

use super::Words;
use crate::domain::Language;

/// English.
pub(crate) static WORDS: Words = Words {
    language: Language::English,
    dates: dates::WORDS,
    frame: frame::WORDS,
    sign_in: sign_in::WORDS,
    search: search::WORDS,
    buy: buy::WORDS,
    gate: gate::WORDS,
    orders: orders::WORDS,
    order: order::WORDS,
    pools: pools::LIST,
    new_pool: pools::NEW,
    pool: pools::ONE,
    document: document::WORDS,
    selfie: selfie::WORDS,
    camera: camera::WORDS,
    vendor: vendor::WORDS,
    outcome: outcome::WORDS,
    handoff: handoff::WORDS,
    account: account::WORDS,
    access: access::WORDS,
    members: members::WORDS,
    invite: members::INVITE,
    notices: notices::WORDS,
    mail: notices::MAIL,
    reset: notices::RESET,
    #[cfg(feature = "ssr")]
    letters: notices::LETTERS,
    numbers: numbers::WORDS,
    services: services::WORDS,
    operator: operator::WORDS,
    queue: queue::WORDS,
    customer: queue::CUSTOMER,
    rules: rules::WORDS,
    help: help::WORDS,
    feedback: help::FEEDBACK,
    problems: problems::WORDS,
};
