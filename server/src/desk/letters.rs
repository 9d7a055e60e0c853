//! What a mail says, made when it is sent: whoever was removed, or wants it no more, gets none, and no secret waits in the
//! database.

use app::{domain::Timestamp, letters};
use std::time::Duration;

use super::{
    Shop,
    fault::Fault,
    guesses::is_email,
    sessions::{hash_token, new_token},
};
use crate::{
    clock::earlier,
    ids,
    mail::Parcel,
    store::{
        accounts,
        audit::Subject,
        mails::{self, Mail, OpenMail, Outcome},
        notices, resets,
        resets::New,
        users,
    },
};

/// How long a link to a new password is good whoever asks for another: time to read the mail, and to choose.
const LEFT_TO_USE: Duration = Duration::from_secs(120);

/// A mail that is ready to go.
pub(crate) struct Ready {
    /// Tells the letter from others. The same, sent again, has the same one, and a mailbox may drop it.
    id: Option<String>,
    to: String,
    letter: letters::Letter,
    unsubscribe: Option<String>,
}

impl Ready {
    /// With what the mail itself says.
    pub(crate) fn parcel<'a>(&'a self, mail: &'a OpenMail) -> Parcel<'a> {
        let (letter, unsubscribe) = (self.letter.clone(), self.unsubscribe.clone());
        Parcel { id: self.id.as_ref().unwrap_or(&mail.id), to: &self.to, letter, at: mail.created_at, unsubscribe }
    }
}

impl Shop {
    /// Until when it is tried to send a mail.
    pub(crate) fn mailed_until(&self, mail: &OpenMail) -> Timestamp {
        let life = match mail.mail {
            // Nobody expects it any more.
            Mail::Reset(_) => self.policy.reset_life,
            Mail::Invite(..) => self.policy.invite_life,
            Mail::Notice(..) | Mail::PasswordChanged(_) => self.policy.mail_life,
        };
        mail.created_at.after(life)
    }

    /// Writes the letter of a mail; `None` when it is nobody's, or not wanted any more.
    pub(crate) async fn write_letter(&self, mail: &OpenMail) -> Result<Option<Ready>, Fault> {
        match &mail.mail {
            Mail::Reset(email) => self.write_reset(&mail.id, email).await,
            Mail::Invite(by, invite) => {
                let Some((email, link)) = self.make_mailed_link(invite).await? else { return Ok(None) };
                // Whoever is invited may never have been here: they read what the person reads who knows them.
                let language = users::language(&mut self.store.read().await?, by).await?;
                let letter = letters::of_invite(language, &link, self.policy.invite_life.as_secs() / 3_600);
                // It holds another link each time.
                Ok(Some(Ready { id: Some(ids::text()), to: email.to_string(), letter, unsubscribe: None }))
            }
            Mail::PasswordChanged(user) => {
                let mut tx = self.store.read().await?;
                let Some(user) = users::lookup(&mut tx, user).await? else { return Ok(None) };
                let language = users::language(&mut tx, &user.id).await?;
                let letter = letters::of_password_changed(language, &self.origin);
                Ok(Some(Ready { id: None, to: user.email, letter, unsubscribe: None }))
            }
            Mail::Notice(user, notice) => {
                let mut tx = self.store.read().await?;
                let Some(notice) = notices::lookup(&mut tx, notice).await? else { return Ok(None) };
                let Some(user) = users::lookup(&mut tx, user).await? else { return Ok(None) };
                if !self.still_wants(&mut tx, &user.id, &notice).await? {
                    return Ok(None);
                }
                let language = users::language(&mut tx, &user.id).await?;
                let letter = letters::of_notice(language, notice.kind, notice.thing.as_ref(), &self.origin);
                let unsubscribe = Some(letters::choices(&self.origin));
                Ok(Some(Ready { id: None, to: user.email, letter, unsubscribe }))
            }
        }
    }

    /// Makes the link as it is mailed. When the mail is sent once more it holds a new one, and the one before is good no
    /// more. One that was just made for another mail stays, and this mail is not sent: whoever keeps asking for links in
    /// somebody's name keeps nobody from using theirs.
    async fn write_reset(&self, mail: &str, email: &str) -> Result<Option<Ready>, Fault> {
        if !is_email(email) {
            return Ok(None);
        }
        let (token, now) = (new_token(), self.clock.now());
        let mut tx = self.store.write().await?;
        let Some(user) = users::by_email(&mut tx, email).await? else { return Ok(None) };
        if accounts::lock(&mut tx, &user.account).await?.is_none() {
            return Ok(None);
        }
        // Who was removed meanwhile gets none.
        let Some(user) = users::by_email(&mut tx, email).await? else { return Ok(None) };
        let language = users::language(&mut tx, &user.id).await?;
        let new = New { token_hash: &hash_token(&token), mail, at: now };
        if !resets::put(&mut tx, &user.id, new, earlier(now, LEFT_TO_USE)).await? {
            return Ok(None);
        }
        self.record(&mut tx, Subject::User(&user.id), "reset link made", &[]).await?;
        tx.commit().await?;
        let link = format!("{}/sign-in/reset/{token}", self.origin);
        let letter = letters::of_reset(language, &link, self.policy.reset_life.as_secs() / 60);
        // It holds another link each time.
        Ok(Some(Ready { id: Some(ids::text()), to: user.email, letter, unsubscribe: None }))
    }

    /// Notes how a mail ended.
    pub(crate) async fn book_mail(&self, mail: &OpenMail, outcome: Outcome) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        mails::end(&mut tx, &mail.id, outcome, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}
