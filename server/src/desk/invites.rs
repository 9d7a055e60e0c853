//! Inviting somebody into an account: a link that is good once and for a while. E-mail and role stand in the invite, not in
//! the link, so whoever has it can choose a password and nothing else.

use app::{
    AppError,
    desk::{Caller, Invitation, Invite, InviteLink, SignedIn},
    domain::{AccountId, Email, InviteId, MemberRole, Timestamp, UserId},
};

use super::{
    Shop,
    attempt::Attempt,
    fault::Fault,
    guesses::Subjects,
    members::lock_managed,
    password::NewPassword,
    sessions::{Entered, Key, hash_token, new_token},
};
use crate::{
    clock::earlier,
    ids,
    store::{
        StoreError, Tx, accounts,
        accounts::Account,
        audit::{self, Actor, AuditKey, Deed, Subject},
        invites,
        invites::StoredInvite,
        mails::{self, Mail},
        sign_ins, users,
        users::User,
    },
};

/// The most open invites of one account.
const INVITES_MAX: usize = 100;
/// The most people of one account.
const PEOPLE_MAX: usize = 100;

/// Takes back the invites that somebody made, each with an entry of its own in the trail.
pub(crate) async fn take_back(
    tx: &mut Tx,
    key: &AuditKey,
    account: &AccountId,
    by: &UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for id in invites::take_all_by(tx, account, by).await? {
        let deed = Deed { subject: Subject::Invite(&id), action: "taken back", details: &[] };
        audit::record(tx, key, deed, now).await?;
    }
    Ok(())
}

impl Shop {
    /// Invites that were made after this moment are good.
    fn invited_since(&self) -> Timestamp {
        earlier(self.clock.now(), self.policy.invite_life)
    }

    /// The address that a token is shown as.
    fn invite_link(&self, token: &str) -> String {
        format!("{}/invite/{token}", self.origin)
    }

    pub(super) async fn open_invites(&self, tx: &mut Tx, who: &SignedIn) -> Result<Vec<Invite>, Fault> {
        let open = invites::open(tx, &who.account, self.invited_since()).await?;
        let invite = |StoredInvite { id, email, role, created_at, .. }: StoredInvite| Invite {
            id,
            email,
            role,
            until: created_at.after(self.policy.invite_life),
        };
        Ok(open.into_iter().map(invite).collect())
    }

    /// The invite that the person made in this browser a moment ago, while it is good.
    pub(super) async fn fresh_link(
        &self,
        tx: &mut Tx,
        who: &SignedIn,
        token: Option<&str>,
    ) -> Result<Option<InviteLink>, Fault> {
        let Some(token) = token else { return Ok(None) };
        let found = invites::made_with(tx, &hash_token(token), self.invited_since()).await?;
        let Some(own) = found.filter(|invite| invite.by == who.user) else { return Ok(None) };
        let mailed = mails::has_invite(tx, &own.id).await?;
        Ok(Some(InviteLink { email: own.email, link: (!mailed).then(|| self.invite_link(token)) }))
    }

    pub(super) async fn invite(
        &self,
        who: &SignedIn,
        email: &Email,
        role: MemberRole,
    ) -> Result<(InviteLink, String), Fault> {
        let (token, now) = (new_token(), self.clock.now());
        let mut tx = self.store.write().await?;
        lock_managed(&mut tx, who).await?;
        self.check_proof(who)?;
        let members = users::of_account(&mut tx, &who.account).await?;
        if members.iter().any(|member| member.email == email.as_str()) {
            return Err(AppError::EmailTaken.into());
        }
        if members.len() >= PEOPLE_MAX {
            return Err(AppError::PeopleLimit.into());
        }
        let invite = StoredInvite {
            id: ids::fresh(),
            account: who.account.clone(),
            email: email.clone(),
            role,
            by: who.user.clone(),
            created_at: now,
        };
        let before = invites::put(&mut tx, &invite, &hash_token(&token)).await?;
        if invites::open(&mut tx, &who.account, self.invited_since()).await?.len() > INVITES_MAX {
            return Err(AppError::InviteLimit.into());
        }
        if let Some(before) = before {
            self.record(&mut tx, Subject::Invite(&before), "replaced", &[]).await?;
        }
        self.record(&mut tx, Subject::Invite(&invite.id), "made", &[email.as_str(), role.as_str()]).await?;
        let mailed = self.post.is_some();
        if mailed {
            self.mail_invite(&mut tx, &invite).await?;
        }
        tx.commit().await?;
        tracing::info!(user = %who.user, invite = %invite.id, mailed, "somebody was invited");
        let link = InviteLink { email: email.clone(), link: (!mailed).then(|| self.invite_link(&token)) };
        Ok((link, self.cookie.keep_invite(&token)))
    }

