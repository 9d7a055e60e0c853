//! Moments: the server writes them in UTC, the browser in the reader's zone once it is awake.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    browser,
    domain::{Timestamp, time::Civil},
    words::{DateWords, words},
};

/// The calendar's view of a moment where the reader is.
fn local(at: Timestamp) -> Civil {
    Timestamp::from_micros(at.micros() - browser::minutes_behind_utc(at) * 60_000_000).civil()
}

fn local_text(at: Timestamp, within: bool) -> String {
    let dates = &words().dates;
    let (then, now) = (local(at), local(browser::now()));
    if (then.year, then.month, then.day) == (now.year, now.month, now.day) {
        if within { (dates.today_within)(then) } else { (dates.today)(then) }
    } else {
        full(dates, then, within)
    }
}

fn full(dates: &DateWords, at: Civil, within: bool) -> String {
    if within { (dates.full_within)(dates, at) } else { (dates.full)(dates, at) }
}

/// Day and time.
#[component]
pub(crate) fn Moment(
    #[prop(into)] at: Signal<Timestamp>,
    /// Words of the same sentence stand before it.
    #[prop(optional)]
    within: bool,
) -> impl IntoView {
    let dates = &words().dates;
    let in_utc = move || format!("{} {}", full(dates, at.get().civil(), within), dates.utc);
    let here = RwSignal::new(None);
    Effect::new(move |_| here.set(Some(local_text(at.get(), within))));
    view! { <time datetime=move || at.get().rfc3339()>{move || here.get().unwrap_or_else(in_utc)}</time> }
}

/// The day until which something holds: the last whole one, for a deadline at midnight is gone that day.
#[component]
pub(crate) fn Day(#[prop(into)] until: Signal<Timestamp>) -> impl IntoView {
    let dates = &words().dates;
    let last = move || Timestamp::from_micros(until.get().micros() - Duration::from_secs(1).as_micros() as i64);
    let here = RwSignal::new(None);
    Effect::new(move |_| here.set(Some((dates.day)(dates, local(last())))));
    view! {
        <time datetime=move || until.get().rfc3339()>
            {move || here.get().unwrap_or_else(|| (dates.day)(dates, last().civil()))}
        </time>
    }
}
