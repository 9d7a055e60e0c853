//! Comparing the books with the carriers once a night, and when the house starts if last night's was missed. One row
//! for the whole store: of several nodes one does it.

use app::domain::Timestamp;
use std::time::Duration;

use super::{Ended, Worker};
use crate::{
    desk::{Shop, fault::Fault},
    reconcile::reconcile,
    store::{jobs, jobs::Kind},
};

/// The name of the one row.
const SUBJECT: &str = "carriers";
/// How long a comparison may take before another node takes it for dead.
pub(super) const LEASE: Duration = Duration::from_secs(3_600);
/// When it is tried again if our own carrier account could not be read.
const AGAIN: Duration = Duration::from_secs(3_600);
/// The hour of the night, UTC.
const HOUR: i64 = 3;
const HOUR_MICROS: i64 = 3_600_000_000;

/// Asks for the comparison that comes every night, at once if there was never one. One that was missed is due anyway.
///
/// # Errors
/// The database failed.
pub async fn plan_reconciling(shop: &Shop) -> Result<(), Fault> {
    let mut tx = shop.store.write().await?;
    jobs::plan(&mut tx, Kind::Reconcile, SUBJECT, shop.clock.now()).await?;
    Ok(tx.commit().await?)
}

impl Worker {
    pub(super) async fn reconcile(&self) -> Result<Ended, Fault> {
        let report = reconcile(&self.shop).await?;
        report.log();
        let missed = report.unread.iter().any(|unread| unread.ours);
        Ok(Ended::Later(if missed { AGAIN } else { until_night(self.shop.clock.now()) }))
    }
}

/// The time until the next night.
fn until_night(now: Timestamp) -> Duration {
    let day = 24 * HOUR_MICROS;
    let left = (HOUR * HOUR_MICROS - now.micros() - 1).rem_euclid(day) + 1;
    Duration::from_micros(left.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_never_now() {
        let at = |hours: i64| Timestamp::from_micros(20_000 * 24 * HOUR_MICROS + hours * HOUR_MICROS);
        for (now, hours) in [(0, 3), (2, 1), (3, 24), (4, 23), (23, 4)] {
            assert_eq!(until_night(at(now)), Duration::from_secs(hours * 3_600), "{now}");
        }
        let just_before = Timestamp::from_micros(at(3).micros() - 1);
        assert_eq!(until_night(just_before), Duration::from_micros(1));
    }
}
