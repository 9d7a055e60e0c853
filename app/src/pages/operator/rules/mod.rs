//! `/operator/rules`: the rules of the house, each with its setting, and who changed it.

mod field;

use leptos::prelude::*;

use super::{
    Area,
    deed::{DeedForm, Filled, ProveFirst, Said, Says},
};
use crate::{
    api::operator::rules::{ChangeRule, ResetRule, show_rules},
    components::{
        action::action,
        chip::{Chip, Tone},
        loaded::loaded_page,
        moment::Moment,
        rows::Rows,
        waiting::{Bones, Waiting},
    },
    desk::{PastDeed, RuleView, RulesView},
    live::Live,
    words::words,
};
use field::ValueField;

/// The rules.
#[component]
pub(crate) fn RulesPage() -> impl IntoView {
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| show_rules());
    loaded_page(
        resource,
        || view! { <Waiting title=words().operator.rules bones=Bones::Panels(5) /> }.into_any(),
        |rules| view! { <Rules rules=rules /> },
    )
}

/// What the rules of the page share.
#[derive(Clone, Copy)]
struct Shared {
    changing: ServerAction<ChangeRule>,
    resetting: ServerAction<ResetRule>,
    proven: Memo<bool>,
}

#[component]
fn Rules(rules: Signal<RulesView>) -> impl IntoView {
    let words = words();
    let said = Said::from_address();
    let proven = Memo::new(move |_| rules.with(|rules| rules.proven));
    let shared = Shared { changing: action(), resetting: action(), proven };
    said.follow(shared.changing, words.rules.changed);
    said.follow(shared.resetting, words.rules.was_reset);
    let list = Memo::new(move |_| rules.with(|rules| rules.rules.clone()));
    let row = move |rule| view! { <Row rule=rule shared=shared /> }.into_any();
    view! {
        <Area title=words.operator.rules>
            <p class="lead">{words.rules.lead}</p>
            <Says said=said />
            <ProveFirst proven=proven />
            <ul class="rules">
                <Rows list=list key=|rule: &RuleView| rule.rule row=row />
            </ul>
        </Area>
    }
    .into_any()
}

#[component]
fn Row(rule: RuleView, shared: Shared) -> impl IntoView {
    let words = &words().rules;
    let RuleView { rule, value, setting, set, version, changed } = rule;
    let name = (words.name)(rule);
    let fields = vec![("rule", rule.to_string()), ("version", version.to_string())];
    let more = {
        let value = value.clone();
        ViewFn::from(move || view! { <ValueField rule=rule value=value.clone() /> })
    };
    let reset = set.then(|| {
        view! {
            <DeedForm
                action=shared.resetting
                proven=shared.proven
                text=words.reset
                of=name
                fields=fields.clone()
                make=|filled| ResetRule {
                    rule: filled.get("rule"),
                    version: version_of(filled),
                    reason: filled.get("reason"),
                }
                id=format!("reset-{rule}")
            />
        }
    });
    view! {
        <li class="panel stack">
            <div>
                <h2 class="entry-name">
                    {name}
                    {set.then(|| view! { <Chip tone=Signal::stored(Tone::Wait) text=Signal::stored(words.set) /> })}
                </h2>
                <p class="hint">{(words.hint)(rule)}</p>
            </div>
            <p>
                <strong class="rule-value">{(words.shown)(rule, &value)}</strong>
                " "
                <span class="hint">{words.setting} " " {(words.shown)(rule, &setting)}</span>
            </p>
            {changed.map(|changed| view! { <Changed changed=changed /> })}
            <div class="form-ways deeds">
                <DeedForm
                    action=shared.changing
                    proven=shared.proven
                    text=words.change
                    of=name
                    fields=fields
                    make=|filled| ChangeRule {
                        rule: filled.get("rule"),
                        value: filled.get("value"),
                        version: version_of(filled),
                        reason: filled.get("reason"),
                    }
                    id=format!("change-{rule}")
                    more=more
                />
                {reset}
            </div>
        </li>
    }
    .into_any()
}

/// The version that the page showed; a form that has none is older than any.
fn version_of(filled: &Filled) -> i64 {
    filled.get("version").parse().unwrap_or(-1)
}

#[component]
fn Changed(changed: PastDeed) -> impl IntoView {
    let PastDeed { deed, by, at, reason } = changed;
    view! {
        <div class="hint">
            <p>{(words().customer.deed)(deed)} ", " {by} ", " <Moment at=Signal::stored(at) within=true /></p>
            <p class="said">{reason}</p>
        </div>
    }
    .into_any()
}
