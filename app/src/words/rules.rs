//! The rules of the house.

use crate::domain::rule::Rule;

/// Words of `/operator/rules`.
pub(crate) struct RulesWords {
    pub lead: &'static str,
    pub name: fn(Rule) -> &'static str,
    pub hint: fn(Rule) -> &'static str,
    /// The name of the field.
    pub label: fn(Rule) -> &'static str,
    /// What a value is for people.
    pub shown: fn(Rule, &str) -> String,
    pub set: &'static str,
    pub setting: &'static str,
    pub change: &'static str,
    pub changed: &'static str,
    pub reset: &'static str,
    pub was_reset: &'static str,
}
