//! Ending waits: holds that ran out, hand-overs without a word, wake-ups that were lost, pictures and sessions that are
//! too old.

use app::{
    AppError,
    desk::What,
    domain::{
        AccountId, ApplicationId, NoticeKind, Timestamp,
        line::FailReason,
        order::Order,
        verification::{Outcome, Verification},
    },
};

use std::time::Duration;

use super::{Worker, fetch_outcome::LOOK_AT_LEAST_EVERY};
use crate::{
    clock::{day_of, earlier},
    desk::fault::Fault,
    store::{
        Tx, accounts, applications, ceremonies, feedback, handoffs, invites, jobs, jobs::Kind, mails, orders, pictures,
        resets, sessions, sign_ins, submissions, submissions::Stuck, webhook_events,
    },
};

/// How long an application under way may be without a job before it gets one.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60);

impl Worker {
    /// Sweeps once. Each part that fails is logged and left for the next time; it does not keep the others waiting.
    pub(super) async fn sweep(&self) {
        skip(self.end_waits().await);
        skip(self.tell_of_ends().await);
        skip(self.wake_forgotten().await);
        skip(self.push_hand_overs().await);
        skip(self.clear_out().await);
        skip(self.shop.store.scrub().await.map_err(Fault::from));
    }

    /// Holds and choices that ran out.
    async fn end_waits(&self) -> Result<(), Fault> {
        let mut tx = self.shop.store.read().await?;
        let expiring = orders::expiring(&mut tx, self.shop.clock.now()).await?;
        drop(tx);
        for account in expiring {
            skip(self.expire(&account).await);
        }
        Ok(())
    }

    /// Holds and choices that run out soon, each told of once.
    async fn tell_of_ends(&self) -> Result<(), Fault> {
        let mut tx = self.shop.store.read().await?;
        let soon = self.soon(&mut tx).await?;
        let ending = orders::ending(&mut tx, soon).await?;
        drop(tx);
        for account in ending {
            skip(self.tell_of_end(&account).await);
        }
        Ok(())
    }

    /// What ends before this moment ends soon.
    async fn soon(&self, tx: &mut Tx) -> Result<Timestamp, Fault> {
        let hold = self.shop.rules(tx).await?.hold;
        Ok(self.shop.clock.now().after(self.shop.policy.ending_soon.min(hold / 4)))
    }

