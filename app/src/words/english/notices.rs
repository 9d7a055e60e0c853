#[cfg(feature = "ssr")]
use crate::words::LetterWords;
use crate::{
    domain::{NoticeKind, notice::Topic},
    words::{MailWords, NoticeText, NoticesWords, ResetWords},
};

pub(super) const WORDS: NoticesWords = NoticesWords {
    title: "Notices",
    link: |unread, more| match (unread, more) {
        (0, _) => "Notices".to_owned(),
        (unread, false) => format!("Notices, {unread} new"),
        (unread, true) => format!("Notices, more than {} new", unread - 1),
    },
    badge: |unread, more| if more { format!("{}+", unread - 1) } else { unread.to_string() },
    list: "What happened",
    new: "New",
    what,
    read: "Mark all as read",
    read_done: "Everything is marked as read.",
    empty_title: "Nothing to tell yet",
    empty_text: "When something happens to your orders, your applications or your identity check, it is told here.",
    no_more_text: "There are no older notices.",
    pages: "Pages of notices",
    newest: "Newest",
    older: "Older",
};

fn what(kind: NoticeKind) -> NoticeText {
    let (title, text) = match kind {
        NoticeKind::Held => (
            "Held: identity needed",
            "The order is held for you. Verify your identity, once, and it is bought by itself.",
        ),
        NoticeKind::Expiring => {
            ("Time is running out", "The order ends soon unless something is done. Its page says until when, and what.")
        }
        NoticeKind::Expired => ("The time ran out", "The order ended before it was bought. You are not charged."),
        NoticeKind::Verified => {
            ("You are verified", "This account will not be asked again. What was held is being bought now.")
        }
        NoticeKind::TryAgain => (
            "Better pictures needed",
            "The pictures of your ID could not be used. The reasons are on the page; orders stay held.",
        ),
        NoticeKind::Declined => {
            ("We could not verify you", "Orders that were held for it have ended. You are not charged.")
        }
        NoticeKind::Reopened => ("You can verify again", "Somebody here looked at it: all attempts are yours again."),
        NoticeKind::Revoked => {
            ("No longer verified", "What you own stays yours. The next +1 number asks for your identity again.")
        }
        NoticeKind::Purchased => ("Bought", "The order is bought, and yours. There is nothing more to do."),
        NoticeKind::PartlyPurchased => {
            ("Bought in part", "Some numbers are yours. The others were not bought and cost nothing.")
        }
        NoticeKind::Failed => ("Not bought", "It could not be bought. You are not charged."),
        NoticeKind::Choose => {
            ("A number is gone", "Somebody else bought it first. Choose another one, or go on without it.")
        }
        NoticeKind::Replaced => {
            ("Another number taken", "A number was gone, so the closest match took its place, as you wished.")
        }
        NoticeKind::NumberGone => ("The number is gone", "Somebody else bought it first. You are not charged."),
        NoticeKind::ApplicationSent => (
            "Application sent",
            "You are verified, so it went to the carrier by itself. We tell you what the carrier says.",
        ),
        NoticeKind::ApplicationApproved => {
            ("Application approved", "The carrier approved it. There is nothing more to do.")
        }
        NoticeKind::ApplicationRejected => (
            "Application rejected",
            "The carrier did not approve it. Its page says why, and whether it can be sent again.",
        ),
    };
    NoticeText { title, text }
}

pub(super) const MAIL: MailWords = MailWords {
    title: "Mail",
    hint: "What we tell you by mail, besides the notices here. It goes to the address that you sign in by.",
    legend: "Mail me when",
    topic: |topic| match topic {
        Topic::Held => "an order is held",
        Topic::Identity => "the identity check has an answer",
        Topic::Bought => "something was bought, or was not",
        Topic::Gone => "a number is gone",
        Topic::Expiring => "time runs out",
        Topic::Services => "an application is sent by itself, or has an answer",
        Topic::Others => "any of this happens to orders that others here placed",
    },
    save: "Save",
    saved: "Saved.",
    always: "Mails about your password are always sent.",
};

pub(super) const RESET: ResetWords = ResetWords {
    forgot: "Forgot your password?",
    title: "Choose a new password",
    lead: "We mail you a link by which you choose another one.",
    email: "Email",
    ask: "Mail me a link",
    sent_title: "Look into your mail",
    sent_text: "If somebody signs in by this address, a link is on its way. It is good for 10 minutes.",
    sent_again: "Nothing there? Look among the spam, then ask once more: only the newest link works.",
    back: "Back to signing in",
    new_title: "Choose a new password",
    new_lead: "Everybody who is signed in as you is signed out, and links that you passed on to others end.",
    save: "Save the password",
    done: "Your password is changed. Sign in with it.",
    gone_title: "This link is no longer good",
    gone_text: "It was used, is older than 10 minutes, or a newer one took its place. Nothing was changed.",
    gone_way: "Ask for a new link",
};

#[cfg(feature = "ssr")]
pub(super) const LETTERS: LetterWords = LetterWords {
    of_order: |title, short| format!("{title} (order {short})"),
    of_service: |title, service| format!("{title} ({service})"),
    signed: |origin| format!("PlusOne\n{origin}"),
    choices: |link| format!("You get this because of what you want to be mailed. Change that here:\n{link}"),
    reset: "Choose a new password",
    reset_text: "Somebody asked for a new password for the account that you sign in to with this address. \
        Choose one here:",
    reset_until: |minutes| {
        format!("The link is good for {minutes} minutes, and once. If you asked more than once, only the newest works.")
    },
    reset_else: "If it was not you, do nothing: your password stays as it is.",
    invite: "You are invited",
    invite_text: "Somebody invites you into their account at a store for phone numbers. Choose a password to join, here:",
    invite_until: |hours| {
        format!("The link is good for {hours} hours, and once. Its page says whose account it is. Do not pass it on.")
    },
    invite_else: "If you do not know of it, do nothing: you are not in any account, and get no other mail of it.",
    changed: "Your password was changed",
    changed_text: "The password that you sign in by was changed, and everybody else who was signed in as you is signed out. \
        If it was not you, choose a new one at once, and tell whoever manages your account:",
};
