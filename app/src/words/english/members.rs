use crate::{
    domain::Role,
    words::{InviteWords, MembersWords},
};

pub(super) const WORDS: MembersWords = MembersWords {
    title: "People",
    hint: "Everybody here searches, buys and sees all orders of the account. Admins also invite and remove people.",
    hint_seen: "Everybody here searches, buys and sees all orders of the account. Admins invite and remove people.",
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
    ask_title: "Remove this person?",
    ask: |email| format!("{email} is signed out everywhere at once, and cannot sign in any more."),
    ask_you: "This is you: you are signed out at once, and cannot sign in any more.",
    ask_then: "Orders and numbers stay with the account. To come back, they have to be invited again.",
    cancel: "Keep",
    confirm: "Remove for good",
    invite: "Invite somebody",
    invite_hint: "You get a link to pass on. It is good for one day and for one person, who chooses a password there.",
    email: "Email of the new person",
    role_label: "Role",
    send: "Make a link",
    link_title: "Pass this link on now",
    link_text: "It is not shown again. Whoever has it can join in the place of the person whom you mean.",
    link: "Link of the invite",
    open: "Open invites",
    until: "Good until",
    withdraw: "Withdraw",
    withdraw_named: |email| format!("Withdraw the invite of {email}"),
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
    email: "You will sign in as",
    password: "New password",
    password_hint: "Use at least 8 characters, and none that you use elsewhere.",
    submit: "Join",
    until: "This link is good until",
    gone_title: "This invite is no longer good",
    gone_text: "It was used, withdrawn or replaced, or more than a day has passed. Ask whoever invited you for another one.",
    gone_way: "Go to the sign-in page",
};
