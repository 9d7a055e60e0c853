//! Inviting somebody into an account: a link that is good once and for a while. E-mail and role stand in the invite, not in
//! the link, so whoever has it can choose a password and nothing else.

use app::{
    AppError,
    desk::{Caller, Invitation, Invite, SignedIn},
    domain::{Email, InviteId, MemberRole, Timestamp},
};

use super::{
    Shop,
    attempt::Attempt,
    fault::Fault,
    members::lock_managed,
    password::NewPassword,
    sessions::{Proof, hash_token, new_token},
};
use crate::{
    clock::earlier,
    ids,
    store::{
        Tx, accounts,
        accounts::Account,
        audit::{Actor, Subject},
        invites,
        invites::StoredInvite,
        users,
        users::User,
    },
};

/// The most open invites of one account.
const INVITES_MAX: usize = 100;

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

    /// The link that the person made in this browser a moment ago, while it is good.
    pub(super) async fn fresh_link(
        &self,
        tx: &mut Tx,
        who: &SignedIn,
        token: Option<&str>,
    ) -> Result<Option<String>, Fault> {
        let Some(token) = token else { return Ok(None) };
        let found = invites::by_token(tx, &hash_token(token), self.invited_since()).await?;
        Ok(found.filter(|invite| invite.by == who.user).map(|_| self.invite_link(token)))
    }

    pub(super) async fn invite(&self, who: &SignedIn, email: &Email, role: MemberRole) -> Result<[String; 2], Fault> {
        let (token, now) = (new_token(), self.clock.now());
        let mut tx = self.store.write().await?;
        lock_managed(&mut tx, who).await?;
        if users::of_account(&mut tx, &who.account).await?.iter().any(|member| member.email == email.as_str()) {
            return Err(AppError::EmailTaken.into());
        }
        let invite = StoredInvite {
            id: ids::fresh(),
            account: who.account.clone(),
            email: email.clone(),
            role,
            by: who.user.clone(),
            created_at: now,
        };
        invites::put(&mut tx, &invite, &hash_token(&token)).await?;
        if invites::open(&mut tx, &who.account, self.invited_since()).await?.len() > INVITES_MAX {
            return Err(AppError::TooLate.into());
        }
        self.record(&mut tx, Subject::Invite(&invite.id), "made", &[email.as_str(), role.as_str()]).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, invite = %invite.id, "somebody was invited");
        Ok([self.invite_link(&token), self.cookie.keep_invite(&token)])
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
        let found = invites::by_token(&mut tx, &hash_token(token), self.invited_since()).await?;
        let invite = found.ok_or(AppError::NotFound)?;
        let account = accounts::lookup(&mut tx, &invite.account).await?.ok_or(AppError::NotFound)?;
        Ok((invite, account))
    }

    pub(super) async fn invitation(&self, token: &str) -> Result<Invitation, Fault> {
        let (StoredInvite { email, role, created_at, .. }, account) = self.invited(token).await?;
        Ok(Invitation { account: account.name, email, role, until: created_at.after(self.policy.invite_life) })
    }

    pub(super) async fn accept_invite(
        &self,
        caller: &Caller,
        token: &str,
        password: &str,
    ) -> Result<[String; 2], Fault> {
        let (invite, account) = self.invited(token).await?;
        let chosen = NewPassword::chosen(password, invite.email.as_str(), &account.name)?;
        let hash = self.passwords.hash(chosen).await?;
        let user = User {
            id: ids::fresh(),
            account: invite.account.clone(),
            email: invite.email.to_string(),
            password_hash: hash,
            role: invite.role.into(),
        };
        super::again(|| self.join(&invite, &user)).await?;
        let mut attempt = Attempt::to_sign_in("invite");
        attempt.user = Some(user.id.clone());
        let entered = self.open_session(caller, &user.id, Proof::Password).await;
        Ok([attempt.told(entered)?, self.make_known(caller, &user.email)])
    }

    /// Adds the person in the place of the invite, which is gone then: the link is good once.
    async fn join(&self, invite: &StoredInvite, user: &User) -> Result<(), Fault> {
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
        self.record(&mut tx, Subject::Invite(&invite.id), "accepted", &[]).await?;
        self.record(&mut tx, Subject::User(id), "joined", &[by.as_str(), user.role.as_str()]).await?;
        tx.commit().await?;
        tracing::info!(user = %id, %by, "somebody joined by an invite");
        Ok(())
    }
}
