//! The doors of the operator's desk. Each lets in operators alone, and none who has not shown what their role asks for.

pub mod list_cases;
pub mod list_deliveries;
pub mod list_feedback;
pub mod list_orders;
pub mod list_submitted;
pub mod redeliver;
pub mod show_order;

/// What a field of a filter says; nothing when it was left empty.
#[cfg(feature = "ssr")]
fn given<T: std::str::FromStr<Err = crate::domain::Malformed>>(text: &str) -> Result<Option<T>, T::Err> {
    if text.trim().is_empty() { Ok(None) } else { text.trim().parse().map(Some) }
}
