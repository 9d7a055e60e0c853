use crate::{domain::TextState, words::HandoffWords};

pub(super) const WORDS: HandoffWords = HandoffWords {
    begin: "Continue on your phone",
    begin_hint: "Its camera takes better pictures. Your purchase goes on here by itself.",
    title: "Continue on your phone",
    lead: "Scan the code with your phone's camera, then tap the link that appears. Leave this page open.",
    code: "Type this number on your phone",
    code_hint: "It stands on this screen alone. Never tell it to anybody who calls or writes.",
    qr: "QR code of the link below",
    loopback: "A phone cannot reach this store",
    loopback_text: "It runs on this computer only, so there is no code to scan. Open the link in another browser on \
                    this computer.",
    link: "Link for your phone",
    copy: "Copy link",
    copied: "Copied",
    until: "We wait for your phone until",
    changes: |minutes| format!("The link is replaced every {minutes} minutes, and is good once."),
    ends_soon: |minutes| format!("Less than {minutes} minutes are left. Get a new code if you need more time."),
    renew: "Get a new code",
    here: "Continue here instead",
    number: "Or get the link by text message",
    number_hint: "Your mobile number in +1, such as +1 202 555 0123. It is used for this message only and not \
                  kept.",
    send: "Send link",
    text: |state| match state {
        TextState::Sending => "The message is on its way.",
        TextState::Sent => "The message was sent. It can take a minute to arrive.",
        TextState::Unclear => {
            "We do not know whether the message went out. If none comes within a minute, send another."
        }
        TextState::Busy => "Messages cannot be sent just now. Wait a minute and try again, or use the link.",
        TextState::Number => "There is no such number. Check it, and its country code.",
        TextState::Landline => {
            "That number takes no text messages. Use a mobile number, scan the code, or copy the link."
        }
        TextState::Unwanted => {
            "That number asked us for no more messages. Text START to us from it, or use the \
                                link."
        }
        TextState::Country => "We cannot send messages to that country. Use the link.",
        TextState::Unreachable => {
            "The message could not be delivered: that phone cannot be reached. Switch it on and send it again, scan \
             the code, or copy the link."
        }
        TextState::Filtered => {
            "The message could not be delivered: the phone's network stopped it. Scan the code or copy the link."
        }
        TextState::Refused => {
            "The message could not be delivered, through no fault of yours. Scan the code or copy the link."
        }
    },
    #[cfg(feature = "ssr")]
    message: |link, minutes| {
        format!("PlusOne: continue on your phone, good once for {minutes} minutes: {link} Not you? Ignore this.")
    },
    steps: "Steps on your phone",
    waiting: "Waiting for your phone",
    connected: |device| format!("Phone connected: {device}"),
    at_it: "Your phone is connected",
    front: "Front received",
    back: "Back received",
    selfie: "Selfie received",
    done: "done",
    later: "not yet",
    keep_open: "Go on there. This page follows by itself; there is nothing to press.",
    guessed: "Somebody typed another number on a phone",
    guessed_text: "If that was you, look at the number once more. If it was not, get a new code: somebody else has \
                   your link.",
    wrong_code: "Another number was typed on a phone, twice",
    wrong_code_text: "So nothing was opened, and the link is spent. If that was you, begin once more for a new code. \
                      If it was not, somebody else had your link, and got nothing by it.",
    expired: "Time ran out for your phone",
    expired_text: "Nothing is lost: what it sent is here. Begin once more, or continue on this page.",
    phone_title: "Continue here for your computer",
    phone_lead: "You began to verify your identity at PlusOne on another screen. Here you take the pictures.",
    phone_warning: "Did somebody send you this link?",
    phone_warning_text: "Then close this page. Whoever asks you to verify for them wants to use your identity.",
    phone_question: "Which number stands on your computer's screen?",
    phone_question_hint: "A wrong one can be typed once more; then the link is spent, and you begin again on your \
                          computer.",
    phone_submit: "Continue",
    end_here: "End on this phone",
    gone: "This link leads nowhere any more",
    gone_old: "Links are good for a few minutes. Scan the code on your computer's screen once more.",
    gone_used: "It was opened already, and is good once. Begin once more on your computer for another one.",
    gone_ended: "It was ended, or there is nothing left to do. Go on at your computer, or begin once more there.",
    gone_wrong: "Another number was typed on a phone, twice",
    gone_wrong_text: "So nothing was opened, and the link is spent. Begin once more on your computer for another \
                      code.",
    go_on: "Continue on this phone",
    close: "You can close this page.",
    completing: |waiting| match waiting {
        0 => "Your computer goes on by itself.".to_owned(),
        1 => "Your purchase is completing on your computer.".to_owned(),
        waiting => format!("Your {waiting} purchases are completing on your computer."),
    },
    complete: |bought| match bought {
        1 => "Your purchase is complete.".to_owned(),
        bought => format!("Your {bought} purchases are complete."),
    },
    at_computer: "Go on at your computer",
    at_computer_text: "The result is on its screen.",
    under_review: "A person looks at your pictures. You hear of it by itself, and can close this page.",
};
