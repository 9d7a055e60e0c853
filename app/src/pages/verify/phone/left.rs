//! How long a hand-off still has, while the page stands.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_interval_with_handle, prelude::*};

use crate::{browser, live::Live};

/// How often the page looks at the time.
const TICK: Duration = Duration::from_secs(10);
/// After how many seconds it asks once more, where nothing came of it.
const AGAIN: i64 = 60;

/// How many of the seconds are left that the server told, for whoever follows it. As they end, the account is asked anew,
/// once. Seconds and no moment: the browser's clock may be another than the server's.
pub(super) fn seconds_left(told: Memo<Option<u64>>) -> ReadSignal<Option<i64>> {
    let live = Live::here();
    let (left, set_left) = signal(None);
    let (end, ask) = (StoredValue::new(None::<i64>), StoredValue::new(i64::MAX));
    Effect::new(move |_| {
        let told = told.get().and_then(|left| i64::try_from(left).ok()).map(|left| now() + left);
        end.set_value(told);
        ask.set_value(told.unwrap_or(i64::MAX));
    });
    Effect::new(move |_| {
        let tick = move || {
            let Some(end) = end.try_get_value().flatten() else { return };
            set_left.try_set(Some(end - now()));
            if ask.try_get_value().is_some_and(|ask| ask < now()) {
                ask.try_set_value(now() + AGAIN);
                live.bump();
            }
        };
        let ticking = set_interval_with_handle(tick, TICK).ok();
        on_cleanup(move || _ = ticking.map(|ticking| ticking.clear()));
    });
    left
}

/// This browser's clock, in seconds.
fn now() -> i64 {
    browser::now().micros() / 1_000_000
}
