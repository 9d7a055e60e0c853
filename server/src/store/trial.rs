//! Where a transaction passes on its way, and what a test does to it there: stop the whole program, or make the store
//! fail. A transaction is known by the line of the source that begins it, so that none has to be named. A release has
//! nothing of this: the feature `trials` is switched on by tests and benches alone.

#[cfg(feature = "trials")]
mod armed;
#[cfg(not(feature = "trials"))]
mod unarmed;

#[cfg(feature = "trials")]
pub(super) use armed::Way;
#[cfg(feature = "trials")]
pub use armed::{Point, Trial};
#[cfg(not(feature = "trials"))]
pub use unarmed::Trial;
#[cfg(not(feature = "trials"))]
pub(super) use unarmed::Way;

/// A moment of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Before it begins.
    Begin,
    /// Before its statement of this number.
    Statement(u32),
    /// Before its commit: nothing is changed yet.
    Before,
    /// After its commit, which nobody has heard of yet.
    After,
}
