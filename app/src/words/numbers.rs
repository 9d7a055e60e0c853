//! The numbers that an account owns.

/// Words of `/numbers`.
pub(crate) struct NumbersWords {
    pub title: &'static str,
    pub list: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub no_more_text: &'static str,
    pub newest: &'static str,
    pub older: &'static str,
    pub pages: &'static str,
    pub number: &'static str,
    pub place: &'static str,
    pub price: &'static str,
    pub since: &'static str,
    pub action: &'static str,
    /// Before the last day on which it can be kept.
    pub kept_until: &'static str,
    pub returning: &'static str,
    pub stuck: &'static str,
    pub release: &'static str,
    pub release_number: fn(number: &str) -> String,
    pub keep: &'static str,
    pub keep_number: fn(number: &str) -> String,
    pub ask_title: &'static str,
    /// Before and after the last day on which it can be kept.
    pub ask_until: [&'static str; 2],
    pub ask_then: &'static str,
    pub cancel: &'static str,
    pub confirm: &'static str,
    pub asked: &'static str,
    pub kept: &'static str,
}
