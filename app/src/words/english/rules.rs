use crate::{
    domain::{region::PoolRule, rule::Rule},
    words::RulesWords,
};

pub(super) const WORDS: RulesWords = RulesWords {
    lead: "They count from the moment they are changed, on every node. What is held keeps its deadline, and what was \
           ordered its price.",
    name: |rule| match rule {
        Rule::Regions => "Regulated regions",
        Rule::Pools => "Pools",
        Rule::Hold => "Hold",
        Rule::Attempts => "Attempts",
        Rule::Markup => "Markup",
    },
    hint: |rule| match rule {
        Rule::Regions => {
            "Numbers of these +1 countries need a verified account. Toll-free numbers, and area codes that nobody \
             knows, always do. What is held already stays held until its account is verified."
        }
        Rule::Pools => "What asks for a verified account before a pool is bought.",
        Rule::Hold => "How long a purchase waits for the buyer's identity.",
        Rule::Attempts => "Verifications that Persona may decline before the account is.",
        Rule::Markup => "What is added to the carrier's price. Our own stock is priced by itself.",
    },
    label: |rule| match rule {
        Rule::Regions => "Countries, such as US,CA,PR",
        Rule::Pools => "A pool needs a verified account when it holds",
        Rule::Hold => "Time, such as 7d, 36h or 90m",
        Rule::Attempts => "Attempts, 1 to 100",
        Rule::Markup => "Percent, 0 to 1000",
    },
    shown: |rule, value| match rule {
        Rule::Regions => value.replace(',', ", "),
        Rule::Pools => match value.parse() {
            Ok(PoolRule::AnyPlusOne) => "any +1 number".to_owned(),
            Ok(PoolRule::ByRegion) => "a number of a regulated region".to_owned(),
            Err(_) => value.to_owned(),
        },
        Rule::Hold | Rule::Attempts => value.to_owned(),
        Rule::Markup => format!("{value} %"),
    },
    set: "Changed",
    setting: "Setting:",
    change: "Change",
    changed: "The rule was changed, and counts now.",
    reset: "Back to the setting",
    was_reset: "The setting counts again.",
};
