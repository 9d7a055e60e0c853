//! The PlusOne server: the desk implemented, on a store, carriers and an identity vendor.

// The pages are one deeply nested type.
#![recursion_limit = "256"]

pub mod add_user;
pub mod audit;
pub mod backup;
pub mod carriers;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod emulators;
pub mod feedback;
pub mod http_client;
pub mod identity;
pub mod ids;
pub mod import;
pub mod jobs;
mod limit;
pub mod live;
pub mod mail;
pub mod policy;
pub mod reconcile;
pub mod recover;
pub mod rewrap;
pub mod sample;
pub mod serve;
pub mod store;
pub mod uploads;
pub mod vault;
mod vendors;
pub mod web;
pub mod webhooks;
