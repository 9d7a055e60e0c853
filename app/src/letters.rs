//! Mails as people read them, each in their own language: plain text, with a link to the page that says the rest. They name
//! no number and no person, for a mailbox is read by more than its owner.

use crate::{
    domain::{Language, NoticeKind, notice::Thing},
    words::of,
};

/// A subject and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Lines.
    pub text: String,
}

/// Where a person chooses what they are mailed.
#[must_use]
pub fn choices(origin: &str) -> String {
    format!("{origin}/account#mail-title")
}

/// Tells of a notice.
#[must_use]
pub fn of_notice(language: Language, kind: NoticeKind, thing: Option<&Thing>, origin: &str) -> Letter {
    let words = of(language);
    let (letters, told) = (&words.letters, (words.notices.what)(kind));
    let subject = match thing {
        Some(Thing::Order(order)) => (letters.of_order)(told.title, &order.short()),
        Some(Thing::Application(service, _)) => {
            (letters.of_service)(told.title, (words.services.service)(*service).title)
        }
        None => told.title.to_owned(),
    };
    let link = format!("{origin}{}", kind.way(thing));
    let text = [told.text, &link, &(letters.signed)(origin), &(letters.choices)(&choices(origin))].join("\n\n");
    Letter { subject, text: text + "\n" }
}

/// Gives the link by which a new password is chosen, good for so many minutes.
#[must_use]
pub fn of_reset(language: Language, link: &str, minutes: u64) -> Letter {
    let letters = &of(language).letters;
    let text = [letters.reset_text, link, &(letters.reset_until)(minutes), letters.reset_else].join("\n\n");
    Letter { subject: letters.reset.to_owned(), text: text + "\n" }
}

/// Gives somebody who is invited into an account the link by which they join, good for so many hours.
#[must_use]
pub fn of_invite(language: Language, link: &str, hours: u64) -> Letter {
    let letters = &of(language).letters;
    let text = [letters.invite_text, link, &(letters.invite_until)(hours), letters.invite_else].join("\n\n");
    Letter { subject: letters.invite.to_owned(), text: text + "\n" }
}

/// What a text message says that gives a phone the link by which it goes on, good for so many minutes.
#[must_use]
pub fn of_handoff(language: Language, link: &str, minutes: u64) -> String {
    (of(language).handoff.message)(link, minutes)
}

/// Tells that the password was changed.
#[must_use]
pub fn of_password_changed(language: Language, origin: &str) -> Letter {
    let letters = &of(language).letters;
    let text = [letters.changed_text, &format!("{origin}/sign-in"), &(letters.signed)(origin)].join("\n\n");
    Letter { subject: letters.changed.to_owned(), text: text + "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{OrderId, Service};

    #[test]
    fn a_letter_leads_to_the_page_and_to_the_choices() {
        let order: OrderId = "0199f3c2-11aa-7b3e-9d10-5b7f3a7f3d22".parse().expect("an id");
        let letter =
            of_notice(Language::English, NoticeKind::Held, Some(&Thing::Order(order)), "https://numbers.example");
        assert!(letter.subject.contains("PO-3A7F-3D22"), "{}", letter.subject);
        for part in ["https://numbers.example/orders/0199f3c2", "https://numbers.example/account#mail-title"] {
            assert!(letter.text.contains(part), "{}", letter.text);
        }
        let application = "0199f3c2-11aa-7b3e-9d10-5b7f3a7f3d22".parse().expect("an id");
        let thing = Thing::Application(Service::Cnam, application);
        let letter =
            of_notice(Language::English, NoticeKind::ApplicationRejected, Some(&thing), "https://numbers.example");
        assert!(letter.subject.contains("CNAM"), "{}", letter.subject);
        assert!(letter.text.contains("https://numbers.example/services/cnam?application=0199f3c2"), "{}", letter.text);
        let letter = of_invite(Language::English, "https://numbers.example/invite/T0ken", 24);
        assert!(letter.text.contains("\n\nhttps://numbers.example/invite/T0ken\n\n"), "{}", letter.text);
        let letter = of_reset(Language::English, "https://numbers.example/sign-in/reset/T0ken", 10);
        assert!(letter.text.contains("\n\nhttps://numbers.example/sign-in/reset/T0ken\n\n"), "{}", letter.text);
        assert!(letter.text.contains("10 minutes"), "{}", letter.text);
    }
}