    /// Mails an invite. A stranger who never asked for it gets few, and an account mails few in a day.
    async fn mail_invite(&self, tx: &mut Tx, invite: &StoredInvite) -> Result<(), Fault> {
        let (now, policy) = (self.clock.now(), &self.policy);
        let subject = format!("mailed invite {}", invite.email);
        let to_them = sign_ins::failures(tx, &subject, earlier(now, policy.sign_in_window)).await?;
        let of_account = mails::invites_since(tx, &invite.account, self.invited_since()).await?;
        let wait = if of_account >= policy.invites_mailed_max {
            Some(policy.invite_life)
        } else {
            (to_them >= policy.resets_max).then_some(policy.sign_in_window)
        };
        if let Some(wait) = wait {
            tracing::warn!(by = %invite.by, "an invite is refused: too many were mailed");
            return Err(AppError::TooMany { seconds: wait.as_secs() }.into());
        }
        sign_ins::fail(tx, &ids::text(), &subject, now).await?;
        self.mail(tx, &Mail::Invite(invite.by.clone(), invite.id.clone())).await
    }

    /// Makes the link as it is mailed. When the mail is sent once more it holds a new one, and the one before is good no
    /// more. `None` when nobody waits for it: it was used, withdrawn, or is too old.
    pub(super) async fn make_mailed_link(&self, id: &InviteId) -> Result<Option<(Email, String)>, Fault> {
        let token = new_token();
        let mut tx = self.store.write().await?;
        let Some(found) = invites::lookup(&mut tx, id).await? else { return Ok(None) };
        if accounts::lock(&mut tx, &found.account).await?.is_none() {
            return Ok(None);
        }
        let Some(invite) = invites::lookup(&mut tx, id).await?.filter(|it| it.created_at > self.invited_since()) else {
            return Ok(None);
        };
        if invites::put_mailed(&mut tx, id, &hash_token(&token)).await? {
            self.record(&mut tx, Subject::Invite(id), "link made", &[]).await?;
        }
        tx.commit().await?;
        Ok(Some((invite.email, self.invite_link(&token))))
    }

