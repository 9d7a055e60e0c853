//! What is becoming of a number that the account is letting go.

use leptos::prelude::*;

use super::{chip::Tone, moment::Day};
use crate::{desk::Tenure, words::words};

/// What is becoming of a number that does not simply stay.
#[component]
pub(crate) fn Becoming(tenure: Tenure) -> impl IntoView {
    let numbers = &words().numbers;
    let text = match tenure {
        Tenure::Owned | Tenure::Released { .. } => return ().into_any(),
        Tenure::Releasing { until } => view! {
            {numbers.kept_until}
            " "
            <Day until=until />
        }
        .into_any(),
        Tenure::Returning { stuck } => (if stuck { numbers.stuck } else { numbers.returning }).into_any(),
    };
    view! {
        <span class="becoming" data-tone=Tone::Wait.as_str()>
            {text}
        </span>
    }
    .into_any()
}
