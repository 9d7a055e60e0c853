//! The people of an account: seen by all of them, managed by some. Who is brought in, put out, or given a role is decided by
//! who has shown a moment ago that it is them: a browser that was left open decides nothing.

use app::{
    AppError,
    desk::{self, MembersView, SignedIn},
    domain::{MemberRole, UserId},
};

use super::{Shop, fault::Fault, invites::take_back, lock_own};
use crate::store::{
    Tx,
    accounts::Account,
    audit::Subject,
    passkeys, recovery_codes, resets, sessions, users,
    users::{Member, User},
};

impl Shop {
    pub(super) async fn members(&self, who: &SignedIn, invited: Option<&str>) -> Result<MembersView, Fault> {
        let mut tx = self.store.read().await?;
        let members = users::of_account(&mut tx, &who.account).await?;
        let (manages, proven) = (who.role.manages(), self.proven_until(who).is_some());
        let (invites, link) = if manages {
            (self.open_invites(&mut tx, who).await?, self.fresh_link(&mut tx, who, invited).await?)
        } else {
            (Vec::new(), None)
        };
        let member = |Member { id, email, role, seen_at }| desk::Member {
            you: id == who.user,
            // Nobody gives up their own role with one press; who wants to asks somebody else.
            may_become: role
                .given()
                .filter(|_| proven && id != who.user && who.role.may_change(role))
                .map(MemberRole::other),
            may_be_removed: proven && who.role.may_remove(role),
            id,
            email,
            role,
            seen_at,
        };
        Ok(MembersView { members: members.into_iter().map(member).collect(), manages, proven, invites, link })
    }

    pub(super) async fn change_role(&self, who: &SignedIn, member: &UserId, role: MemberRole) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let (_, manager) = lock_managed(&mut tx, who).await?;
        let member = member_of(&mut tx, who, member).await?;
        if !manager.role.may_change(member.role) {
            return Err(AppError::ManagerNeeded.into());
        }
        self.check_proof(who)?;
        if !users::set_role(&mut tx, &member.id, role.into()).await? {
            return Err(AppError::NotFound.into());
        }
        still_managed(&mut tx, who).await?;
        let action = match role {
            MemberRole::Buyer => {
                // Who may invite nobody has invited nobody.
                take_back(&mut tx, &self.audit, &who.account, &member.id, self.clock.now()).await?;
                "made buyer"
            }
            MemberRole::Admin => "made admin",
        };
        self.record(&mut tx, Subject::User(&member.id), action, &[member.role.as_str()]).await?;
        tx.commit().await?;
        tracing::info!(by = %who.user, user = %member.id, role = role.as_str(), "somebody has another role");
        Ok(())
    }

    /// Takes away all by which a person gets in. What they did stays, under an id that is no longer anybody's name.
    pub(super) async fn remove_member(&self, who: &SignedIn, member: &UserId) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let (_, manager) = lock_managed(&mut tx, who).await?;
        let member = member_of(&mut tx, who, member).await?;
        if !manager.role.may_remove(member.role) {
            return Err(AppError::ManagerNeeded.into());
        }
        self.check_proof(who)?;
        users::remove(&mut tx, &member.id, self.clock.now()).await?;
        still_managed(&mut tx, who).await?;
        passkeys::remove_all(&mut tx, &member.id).await?;
        recovery_codes::replace(&mut tx, &member.id, &[], None).await?;
        resets::forget(&mut tx, &member.id).await?;
        take_back(&mut tx, &self.audit, &who.account, &member.id, self.clock.now()).await?;
        let ended = sessions::end_all(&mut tx, &member.id, None).await?;
        self.record(&mut tx, Subject::User(&member.id), "removed", &[&member.email]).await?;
        tx.commit().await?;
        tracing::info!(by = %who.user, user = %member.id, ended, "somebody was removed");
        Ok(())
    }
}

/// Takes the account's lock for somebody who manages it, as they are now: of two who remove each other one was first.
pub(super) async fn lock_managed(tx: &mut Tx, who: &SignedIn) -> Result<(Account, User), Fault> {
    let account = lock_own(tx, who).await?;
    let user = users::lookup(tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
    if user.role.manages() { Ok((account, user)) } else { Err(AppError::ManagerNeeded.into()) }
}

/// Somebody of the account.
async fn member_of(tx: &mut Tx, who: &SignedIn, id: &UserId) -> Result<Member, Fault> {
    let all = users::of_account(tx, &who.account).await?;
    Ok(all.into_iter().find(|member| member.id == *id).ok_or(AppError::NotFound)?)
}

/// Refuses what would leave nobody who manages the account.
async fn still_managed(tx: &mut Tx, who: &SignedIn) -> Result<(), Fault> {
    let left = users::of_account(tx, &who.account).await?;
    if left.iter().any(|member| member.role.manages()) { Ok(()) } else { Err(AppError::LastManager.into()) }
}