    pub(super) async fn withdraw_invite(&self, who: &SignedIn, invite: &InviteId) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        lock_managed(&mut tx, who).await?;
        if !invites::take(&mut tx, &who.account, invite).await? {
            return Err(AppError::NotFound.into());
        }
        self.record(&mut tx, Subject::Invite(invite), "withdrawn", &[]).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, %invite, "an invite was withdrawn");
        Ok(())
    }

    /// The open invite with this token, and its account.
    async fn invited(&self, token: &str) -> Result<(StoredInvite, Account), Fault> {
        let mut tx = self.store.read().await?;
        let found = invites::opened_by(&mut tx, &hash_token(token), self.invited_since()).await?;
        let invite = found.ok_or(AppError::NotFound)?;
        let account = accounts::lookup(&mut tx, &invite.account).await?.ok_or(AppError::NotFound)?;
        Ok((invite, account))
    }

    pub(super) async fn invitation(&self, caller: &Caller, token: &str) -> Result<Invitation, Fault> {
        let (StoredInvite { email, role, created_at, .. }, account) = self.invited(token).await?;
        let until = created_at.after(self.policy.invite_life);
        Ok(Invitation { account: account.name, email, role, until, signed_in: self.email_of(caller).await? })
    }

    /// The e-mail of whoever is signed in where the request comes from.
    async fn email_of(&self, caller: &Caller) -> Result<Option<String>, Fault> {
        let Ok(who) = caller.clone().person() else { return Ok(None) };
        let mut tx = self.store.read().await?;
        Ok(users::lookup(&mut tx, &who.user).await?.map(|user| user.email))
    }

    pub(super) async fn accept_invite(
        &self,
        caller: &Caller,
        token: &str,
        password: &str,
    ) -> Result<[String; 2], Fault> {
        let mut attempt = Attempt::to_sign_in("invite");
        let joined = self.join_by(caller, token, password, &mut attempt).await;
        attempt.told(joined)
    }

    async fn join_by(
        &self,
        caller: &Caller,
        token: &str,
        password: &str,
        attempt: &mut Attempt,
    ) -> Result<[String; 2], Fault> {
        let (invite, account) = self.invited(token).await?;
        let chosen = NewPassword::chosen(password, invite.email.as_str(), &account.name)?;
        let guess = self.count_guess(&Subjects::of_invite(caller.address, &self.policy)).await?;
        let mut tx = self.store.read().await?;
        let taken = users::by_email(&mut tx, invite.email.as_str()).await?.is_some();
        drop(tx);
        if taken {
            return self.use_up(&invite).await;
        }
        let user = User {
            id: ids::fresh(),
            account: invite.account.clone(),
            email: invite.email.to_string(),
            password_hash: self.passwords.hash(chosen).await?,
            role: invite.role.into(),
        };
        match super::again(|| self.join(caller, &invite, &user, &guess)).await {
            // Somebody was faster than the hash.
            Err(Fault::Told(AppError::EmailTaken)) => self.use_up(&invite).await,
            joined => {
                let entered = joined?;
                attempt.user = Some(user.id);
                Ok([entered.told(), self.make_known(caller, &user.email)])
            }
        }
    }

    /// Adds the person in the place of the invite, which is gone then: the link is good once. They are in with it, or whose
    /// browser hung up would have neither a link nor a session.
    async fn join(
        &self,
        caller: &Caller,
        invite: &StoredInvite,
        user: &User,
        guess: &[String],
    ) -> Result<Entered, Fault> {
        let (id, by) = (&user.id, &invite.by);
        let mut tx = self.store.write().await?;
        tx.act_as(Actor::User(id.clone()));
        accounts::lock(&mut tx, &invite.account).await?.ok_or(AppError::NotFound)?;
        if !invites::take(&mut tx, &invite.account, &invite.id).await? {
            return Err(AppError::NotFound.into());
        }
        match users::add(&mut tx, user, self.clock.now()).await {
            Err(error) if error.is_taken() => return Err(AppError::EmailTaken.into()),
            done => done?,
        }
        if users::of_account(&mut tx, &invite.account).await?.len() > PEOPLE_MAX {
            return Err(AppError::PeopleLimit.into());
        }
        self.record(&mut tx, Subject::Invite(&invite.id), "accepted", &[]).await?;
        self.record(&mut tx, Subject::User(id), "joined", &[by.as_str(), user.role.as_str()]).await?;
        Self::forget_guess(&mut tx, guess).await?;
        let entered = self.enter(&mut tx, caller, id, Key::Password(&user.password_hash)).await?;
        tx.commit().await?;
        tracing::info!(user = %id, %by, "somebody joined by an invite");
        Ok(entered)
    }

    /// Uses up an invite for an e-mail that is somebody's: whoever tries out e-mails pays with one for each, and the trail
    /// and the log show it.
    async fn use_up<T>(&self, invite: &StoredInvite) -> Result<T, Fault> {
        let mut tx = self.store.write().await?;
        accounts::lock(&mut tx, &invite.account).await?.ok_or(AppError::NotFound)?;
        if invites::take(&mut tx, &invite.account, &invite.id).await? {
            self.record(&mut tx, Subject::Invite(&invite.id), "email taken", &[]).await?;
            tx.commit().await?;
            tracing::warn!(by = %invite.by, invite = %invite.id, "an invite was for an e-mail that is somebody's");
        }
        Err(AppError::EmailTaken.into())
    }
}
