use crate::{
    desk::{Stage, Tenure, What},
    domain::{line::FailReason, order::Status},
    words::{Happened, NextStep, OrderWords},
};

pub(super) const WORDS: OrderWords = OrderWords {
    title: |short| format!("Order {short}"),
    back: "All orders",
    status: |status| match status {
        Status::IdentityNeeded => "Held: identity needed",
        Status::UnderReview => "Held: under review",
        Status::Completing => "Completing",
        Status::Purchased => "Purchased",
        Status::PartlyPurchased => "Partly purchased",
        Status::NumberGone => "Number no longer available",
        Status::NeedsAttention => "Needs attention",
        Status::Failed => "Failed",
        Status::Cancelled => "Cancelled",
        Status::Expired => "Expired",
        Status::Declined => "Declined",
    },
    next,
    numbers: |count| format!("{count} numbers"),
    verify: "Verify your identity",
    cancel: "Cancel order",
    timeline: "What happened",
    what,
    facts: "Details",
    order: "Order",
    number: "Number",
    price: "Price",
    placed: "Placed",
    held_until: "Held until",
    lines: "Numbers",
    stage: |stage| match stage {
        Stage::Waiting => "Waiting",
        Stage::Buying => "Being bought",
        Stage::Bought(Tenure::Owned) => "Yours",
        Stage::Bought(Tenure::Releasing { .. } | Tenure::Returning { .. }) => "Being released",
        Stage::Bought(Tenure::Released { .. }) => "Released",
        Stage::Gone | Stage::Failed(FailReason::NumberGone) => "Somebody else has it",
        Stage::NeedsAttention => "Needs attention",
        Stage::Failed(FailReason::CarrierRefused) => "The carrier refused",
        Stage::Failed(FailReason::CarrierSilent) => "The carrier did not answer",
        Stage::Failed(FailReason::Cancelled) => "Cancelled",
        Stage::Failed(FailReason::Expired) => "The hold ran out",
        Stage::Failed(FailReason::Declined) => "Identity not verified",
        Stage::Failed(FailReason::IdentityNeeded) => "Identity needed now",
    },
    tightened: "The rules changed before it was bought. You were not charged. Buy it again and verify your identity.",
    instead_of: |number| format!("instead of {number}, which was gone"),
    choose: "Choose another number",
    choose_text: "You wanted to choose yourself. What is gone costs nothing.",
    choose_until: "You can choose until",
    choose_for: |number| format!("Closest to {number}"),
    choose_silent: |number| {
        format!("The carrier does not say just now what is close to {number}. Load this page again in a minute.")
    },
    choose_none: |number| format!("Nothing close to {number} is for sale just now."),
    go_on_without: "Go on without it",
    releasing: "Releasing on",
    returning: "Going back to the carrier",
    released: "Released on",
    let_go: "Bought, and some or all of it released by you since. The details say when.",
    numbers_way: "See your numbers",
    another: "Find another number",
    similar: "Find a similar number",
};

fn next(status: Status, verify_next: bool, choosing: bool) -> NextStep {
    let (text, look_again) = match status {
        Status::IdentityNeeded if verify_next => {
            ("Verify your identity, once. We buy the number as soon as you are verified.", false)
        }
        Status::IdentityNeeded => {
            ("Your identity is being checked. We buy the number right after that. You may leave this page.", false)
        }
        Status::UnderReview => {
            ("A person is looking at your documents. The hold does not run out meanwhile, and you may leave.", false)
        }
        Status::Completing => ("We are buying it from the carrier. You may leave; it finishes by itself.", false),
        Status::Purchased => ("Bought, and yours. There is nothing more to do.", false),
        Status::PartlyPurchased => ("Some numbers are yours. The others were not bought and cost nothing.", true),
        Status::NumberGone if choosing => {
            ("Somebody else bought it first. Choose another number below, or look for one.", true)
        }
        Status::NumberGone => ("Somebody else bought it first. You are not charged.", true),
        Status::NeedsAttention => {
            ("The carrier's records and ours differ. Our team is looking; please do not buy it again.", false)
        }
        Status::Failed => ("It could not be bought. You are not charged.", true),
        Status::Cancelled => ("You cancelled this order. You are not charged.", true),
        Status::Expired => ("The time ran out before it was bought. You are not charged.", true),
        Status::Declined => ("We could not verify your identity, so this order ended. You are not charged.", false),
    };
    NextStep { text, look_again }
}

fn what(what: What) -> Happened {
    let (title, text) = match what {
        What::Placed => ("Order placed", "confirmed by you"),
        What::Held => ("Held for you", "an identity is needed first"),
        What::Submitted => ("Your identity was shown", "Persona checks it, we keep no picture"),
        What::UnderReview => ("A person is looking", "the hold does not run out meanwhile"),
        What::TryAgain => ("Better pictures needed", "the number stays held"),
        What::Verified => ("You are verified", "this account will not be asked again"),
        What::Declined => ("Identity not verified", "the order ended, nothing was charged"),
        What::Choose => ("Gone", "somebody else bought it first, so we ask you"),
        What::Replaced => ("Another number taken", "in the place of one that was gone"),
        What::ReadingBack => ("Checking with the carrier", "its answer was unclear, so we look before we go on"),
        What::Purchased => ("Bought", "the carrier confirmed it"),
        What::PartlyPurchased => ("Bought in part", "only what was bought is charged"),
        What::NumberGone => ("Gone", "somebody else bought it first, nothing was charged"),
        What::NeedsAttention => ("Our team is looking", "the carrier's records and ours differ"),
        What::Failed => ("Not bought", "nothing was charged"),
        What::Cancelled => ("Order cancelled", "by you, nothing was charged"),
        What::Expired => ("The time ran out", "nothing was charged"),
    };
    Happened { title, text }
}
