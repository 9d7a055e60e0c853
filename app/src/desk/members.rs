//! The people of an account, and those who are invited into it.

use serde::{Deserialize, Serialize};

use crate::domain::{Email, InviteId, MemberRole, Role, Timestamp, UserId};

/// The people of an account, as somebody of them may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersView {
    /// Everybody who signs in for the account, in the order in which they came.
    pub members: Vec<Member>,
    /// Whether the person who looks manages them.
    pub manages: bool,
    /// Whether they showed a moment ago who they are, which inviting, removing and giving roles ask for.
    pub proven: bool,
    /// Open invites, the newest first; none for who does not manage.
    pub invites: Vec<Invite>,
    /// The invite that was made in this browser a moment ago.
    pub link: Option<InviteLink>,
}

/// An invite as whoever made it is told of it, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteLink {
    /// Who is invited.
    pub email: Email,
    /// The whole address, to pass on; `None` where they are mailed one, which nobody else sees: it shows that the mailbox
    /// is theirs.
    pub link: Option<String>,
}

/// Somebody who signs in for the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: UserId,
    /// Their e-mail.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When they were last seen, to the minute; `None` before they signed in.
    pub seen_at: Option<Timestamp>,
    /// Whether it is the person who looks.
    pub you: bool,
    /// The role that the person who looks may give them now.
    pub may_become: Option<MemberRole>,
    /// Whether the person who looks may remove them now.
    pub may_be_removed: bool,
}

/// An open invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Its id.
    pub id: InviteId,
    /// Who is invited.
    pub email: Email,
    /// As what.
    pub role: MemberRole,
    /// When its link is no longer good.
    pub until: Timestamp,
}

/// What somebody is invited to, as whoever has the link sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The account's name.
    pub account: String,
    /// The e-mail by which they will sign in.
    pub email: Email,
    /// As what.
    pub role: MemberRole,
    /// When the link is no longer good.
    pub until: Timestamp,
    /// The e-mail of whoever is signed in in this browser, and will not be any more.
    pub signed_in: Option<String>,
}
