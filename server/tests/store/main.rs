//! The contract of the store: every function of it, the same on SQLite and on PostgreSQL.

mod accounts;
mod applications;
mod audit;
mod backups;
mod cases;
#[path = "../support/database.rs"]
mod database;
mod feedback;
mod handoffs;
mod house;
mod jobs;
mod line_states;
mod lines;
mod locks;
mod make;
mod members;
mod money;
mod notices;
mod operator_lists;
mod operator_work;
mod orders;
mod passkeys;
mod people;
mod pools;
mod stock;
mod transactions;
