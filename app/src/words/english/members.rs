use crate::{
    domain::Role,
    words::{InviteWords, MembersWords},
};

pub(super) const WORDS: MembersWords = MembersWords {
    title: "People",
    hint: "Everybody here searches, buys and sees all orders of the account. Admins also invite and remove people.",
    hint_seen: "Everybody here searches, buys and sees all orders of the account. Admins invite and remove people.",
    proof: "Inviting and removing people, and giving them roles, is for who has just shown who they are.",
    proof_way: "Show that it is still you",
    role: |role| match role {
        Role::Buyer => "Buyer",
        Role::Admin => "Admin",
        Role::Operator => "Operator",
    },
    you: "You",
    seen: "Last seen",
    never_seen: "Not signed in yet",
    make: |role| match role {
        Role::Buyer => "Make buyer",
        Role::Admin => "Make admin",
        Role::Operator => "Make operator",
    },
    make_named: |role, email| match role {
        Role::Buyer => format!("Make {email} a buyer"),
        Role::Admin => format!("Make {email} an admin"),
        Role::Operator => format!("Make {email} an operator"),
    },
    remove: "Remove",
    remove_named: |email| format!("Remove {email}"),
    removed: "They are removed, and signed out everywhere.",
    ask_title: "Remove this person?",
    ask: |email| format!("{email} is signed out everywhere at once, and cannot sign in any more."),
    ask_you: "This is you: you are signed out at once, and cannot sign in any more.",
    ask_then: "Orders and numbers stay with the account. To come back, they have to be invited again.",
    cancel: "Keep",
    confirm: "Remove for good",
    invite: "Invite somebody",
    invite_hint: "They join by a link that is good for one day and for one person, and choose a password there.",
    email: "Email of the new person",
    role_label: "Role",
    send: "Invite",
    link_title: "Pass this link on now",
    link_text: "It cannot be shown later. Whoever has it can join in the place of the person whom you mean.",
    mailed_title: |email| format!("A link is on its way to {email}"),
    mailed_text: "Only they get it. If it does not arrive, look at the address and invite them again.",
    link: |email| format!("Link of the invite of {email}"),
    open: "Open invites",
    until: "Good until",
    withdraw: "Withdraw",
    withdraw_named: |email| format!("Withdraw the invite of {email}"),
    withdrawn: "The invite is withdrawn. Its link is no longer good.",
};

pub(super) const INVITE: InviteWords = InviteWords {
    title: |account| format!("Join {account}"),
    waiting: "You are invited",
    lead: |role| match role {
        Role::Buyer => "Choose a password, and you can search and buy phone numbers for the account.",
        Role::Admin | Role::Operator => {
            "Choose a password, and you can buy phone numbers for the account and manage its people."
        }
    },
    signed_in_title: "You are signed in as somebody else",
    signed_in: |email| {
        format!(
            "In this browser you are signed in as {email}. If you join, that ends, and you go on as the new person."
        )
    },
    email: "You will sign in as",
    submit: "Join",
    gone_title: "This invite is no longer good",
    gone_text: "If you have just joined, sign in. Otherwise it was used, withdrawn or replaced, or more than a day has \
                passed. Ask whoever invited you for another one.",
    gone_way: "Go to the sign-in page",
    taken_title: "Somebody signs in with this email already",
    taken_text: "Nobody joined, and the invite is used up. If it is you, sign in as before. To join this account, ask for an \
                 invite for another email; each belongs to one person of one account.",
};
