//! Searching.

use crate::domain::offer::Match;

/// Words of `/search`.
pub(crate) struct SearchWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub form: &'static str,
    pub country: &'static str,
    pub kind: &'static str,
    pub digits: &'static str,
    pub digits_example: &'static str,
    /// The browser's hint when there is something else in it.
    pub digits_shape: &'static str,
    /// Read out for the keypad digits of a typed word.
    pub dials_as: fn(digits: &str) -> String,
    pub matching: &'static str,
    pub match_name: fn(matching: Match) -> &'static str,
    pub area_code: &'static str,
    pub city: &'static str,
    pub city_example: &'static str,
    pub city_shape: &'static str,
    /// Names the checkboxes of what a number must be able to do.
    pub must_do: &'static str,
    pub any: &'static str,
    /// The browser's hint when the area code has the wrong shape.
    pub area_code_shape: &'static str,
    /// Where a country's numbers have none.
    pub no_area_codes: &'static str,
    pub no_area_codes_hint: &'static str,
    pub more_filters: &'static str,
    pub submit: &'static str,
    pub table: &'static str,
    pub number: &'static str,
    pub place: &'static str,
    pub can_do: &'static str,
    pub price: &'static str,
    pub action: &'static str,
    pub buy: &'static str,
    pub pick: &'static str,
    pub pick_number: fn(number: &str) -> String,
    /// How many are ticked, and their price a month.
    pub picked: fn(count: usize, monthly: &str) -> String,
    pub pick_none: &'static str,
    pub buy_picked: &'static str,
    pub buy_number: fn(number: &str) -> String,
    pub found: fn(count: usize) -> String,
    /// The same when there are more than are shown.
    pub found_more: fn(count: usize) -> String,
    pub best_first: &'static str,
    pub more: &'static str,
    pub carrier_silent: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    /// Instead, beside a number that was held a moment ago.
    pub empty_but_held: &'static str,
    /// Links that do something about it, by what was asked for.
    pub empty_anywhere: &'static str,
    pub empty_fewer_digits: fn(fewer: &str) -> String,
    pub empty_no_digits: &'static str,
    pub empty_no_area: fn(area_code: &str) -> String,
    pub empty_no_place: fn(place: &str) -> String,
    pub empty_fewer_features: &'static str,
    pub empty_local: &'static str,
    pub empty_other: &'static str,
    pub held_note: fn(number: &str) -> String,
    pub see_order: &'static str,
}
