//! The promises of the house, kept through its real doors: router, worker and database, with both vendors emulated
//! over HTTP.

mod access;
mod any_forms;
mod authenticator;
#[path = "../support/backups.rs"]
mod backups;
mod bad_bodies;
mod bad_forms;
mod carrier_answers;
mod clock_jumps;
mod corpora;
mod crashes;
mod credit;
mod crowds;
#[path = "../support/database.rs"]
mod database;
mod database_trouble;
#[path = "../support/dice.rs"]
mod dice;
mod every_step;
mod faults;
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
mod gate;
mod hand_overs;
mod handoff;
mod heads;
mod help;
mod holds;
mod inquiries;
mod languages;
mod live;
mod log;
mod mailed_invites;
mod members;
mod new_password;
mod noted;
mod notices;
mod numbers;
mod operator_lists;
mod operator_work;
mod operators;
mod order_pages;
mod outcomes;
mod passkeys;
#[path = "../support/people.rs"]
mod people;
mod pools;
#[path = "../support/post.rs"]
mod post;
mod prices;
mod queue;
mod races;
mod reconciling;
mod record;
mod redaction;
mod releases;
mod replacing;
mod request_ids;
mod requests;
mod reset;
mod restoring;
#[path = "../support/rooms.rs"]
mod rooms;
mod scripted;
mod search;
mod second_words;
mod services;
mod sessions;
mod several;
mod shop;
#[path = "../support/signed.rs"]
mod signed;
mod statement;
mod stopping;
mod stricter_rules;
mod trail;
mod uploads;
mod vendor;
mod weather;
mod webhooks;
mod who_may;
mod without_selfie;
