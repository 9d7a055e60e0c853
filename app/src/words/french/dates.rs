use crate::{domain::time::Civil, words::DateWords};

pub(super) const WORDS: DateWords = DateWords {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    day: |words, at| format!("{} {} {}", words.weekday(at), of_month(at), words.month(at)),
    full: |words, at| format!("{} {} {} à {}", of_month(at), words.month(at), at.year, time(at)),
    full_within: |words, at| format!("le {}", (words.full)(words, at)),
    today: |at| format!("Aujourd'hui à {}", time(at)),
    today_within: |at| format!("aujourd'hui à {}", time(at)),
    of_month: |words, month| format!("{} {}", words.nth_month(month.number()), month.year()),
    utc: "UTC",
};

/// Only the first has an ending: `1er`, `2`.
fn of_month(at: Civil) -> String {
    if at.day == 1 { "1er".to_owned() } else { at.day.to_string() }
}

/// `14 h 29`, which does not break.
fn time(at: Civil) -> String {
    format!("{}\u{a0}h\u{a0}{:02}", at.hour, at.minute)
}
