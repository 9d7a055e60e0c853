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
mod operators;
mod outcomes;
mod queue;
mod races;
mod requests;
mod scripted;
mod search;
mod sessions;
mod shop;
mod statement;
mod uploads;
mod vendor;
mod webhooks;
