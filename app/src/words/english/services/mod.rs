mod choices;
mod fields;
mod why;

use crate::{
    domain::{
        Service,
        service::{Application, Edit},
    },
    words::{About, ServicesWords},
};

pub(super) const WORDS: ServicesWords = ServicesWords {
    title: "Services",
    lead: "Carriers want to know which business calls and texts. Tell them here, once for each service.",
    back: "All services",
    verify_first: "Your account is not verified yet. What you send is held for you, and goes out by itself as soon as you \
                   are; you are asked once, for buying numbers too.",
    service: |service| match service {
        Service::A2pBrand => About {
            title: "A2P Brand Registration",
            text: "Registers your business with the US carriers, so that text messages from your local numbers arrive.",
            numbers: "Counts for all your US local numbers.",
        },
        Service::TollFree => About {
            title: "Toll-Free Number Verification",
            text: "Tells carriers what you send from a toll-free number. Unverified ones have their messages blocked.",
            numbers: "One application for each toll-free number.",
        },
        Service::Cnam => About {
            title: "CNAM Set-Up",
            text: "Shows the name of your business on the phone that rings.",
            numbers: "For US numbers; not for toll-free or Canadian ones.",
        },
        Service::ShakenStir => About {
            title: "SHAKEN/STIR Authentication",
            text: "Signs your calls, so that networks show them as verified and do not take them for spam.",
            numbers: "For US and toll-free numbers.",
        },
    },
    start: "Start",
    see: "Open",
    see_named: |service| format!("Open {service}"),
    start_named: |service| format!("Start {service}"),
    list: "Your applications",
    none: "You have no application for this yet.",
    new: "New application",
    unnamed: "Nothing written yet",
    for_numbers: |count| match count {
        1 => "for 1 number".to_owned(),
        _ => format!("for {count} numbers"),
    },
    changed: "Last changed",
    state: |state| match state {
        Application::Draft { .. } => "Draft",
        Application::Held { .. } => "Held: identity needed",
        Application::Submitting { .. } => "Sending",
        Application::PendingReview { .. } => "Waiting for review",
        Application::InReview { .. } => "In review",
        Application::Approved { .. } => "Approved",
        Application::Rejected { .. } => "Rejected",
    },
    next: |state, verify_next| match state {
        Application::Draft { .. } => "This is a draft. Nobody has it but you.",
        Application::Held { .. } if verify_next => {
            "Verify your identity once, and it is sent by itself. There is nothing more to press."
        }
        Application::Held { .. } => {
            "Your identity is being checked. As soon as you are verified it is sent by itself; you may leave this page."
        }
        Application::Submitting { .. } => "We are handing it over. You may leave this page or close it.",
        Application::PendingReview { .. } => {
            "The carrier has it. Reviews take up to some days; this page follows by itself."
        }
        Application::InReview { .. } => "A reviewer is looking at it. This page follows by itself.",
        Application::Approved { .. } => "It is in force. There is nothing more to do.",
        Application::Rejected { edit: Edit::Never, .. } => {
            "It cannot be changed and sent again. Start a new application if the reasons no longer hold."
        }
        Application::Rejected { .. } => "Mend what is named here, then send it again.",
    },
    known: "What your last application says of the business stands here already. Look it over.",
    group: fields::group,
    field: fields::field,
    hint: fields::hint,
    optional: " (optional)",
    choose: "Choose one",
    choices: choices::of,
    no_numbers: |service| match service {
        Service::TollFree => {
            "You have no toll-free number from the carrier yet. Buy one first; a draft can be saved now."
        }
        _ => "You have no number from the carrier yet that this is for. Buy one first; a draft can be saved now.",
    },
    find: "Find a number",
    why: why::why,
    wrong: |count| match count {
        1 => "One thing to mend before it can be sent".to_owned(),
        _ => format!("{count} things to mend before it can be sent"),
    },
    reasons: "Why it was rejected",
    reason: why::reason,
    look_here: "The reviewer could not confirm this.",
    save: "Save draft",
    saved: "The draft is saved. Nobody has it but you.",
    send: "Send application",
    send_hint: "It goes to the carrier, Twilio, and from there to the registries that review it.",
    take_back: "Take back and edit",
    facts: "Application",
    numbers: "Numbers",
    no_number: "None in particular",
    written: "What you sent",
};
