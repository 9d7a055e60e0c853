use crate::words::DateWords;

pub(super) const WORDS: DateWords = DateWords {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    day: |words, at| format!("{}, {} {}", words.weekday(at), at.day, words.month(at)),
    full: |words, at| format!("{} {} {}, {:02}:{:02}", at.day, words.month(at), at.year, at.hour, at.minute),
    full_within: |words, at| (words.full)(words, at),
    today: |at| format!("Today, {:02}:{:02}", at.hour, at.minute),
    today_within: |at| format!("today, {:02}:{:02}", at.hour, at.minute),
    of_month: |words, month| format!("{} {}", words.nth_month(month.number()), month.year()),
    utc: "UTC",
};
