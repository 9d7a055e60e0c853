//! How moments are written.

use crate::domain::{Month, time::Civil};

/// Names of days and months, and the shapes of dates.
pub(crate) struct DateWords {
    /// January first.
    pub months: [&'static str; 12],
    /// Sunday first, as in [`Civil::weekday`].
    pub weekdays: [&'static str; 7],
    /// The day alone: `Sunday, 29 November`.
    pub day: fn(&DateWords, Civil) -> String,
    /// Day and time: `22 November 2026, 14:29`.
    pub full: fn(&DateWords, Civil) -> String,
    /// The same within a sentence, with the article that a language may want: `el 22 de noviembre de 2026, 14:29`.
    pub full_within: fn(&DateWords, Civil) -> String,
    /// A time of today: `Today, 14:29`.
    pub today: fn(Civil) -> String,
    /// The same within a sentence: `today, 14:29`.
    pub today_within: fn(Civil) -> String,
    /// A month of a year: `November 2026`.
    pub of_month: fn(&DateWords, Month) -> String,
    /// What follows a time that is not the reader's own.
    pub utc: &'static str,
}

impl DateWords {
    /// The month's name.
    pub(crate) fn month(&self, civil: Civil) -> &'static str {
        self.nth_month(civil.month)
    }

    /// The name of a month by its number.
    pub(crate) fn nth_month(&self, number: u8) -> &'static str {
        self.months.get(usize::from(number).saturating_sub(1)).copied().unwrap_or_default()
    }

    /// The day's name.
    pub(crate) fn weekday(&self, civil: Civil) -> &'static str {
        self.weekdays.get(usize::from(civil.weekday)).copied().unwrap_or_default()
    }
}
