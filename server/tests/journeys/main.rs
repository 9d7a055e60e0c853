//! The promises of the house, kept through its real doors: router, worker and database, with both vendors emulated
//! over HTTP.

mod access;
mod carrier_answers;
mod crashes;
mod credit;
#[path = "../support/database.rs"]
mod database;
mod faults;
mod gate;
mod hand_overs;
mod holds;
mod inquiries;
mod live;
mod numbers;
mod operators;
mod outcomes;
mod pools;
mod queue;
mod races;
mod releases;
mod replacing;
mod requests;
mod scripted;
mod search;
mod sessions;
mod several;
mod shop;
mod statement;
mod uploads;
mod vendor;
mod webhooks;
