use crate::{
    desk::Standing,
    domain::{Language, ledger::Entry, verification::Said},
    words::{AccountWords, IdentityDataWords},
};

pub(super) const WORDS: AccountWords = AccountWords {
    title: "Account",
    facts: "About this account",
    name: "Account",
    email: "Email",
    identity: "Identity",
    verify: |standing| match standing {
        Standing::NotVerified => Some("Verify your identity"),
        Standing::Checking | Standing::UnderReview | Standing::Declined => Some("See where it stands"),
        Standing::Verified | Standing::OwnCarrier => None,
    },
    verified: "Verified",
    by_case: "Case",
    declined: "Attempts that were declined",
    answers: "Biometric data",
    answer,
    identity_data: IdentityDataWords {
        title: "Identity data",
        here: "PlusOne keeps only the verdict: whether this account was verified, and when. No picture of an ID or a face \
               is kept here.",
        none: "Nothing of this account was given to Persona, who checks IDs for us.",
        waiting: "Persona has nothing of this account. Pictures of your ID wait here for the rest, or your consent to \
                  the use of biometric data stands. You can take back either.",
        take_back: "Take back what I gave",
        checking: "Persona is checking your ID now. What it has can be deleted once that is over.",
        reviewed: "A person is looking at what you gave. Persona, who checks IDs for us, has it. You can take it back: \
                   that ends the review.",
        kept: "Persona, who checked your ID, still has the pictures and what it read from them.",
        delete: "Delete my identity data at Persona",
        ask_title: "Delete your identity data?",
        ask_waiting: "If pictures of your ID wait here, they are deleted. This cannot be undone.",
        ask_text: "Persona deletes the pictures of your ID, those of your face if it has any, and everything that it \
                   read from them. This cannot be undone.",
        ask_consent: "If you agreed to the use of your biometric data, that is taken back as well.",
        ask_reviewed: "The review ends, and counts as one of your tries. What is held for you stays held until its \
                       time runs out, unless it was your last try: then it ends.",
        ask_then: "An account that is verified stays verified: nobody has to show an ID again.",
        cancel: "Not now",
        confirm: "Delete it for good",
        asked: "Deletion requested",
        asked_then: "Persona has not confirmed it yet.",
        deleted: "Deleted at Persona",
    },
    limit: "Credit limit",
    no_limit: "None: you pay your own carrier",
    left: "Still available",
    statement: "Statement",
    hint: "Months begin and end in UTC. Amounts are prices a month; nothing is collected yet. What is reserved becomes \
           bought, it is not added to it.",
    months: "Months",
    month: "Month",
    show_month: "Show",
    this_month: "This month's statement",
    download: "Download CSV",
    more: "These are the first 1,000 entries of the month. The totals and the download hold all of them.",
    empty_title: "Nothing in this month",
    empty_text: "Each number that you buy appears here: reserved first, then bought or given back, and \
                 released when you let it go.",
    date: "Date",
    number: "Number",
    what: "What",
    amount: "Amount",
    entry: |entry| match entry {
        Entry::Reserve => "Reserved",
        Entry::Capture => "Bought",
        Entry::Release => "Given back",
        Entry::End => "Released",
    },
    totals: "Totals",
    reserved: "Reserved",
    captured: "Bought",
    released: "Given back",
    ended: "Released",
};

fn name_of(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Spanish => "Spanish",
        Language::French => "French",
    }
}

fn answer(said: Said, version: &str, language: Option<Language>) -> String {
    let said = match said {
        Said::Agreed => "Agreed to",
        Said::Refused => "Refused",
        Said::Withdrawn => "Taken back:",
    };
    let read = language.map(|language| format!(", read in {}", name_of(language))).unwrap_or_default();
    format!("{said} text {version}{read}")
}
