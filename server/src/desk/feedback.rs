//! What the help tells of the store, and what its readers say of it.

use app::{
    AppError,
    desk::{Caller, Feedback, HelpView, SignedIn},
    domain::{FeedbackId, Timestamp, feedback::Topic},
};
use std::time::Duration;

use super::{Shop, fault::Fault, sessions::hash_token};
use crate::{
    clock::earlier,
    ids,
    store::{feedback, feedback::StoredFeedback},
};

/// What people who are not signed in may say is counted over this long.
const DAY: Duration = Duration::from_secs(86_400);
/// When it is worth trying again: what was said a day ago makes room all the time.
const AGAIN_AFTER: u64 = 3_600;

impl Shop {
    pub(super) async fn help(&self) -> Result<HelpView, Fault> {
        let (policy, rules) = (&self.policy, self.rules_now().await?);
        Ok(HelpView {
            regions: rules.regions.countries,
            hold: rules.hold,
            held_orders: policy.held_orders_max,
            reserved: policy.reserved_lines_max,
            attempts: rules.attempts,
            at_vendor: !self.takes_pictures(),
            pictures_kept: policy.pictures_kept,
        })
    }

    pub(super) async fn give_feedback(&self, caller: &Caller, said: Feedback) -> Result<(), Fault> {
        let who = match caller.clone().signed_in() {
            Ok(who) => Some(who),
            Err(error) if error.keeps_out() => None,
            Err(error) => return Err(error.into()),
        };
        let at = self.clock.now();
        let id = match &who {
            Some(who) => todays(who, said.topic, at)?,
            None => ids::fresh(),
        };
        let account = who.map(|who| who.account);
        let mut tx = self.store.write().await?;
        let strange = account.is_none();
        if strange && feedback::of_strangers(&mut tx, earlier(at, DAY)).await? >= self.policy.strangers_feedback_max {
            return Err(AppError::TooMany { seconds: AGAIN_AFTER }.into());
        }
        feedback::put(&mut tx, &StoredFeedback { id, said, account, at }).await?;
        tx.commit().await?;
        // It changed no account, and yet operators' pages show it.
        self.store.wake();
        Ok(())
    }
}

/// The name of what is said in this session of this page on this day: a second word takes the place of the first. It
/// does not tell the session.
fn todays(who: &SignedIn, topic: Topic, at: Timestamp) -> Result<FeedbackId, AppError> {
    let day = at.rfc3339();
    let day = day.split_once('T').map_or(day.as_str(), |(day, _)| day);
    Ok(hash_token(&format!("{}\n{topic}\n{day}", who.session)).parse()?)
}
