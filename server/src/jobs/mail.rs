//! Sending mails. Each is handed in until the post takes it, refuses it for good, or it is too late; when nobody knows
//! whether it was taken it is handed in again, so that a mail may arrive twice, under one Message-ID, but is never lost. Only
//! a link to a new password, or to join an account, is another each time.

use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{
    desk::fault::Fault,
    mail::Sent,
    store::{
        jobs::Job,
        mails::{self, OpenMail, Outcome},
    },
};

/// Longer than a conversation with the post may take.
pub(super) const LEASE: Duration = Duration::from_secs(60);
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(900);

impl Worker {
    pub(super) async fn send_mail(&self, job: &Job) -> Result<Ended, Fault> {
        let mut tx = self.shop.store.read().await?;
        let Some(mail) = mails::open(&mut tx, &job.subject).await? else { return Ok(Ended::Done) };
        drop(tx);
        if self.shop.mailed_until(&mail) <= self.shop.clock.now() {
            tracing::error!(mail = mail.id, "a mail could not be sent in time");
            return self.end_mail(&mail, Outcome::TooLate).await;
        }
        let wait = backoff(job, FIRST_WAIT, LONGEST_WAIT);
        // Other nodes may have one.
        let Some(post) = &self.shop.post else { return Ok(Ended::Later(wait)) };
        let Some(ready) = self.shop.write_letter(&mail).await? else {
            return self.end_mail(&mail, Outcome::Unwanted).await;
        };
        match post.send(ready.parcel(&mail)).await {
            Sent::Taken => self.end_mail(&mail, Outcome::Sent).await,
            Sent::Refused(code) => {
                tracing::warn!(mail = mail.id, code, "a mail was refused for good");
                self.end_mail(&mail, Outcome::Refused).await
            }
            Sent::Denied(code) => {
                tracing::error!(code, "the SMTP server refuses us, not a receiver: mails wait until that is mended");
                Ok(Ended::Later(wait))
            }
            Sent::Later(code) => {
                tracing::warn!(mail = mail.id, code, attempts = job.attempts, "a mail was not taken yet");
                Ok(Ended::Later(wait))
            }
        }
    }

    async fn end_mail(&self, mail: &OpenMail, outcome: Outcome) -> Result<Ended, Fault> {
        self.shop.book_mail(mail, outcome).await?;
        Ok(Ended::Done)
    }
}
