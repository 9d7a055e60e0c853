//! The rules of the house.

use serde::{Deserialize, Serialize};

use super::PastDeed;
use crate::domain::rule::Rule;

/// The rules of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesView {
    /// All of them.
    pub rules: Vec<RuleView>,
    /// Whether the person who looks showed a moment ago who they are.
    pub proven: bool,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleView {
    /// Which one.
    pub rule: Rule,
    /// What it says, as a form sends it.
    pub value: String,
    /// What the setting says.
    pub setting: String,
    /// Whether somebody put another value in the place of the setting.
    pub set: bool,
    /// How often it was changed; a form that was filled in before the latest change changes nothing.
    pub version: i64,
    /// Who changed it last, when and why.
    pub changed: Option<PastDeed>,
}
