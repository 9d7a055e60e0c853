//! Searching.

/// Words of `/search`.
pub(crate) struct SearchWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub form: &'static str,
    pub country: &'static str,
    pub kind: &'static str,
    pub digits: &'static str,
    pub digits_example: &'static str,
    /// Read out for the keypad digits of a typed word.
    pub dials_as: fn(digits: &str) -> String,
    pub area_code: &'static str,
    pub any: &'static str,
    /// The browser's hint when the area code has the wrong shape.
    pub area_code_shape: &'static str,
    pub submit: &'static str,
    pub table: &'static str,
    pub number: &'static str,
    pub place: &'static str,
    pub can_do: &'static str,
    pub price: &'static str,
    pub action: &'static str,
    pub buy: &'static str,
    pub buy_number: fn(number: &str) -> String,
    pub found: fn(count: usize) -> String,
    pub best_first: &'static str,
    pub carrier_silent: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    /// What to do about it, by what was asked for.
    pub empty_fewer_digits: &'static str,
    pub empty_no_area: &'static str,
    pub empty_other_kind: &'static str,
    pub held_note: fn(number: &str) -> String,
    pub see_order: &'static str,
}
