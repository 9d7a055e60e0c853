//! The field for what a rule shall say.

use leptos::prelude::*;

use crate::{
    domain::{
        region::PoolRule,
        rule::{ATTEMPTS, MARKUP, Rule},
    },
    words::words,
};

/// A field that fits the rule, filled with what it says now.
#[component]
pub(super) fn ValueField(rule: Rule, value: String) -> impl IntoView {
    let words = &words().rules;
    let id = format!("value-{rule}");
    let whole = |min: String, max: String, value: String, id: String| {
        view! {
            <input id=id name="value" type="number" min=min max=max value=value inputmode="numeric" required />
        }
        .into_any()
    };
    let text = |value: String, id: String| {
        view! { <input id=id name="value" type="text" value=value autocomplete="off" spellcheck="false" required /> }
            .into_any()
    };
    let field = match rule {
        Rule::Regions | Rule::Hold => text(value, id.clone()),
        Rule::Attempts => whole(ATTEMPTS.start().to_string(), ATTEMPTS.end().to_string(), value, id.clone()),
        Rule::Markup => whole(MARKUP.start().to_string(), MARKUP.end().to_string(), value, id.clone()),
        Rule::Pools => {
            let option = move |choice: PoolRule| {
                let word = choice.to_string();
                let selected = word == value;
                view! {
                    <option value=word.clone() selected=selected>
                        {(words.shown)(Rule::Pools, &word)}
                    </option>
                }
            };
            let options = [PoolRule::AnyPlusOne, PoolRule::ByRegion].into_iter().map(option);
            view! {
                <select id=id.clone() name="value">
                    {options.collect_view()}
                </select>
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <label for=id>{(words.label)(rule)}</label>
            {field}
        </div>
    }
    .into_any()
}
