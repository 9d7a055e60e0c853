//! The people of an account.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{InviteLink, MembersView},
};

/// The page with the list.
#[cfg(feature = "ssr")]
const LIST: &str = "/account#members";
/// The same at the link that was made, which a browser gives the focus then.
#[cfg(feature = "ssr")]
const LINK: &str = "/account#invite_link";
/// The same, saying that an invite is withdrawn.
#[cfg(feature = "ssr")]
const WITHDRAWN: &str = "/account?changed=invites#members-title";
/// The same, saying that somebody is removed.
#[cfg(feature = "ssr")]
const REMOVED: &str = "/account?changed=people#members-title";

/// Everybody of the account and, for who manages it, the open invites.
#[server(endpoint = "show_members")]
pub async fn show_members() -> Result<MembersView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let Counter { desk, caller } = Counter::here()?;
        let invited = caller.invited.clone();
        desk.members(&caller.signed_in()?, invited.as_deref()).await
    };
    with_status(show().await)
}

/// Invites somebody into the account; the link, where it is shown, this once.
#[server(endpoint = "invite_member")]
pub async fn invite_member(email: String, role: String) -> Result<InviteLink, AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let invite = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.invite(&who, &email.parse()?, role.parse()?).await
    };
    let (link, cookie) = with_status(invite().await)?;
    set_cookie(&cookie);
    see_other(LINK);
    Ok(link)
}

/// Withdraws an open invite.
#[server(endpoint = "withdraw_invite")]
pub async fn withdraw_invite(invite: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::InviteId};

    let withdraw = async || {
        let (desk, who) = Counter::signed_in()?;
        let invite: InviteId = invite.parse().map_err(|_| AppError::NotFound)?;
        desk.withdraw_invite(&who, &invite).await
    };
    with_status(withdraw().await)?;
    see_other(WITHDRAWN);
    Ok(())
}

/// Gives somebody of the account another role.
#[server(endpoint = "change_role")]
pub async fn change_role(member: String, role: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::UserId};

    let change = async || {
        let (desk, who) = Counter::signed_in()?;
        let member: UserId = member.parse().map_err(|_| AppError::NotFound)?;
        desk.change_role(&who, &member, role.parse()?).await
    };
    with_status(change().await)?;
    see_other(LIST);
    Ok(())
}

/// Removes somebody from the account.
#[server(endpoint = "remove_member")]
pub async fn remove_member(member: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::UserId};

    let remove = async || {
        let (desk, who) = Counter::signed_in()?;
        let member: UserId = member.parse().map_err(|_| AppError::NotFound)?;
        desk.remove_member(&who, &member).await
    };
    with_status(remove().await)?;
    see_other(REMOVED);
    Ok(())
}
