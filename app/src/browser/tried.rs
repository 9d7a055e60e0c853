//! Which pictures were sent, and which of them failed, so that one that failed is told before it is sent again. Kept
//! are digests, not pictures, and few.

use leptos::prelude::window;

const SENT: &str = "plusone-sent";
const FAILED: &str = "plusone-failed";
/// So many are remembered, the last ones.
const MANY: usize = 8;

/// Notes that a picture arrived.
pub(crate) fn note_sent(same: Option<String>) {
    note(SENT, same);
}

/// Notes that one was refused.
pub(crate) fn note_failed(same: Option<String>) {
    note(FAILED, same);
}

/// Notes that those that arrived were of no use to the vendor.
pub(crate) fn sent_failed() {
    for same in kept(SENT) {
        note(FAILED, Some(same));
    }
    put(SENT, &[]);
}

/// Whether this very picture failed.
pub(crate) fn has_failed(same: &str) -> bool {
    kept(FAILED).iter().any(|failed| failed == same)
}

fn note(key: &str, same: Option<String>) {
    let Some(same) = same else { return };
    let mut all = kept(key);
    all.retain(|known| *known != same);
    all.push(same);
    let first = all.len().saturating_sub(MANY);
    put(key, &all[first..]);
}

/// They outlive the session: the vendor's word may take days.
fn kept(key: &str) -> Vec<String> {
    let stored = window().local_storage().ok().flatten().and_then(|stored| stored.get_item(key).ok().flatten());
    stored.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn put(key: &str, all: &[String]) {
    if let Ok(Some(stored)) = window().local_storage() {
        let _ = stored.set_item(key, &all.join(" "));
    }
}
