//! An account's identity case, from the first picture to the vendor's word.

mod collected;
mod handover;
mod moves;
mod outcome;
mod pose;
mod reason;
mod said;
mod state;
#[cfg(test)]
mod tests;

pub use self::{
    collected::{Collected, Face},
    handover::{Shows, Transport},
    moves::NotNow,
    outcome::{Decision, Outcome},
    pose::{Pose, Poses},
    reason::Reason,
    said::Said,
    state::{Judge, Verification},
};
