//! The doors of the operator's desk. Each lets in operators alone, and none who has not shown what their role asks for.

pub mod customer;
pub mod list_cases;
pub mod list_deliveries;
pub mod list_feedback;
pub mod list_orders;
pub mod list_submitted;
pub mod queue;
pub mod redeliver;
pub mod rules;
pub mod show_order;

/// What a field of a filter says; nothing when it was left empty.
#[cfg(feature = "ssr")]
fn given<T: std::str::FromStr<Err = crate::domain::Malformed>>(text: &str) -> Result<Option<T>, T::Err> {
    if text.trim().is_empty() { Ok(None) } else { text.trim().parse().map(Some) }
}

/// What somebody typed or followed as the name of a thing that has no shape of ours; PostgreSQL holds no NUL.
///
/// # Errors
/// It is longer than any such name, or has control characters.
#[cfg(feature = "ssr")]
pub(crate) fn named<'a>(text: &'a str, what: &'static str) -> Result<&'a str, crate::domain::Malformed> {
    let name = text.trim();
    if name.len() > 300 || name.chars().any(char::is_control) { Err(crate::domain::Malformed(what)) } else { Ok(name) }
}
