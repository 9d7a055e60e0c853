//! Booking what a carrier said of a line.

use app::{
    desk::What,
    domain::{
        LineId, Timestamp,
        line::{Event, Line},
    },
};

use super::{Shop, fault::Fault};
use crate::store::{accounts, lines};

impl Shop {
    /// Applies what was learnt, under the account's lock. Anything but a purchase counts only while the line still
    /// stands where the question was asked (the fence); a purchase always counts. `true` when it must be read back.
    pub(crate) async fn book(
        &self,
        id: &LineId,
        event: Event,
        due: Option<Timestamp>,
        asked_in: Option<&Line>,
    ) -> Result<bool, Fault> {
        let mut tx = self.store.write().await?;
        let Some(known) = lines::lookup(&mut tx, id).await? else { return Ok(false) };
        let Some(_account) = accounts::lock(&mut tx, &known.account).await? else { return Ok(false) };
        let Some(mut line) = lines::lookup(&mut tx, id).await? else { return Ok(false) };
        let fenced = asked_in.is_some_and(|state| *state != line.state);
        if fenced && !matches!(event, Event::Bought { .. } | Event::SeenOurs { .. }) {
            return Ok(false);
        }
        // Ready again after absence: nothing more to wait for.
        let resend = matches!(event, Event::SeenAbsent { .. });
        self.move_line(&mut tx, &mut line, event, due).await?;
        if resend && matches!(line.state, Line::Ready { .. }) {
            lines::set_state(&mut tx, id, &line.state, Some(self.clock.now())).await?;
        }
        let unknown = matches!(line.state, Line::Unknown { .. });
        if line.state.in_doubt() {
            self.note_once(&mut tx, &line.order, What::ReadingBack).await?;
        }
        self.settle(&mut tx, &line.order).await?;
        tx.commit().await?;
        Ok(unknown)
    }
}
