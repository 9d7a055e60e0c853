//! The rules of the house.

use leptos::prelude::*;

use crate::{AppError, desk::RulesView};

/// All rules, with who changed them last.
#[server(endpoint = "operator/show_rules")]
pub async fn show_rules() -> Result<RulesView, AppError> {
    use crate::{api::with_status, desk::Counter};

    let show = async || {
        let (desk, who) = Counter::operator()?;
        desk.show_rules(&who).await
    };
    with_status(show().await)
}

/// Puts a value in the place of a rule's setting; `version` is the rule's, as the page showed it.
#[server(endpoint = "operator/change_rule")]
pub async fn change_rule(rule: String, value: String, version: i64, reason: String) -> Result<(), AppError> {
    use crate::{
        api::{see_other, with_status},
        desk::Counter,
        domain::rule::{Rule, Value},
    };

    let change = async || {
        let (desk, who) = Counter::operator()?;
        let rule: Rule = rule.parse()?;
        let value = Value::read(rule, &value)?;
        desk.change_rule(&who, (rule, Some(value)), version, &reason.parse()?).await
    };
    with_status(change().await)?;
    see_other("/operator/rules?done=changed");
    Ok(())
}

/// Goes back to a rule's setting.
#[server(endpoint = "operator/reset_rule")]
pub async fn reset_rule(rule: String, version: i64, reason: String) -> Result<(), AppError> {
    use crate::{
        api::{see_other, with_status},
        desk::Counter,
        domain::rule::Rule,
    };

    let reset = async || {
        let (desk, who) = Counter::operator()?;
        let rule: Rule = rule.parse()?;
        desk.change_rule(&who, (rule, None), version, &reason.parse()?).await
    };
    with_status(reset().await)?;
    see_other("/operator/rules?done=rule_reset");
    Ok(())
}
