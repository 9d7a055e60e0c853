use crate::{
    domain::pool::Fill,
    words::{NewPoolWords, PoolWords, PoolsWords},
};

pub(super) const LIST: PoolsWords = PoolsWords {
    title: "Pools",
    lead: "Numbers of one place, bought and used together.",
    list: "Your pools",
    new: "New pool",
    empty_title: "No pools yet",
    empty_text: "Say how many numbers you need and where. We pick them, and you buy them as one order.",
    since: "Since",
    for_pool: |what, pool| format!("{what} for {pool}"),
};

pub(super) const NEW: NewPoolWords = NewPoolWords {
    title: "New pool",
    title_more: |pool| format!("More numbers for {pool}"),
    lead: "Say how many numbers you need and where. We pick them; you see the price before you buy.",
    form: "Numbers for a pool",
    name: "Name",
    name_example: "Support line",
    quantity: "Quantity",
    quantity_range: "1 to 100",
    fill: "If there are fewer",
    fill_name: |fill| match fill {
        Fill::Whole => "All or nothing",
        Fill::Some => "As many as there are",
    },
    fill_text: |fill| match fill {
        Fill::Whole => "From our own stock, which we can keep for you together.",
        Fill::Some => "Our stock first, then the carrier's. You pay only for what you get.",
    },
    whole_not_own: "Only our own stock can be promised together, and you buy at your own carrier.",
    submit: "Show price",
    quote: "Price",
    fewer: |there, wanted| match there {
        1 => format!("Only 1 of the {wanted} numbers is for sale. You buy that one and pay for it alone."),
        _ => {
            format!("Only {there} of the {wanted} numbers are for sale. You buy these {there} and pay for them alone.")
        }
    },
    silent: "A carrier does not answer just now, so there may be more. Show the price again in a minute.",
    examples: "For example",
    examples_hint: "Which numbers they are is settled when you buy.",
    others: |count| format!("and {count} more"),
    held: "A pool with any +1 number needs a verified identity. You verify yours next; we hold the order meanwhile.",
    clear: "We buy the numbers at once. They are yours within seconds.",
    buy: "Buy pool",
    take_what_is_there: "Show the price of as many as there are",
};

pub(super) const ONE: PoolWords = PoolWords {
    back: "All pools",
    add: "Add numbers",
    orders: "On the way",
    numbers: "Numbers",
    action: "Release",
    release: "Release",
    release_number: |number| format!("Release {number}"),
    empty_title: "No numbers in this pool",
    empty_waiting: "They appear here as soon as the order on the way completes.",
    empty_ended: "What was ordered for it was not bought, or has been released. You are not charged for it.",
    rename_title: "Rename this pool",
    new_name: "New name",
    rename: "Rename",
};
