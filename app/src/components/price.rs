//! What a number costs.

use leptos::prelude::*;

use crate::{domain::Money, words::words};

/// The price a month.
#[component]
pub(crate) fn MonthlyPrice(#[prop(into)] monthly: Signal<Money>) -> impl IntoView {
    view! {
        <strong>{move || (words().frame.money)(monthly.get())}</strong>
        " "
        {words().frame.a_month}
    }
}