    async fn tell_of_end(&self, account: &AccountId) -> Result<(), Fault> {
        let shop = &self.shop;
        let mut tx = shop.store.write().await?;
        let Some(account) = accounts::lock(&mut tx, account).await? else { return Ok(()) };
        let soon = self.soon(&mut tx).await?;
        let mut orders = orders::held(&mut tx, &account.id).await?;
        orders.extend(orders::choosing(&mut tx, &account.id).await?);
        for order in orders {
            if matches!(order.state, Order::Held { until, paused_at: None } | Order::Choosing { until } if until <= soon)
            {
                shop.tell(&mut tx, NoticeKind::Expiring, &orders::ending_as(&order), Some(&order.id)).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// Held orders and applications of accounts that are verified, and applications that no job looks after.
    async fn wake_forgotten(&self) -> Result<(), Fault> {
        let mut tx = self.shop.store.read().await?;
        let mut forgotten = accounts::approved_but_held(&mut tx).await?;
        forgotten.extend(applications::approved_but_held(&mut tx).await?);
        let before = earlier(self.shop.clock.now(), FORGOTTEN_AFTER);
        let alone = applications::forgotten(&mut tx, before).await?;
        drop(tx);
        for account in forgotten {
            skip(self.wake(&account).await);
        }
        for application in alone {
            skip(self.look_after(&application).await);
        }
        Ok(())
    }

    /// Hand-overs without a word.
    async fn push_hand_overs(&self) -> Result<(), Fault> {
        let shop = &self.shop;
        let mut tx = shop.store.read().await?;
        let stuck = submissions::stuck(&mut tx, earlier(shop.clock.now(), shop.policy.submitted_at_most)).await?;
        drop(tx);
        for stuck in stuck {
            skip(self.push(stuck).await);
        }
        Ok(())
    }

    /// Pictures, sessions, phones, guesses, questions, invites, links, mails, events, applications and feedback that are too old.
    async fn clear_out(&self) -> Result<(), Fault> {
        let (shop, now) = (&self.shop, self.shop.clock.now());
        let mut tx = shop.store.write().await?;
        pictures::sweep(&mut tx, earlier(now, shop.policy.pictures_kept)).await?;
        sessions::sweep(&mut tx, shop.alive()).await?;
        webhook_events::sweep(&mut tx, earlier(now, shop.policy.events_kept)).await?;
        sign_ins::sweep(&mut tx, earlier(now, shop.policy.sign_in_window)).await?;
        ceremonies::sweep(&mut tx, earlier(now, shop.policy.ceremony_life)).await?;
        applications::sweep(&mut tx, earlier(now, shop.policy.drafts_kept)).await?;
        feedback::sweep(&mut tx, earlier(now, shop.policy.feedback_kept)).await?;
        let phone = shop.policy.handoff_life + shop.policy.phone_life;
        handoffs::sweep(&mut tx, earlier(now, phone), earlier(now, shop.policy.phone_rest)).await?;
        handoffs::sweep_counts(&mut tx, day_of(now)).await?;
        invites::sweep(&mut tx, earlier(now, shop.policy.invite_life)).await?;
        resets::sweep(&mut tx, earlier(now, shop.policy.reset_life)).await?;
        mails::sweep(&mut tx, earlier(now, shop.policy.mails_kept)).await?;
        Ok(tx.commit().await?)
    }

    async fn expire(&self, account: &AccountId) -> Result<(), Fault> {
        let (shop, now) = (&self.shop, self.shop.clock.now());
        let mut tx = shop.store.write().await?;
        let Some(account) = accounts::lock(&mut tx, account).await? else { return Ok(()) };
        // Who was done on the vendor's own page in time has until our next look.
        let case = shop.case(&mut tx, &account.id).await?;
        let away = matches!(case, Some(case) if matches!(case.state, Verification::AtVendor { .. }));
        let over = if away { earlier(now, 2 * LOOK_AT_LEAST_EVERY) } else { now };
        for order in orders::held(&mut tx, &account.id).await? {
            if matches!(order.state, Order::Held { until, paused_at: None } if until <= over) {
                shop.end_hold(&mut tx, &order, (Order::Expired, FailReason::Expired, What::Expired)).await?;
            }
        }
        for order in orders::choosing(&mut tx, &account.id).await? {
            if matches!(order.state, Order::Choosing { until } if until <= now) {
                shop.end_choice(&mut tx, &order, (Order::Expired, What::Expired)).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// Ends a hand-over that waits too long, or asks for its lost job again.
    async fn push(&self, Stuck { submission, too_long }: Stuck) -> Result<(), Fault> {
        let (shop, now) = (&self.shop, self.shop.clock.now());
        let (kind, subject) = match &submission.vendor_ref {
            None if too_long => {
                tracing::error!(submission = %submission.id, "the vendor never took the pictures; the buyer starts over");
                shop.hear(&submission.id, Outcome::Errored).await?;
                return Ok(());
            }
            None => (Kind::Submit, submission.id.as_str()),
            Some(vendor_ref) => (Kind::Fetch, vendor_ref.as_str()),
        };
        if too_long {
            // It is looked at for as long as it takes.
            shop.hear(&submission.id, Outcome::NeedsReview).await?;
        }
        tracing::warn!(submission = %submission.id, kind = kind.as_str(), too_long, "a hand-over is looked at again");
        let mut tx = shop.store.write().await?;
        jobs::ask(&mut tx, kind, subject, now).await?;
        tx.commit().await?;
        shop.store.wake();
        Ok(())
    }

    async fn look_after(&self, application: &ApplicationId) -> Result<(), Fault> {
        let mut tx = self.shop.store.write().await?;
        jobs::plan(&mut tx, Kind::Apply, application.as_str(), self.shop.clock.now()).await?;
        tracing::warn!(%application, "an application without a job is looked at again");
        tx.commit().await?;
        self.shop.store.wake();
        Ok(())
    }

    async fn wake(&self, account: &AccountId) -> Result<(), Fault> {
        let mut tx = self.shop.store.write().await?;
        let Some(account) = accounts::lock(&mut tx, account).await? else { return Ok(()) };
        let woken = self.shop.wake_held(&mut tx, &account).await?;
        tracing::warn!(woken, "held orders of a verified account were found by the sweep");
        Ok(tx.commit().await?)
    }
}

/// Logs a fault and leaves it for the next sweep.
fn skip(swept: Result<(), Fault>) {
    let Err(error) = swept.map_err(AppError::from) else { return };
    if !error.is_store_trouble() {
        tracing::error!(%error, "a part of the sweep failed");
    }
}
