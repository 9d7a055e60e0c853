use crate::{desk::Standing, domain::ledger::Entry, words::AccountWords};

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
