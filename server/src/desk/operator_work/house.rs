//! The rules of the house, shown and changed.

use app::{
    AppError,
    desk::{Deed, Operator, PastDeed, RuleView, RulesView},
    domain::{
        Why,
        rule::{Rule, Value},
    },
};

use super::super::{Shop, fault::Fault};
use crate::store::{Tx, audit::Subject, house, reasons, rules, rules::Changed, users};

impl Shop {
    pub(super) async fn house_rules(&self, who: &Operator) -> Result<RulesView, Fault> {
        let mut tx = self.store.read().await?;
        let (settings, in_force) = (self.policy.rules(), self.rules(&mut tx).await?);
        let mut changed = rules::changed(&mut tx).await?;
        let mut shown = Vec::with_capacity(Rule::ALL.len());
        for rule in Rule::ALL {
            let last = changed.iter().position(|changed| changed.rule == rule).map(|at| changed.swap_remove(at));
            shown.push(RuleView {
                rule,
                value: in_force.value(rule).to_string(),
                setting: settings.value(rule).to_string(),
                set: last.as_ref().is_some_and(|last| last.value.is_some()),
                version: last.as_ref().map_or(0, |last| last.version),
                changed: match last {
                    Some(last) => Some(past(&mut tx, last).await?),
                    None => None,
                },
            });
        }
        Ok(RulesView { rules: shown, proven: self.proven_until(who.who()).is_some() })
    }

    /// What is held keeps its deadline, and what was ordered its price: both were written down when they were given.
    pub(super) async fn change_house_rule(
        &self,
        who: &Operator,
        (rule, value): (Rule, Option<&Value>),
        version: i64,
        why: &Why,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        house::lock(&mut tx).await?;
        self.act(&mut tx, who.who()).await?;
        let changed = rules::changed(&mut tx).await?.into_iter().find(|changed| changed.rule == rule);
        let (stands, at) = changed.map_or((None, 0), |changed| (changed.value, changed.version));
        if stands.as_ref() == value {
            // The same was sent twice, or by two.
            return Ok(());
        } else if at != version {
            return Err(AppError::Meanwhile.into());
        }
        let (deed, before, after) = match value {
            Some(value) => (Deed::ChangedRule, stands, value.to_string()),
            None => (Deed::ResetRule, stands, String::new()),
        };
        let before = before.map(|value| value.to_string()).unwrap_or_default();
        let entry = self.record_deed(&mut tx, Subject::Rule(rule.as_str()), deed, &[&before, &after], why).await?;
        rules::change(&mut tx, (rule, value), &who.who().user, now, entry).await?;
        tx.commit().await?;
        tracing::warn!(by = %who.who().user, %rule, "a rule of the house was changed");
        Ok(())
    }
}

async fn past(tx: &mut Tx, changed: Changed) -> Result<PastDeed, Fault> {
    let by = users::lookup(tx, &changed.by).await?.map_or_else(|| changed.by.to_string(), |user| user.email);
    let deed = if changed.value.is_some() { Deed::ChangedRule } else { Deed::ResetRule };
    let reason = reasons::of_house(tx, changed.entry).await?.unwrap_or_default();
    Ok(PastDeed { deed, by, at: changed.at, reason })
}
