//! How mail leaves the house: by one SMTP server, each mail over a connection of its own.

use app::{domain::Timestamp, letters::Letter};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, SinglePart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};
use secrecy::ExposeSecret as _;
use std::{
    fmt,
    time::{Duration, UNIX_EPOCH},
};
use tokio::time::timeout;

use crate::config::{MailChannel, MailSettings};

/// How long one step of a conversation may take.
const STEP_WITHIN: Duration = Duration::from_secs(15);
/// The same of all of it.
const SEND_WITHIN: Duration = Duration::from_secs(40);

/// The post office.
#[derive(Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Post").finish_non_exhaustive()
    }
}

/// A letter with what is written on its envelope.
#[derive(Debug)]
pub struct Parcel<'a> {
    /// The mail's name, which its Message-ID is made of: whoever gets it twice can tell.
    pub id: &'a str,
    /// To whom.
    pub to: &'a str,
    /// What it says.
    pub letter: Letter,
    /// When it was written down.
    pub at: Timestamp,
    /// Where one wants no more of them.
    pub unsubscribe: Option<String>,
}

/// What the post said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It has it.
    Taken,
    /// It will not have it, now or later; its code, where it was asked at all.
    Refused(Option<u16>),
    /// It refuses us, not the receiver.
    Denied(u16),
    /// Not now, or nobody knows; its code, if it gave one.
    Later(Option<u16>),
}

/// Codes that speak of us and not of the mail: who we are was not taken, or not asked for (RFC 4954, 6; RFC 3207, 4).
const DENIED: [u16; 5] = [454, 530, 534, 535, 538];

impl Post {
    /// The post office of these settings.
    ///
    /// # Errors
    /// This machine has no list of whom to trust for TLS.
    pub fn new(settings: &MailSettings) -> Result<Self, Error> {
        let MailSettings { host, port, channel, login, from } = settings;
        let tls = || TlsParameters::new(host.clone());
        let tls = match channel {
            MailChannel::Tls => Tls::Wrapper(tls()?),
            MailChannel::StartTls => Tls::Required(tls()?),
            MailChannel::Plain => Tls::None,
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.as_str())
            .port(*port)
            .tls(tls)
            .hello_name(ClientId::Domain(from.email.domain().to_owned()))
            .timeout(Some(STEP_WITHIN));
        let builder = match login {
            Some((name, password)) => {
                builder.credentials(Credentials::new(name.clone(), password.expose_secret().to_owned()))
            }
            None => builder,
        };
        Ok(Self { transport: builder.build(), from: from.clone() })
    }

    /// Hands a mail in. Whether it was taken is not always known: then it is handed in again, and may arrive twice, under
    /// the same Message-ID.
    pub async fn send(&self, parcel: Parcel<'_>) -> Sent {
        let Some(message) = self.message(parcel) else { return Sent::Refused(None) };
        match timeout(SEND_WITHIN, self.transport.send(message)).await {
            Ok(Ok(_)) => Sent::Taken,
            // What the server says beside its codes may hold the address: it goes no further.
            Ok(Err(error)) => verdict(error.status().map(u16::from), error.is_permanent(), detail(&error.to_string())),
            Err(_) => Sent::Later(None),
        }
    }

    /// The mail as it is sent; `None` when no mail can go to such an address.
    fn message(&self, parcel: Parcel<'_>) -> Option<Message> {
        let Parcel { id, to, letter, at, unsubscribe } = parcel;
        // Not every relay speaks RFC 6531, and that it does not is told by our own client, like a fault that passes.
        let to: Address = to.parse().ok().filter(|_| to.is_ascii())?;
        let written = UNIX_EPOCH + Duration::from_micros(u64::try_from(at.micros()).unwrap_or_default());
        let own = |name, value| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .date(written)
            .subject(letter.subject)
            // Nobody's machine answers it (RFC 3834, 5).
            .raw_header(own("Auto-Submitted", "auto-generated".to_owned()));
        if let Some(way) = unsubscribe {
            message = message.raw_header(own("List-Unsubscribe", format!("<{way}>")));
        }
        message.singlepart(SinglePart::plain(letter.text)).ok()
    }
}

/// The subject of a status beside the code of a refusal: `1` of `5.1.1` (RFC 3463, 3).
fn detail(error: &str) -> Option<u8> {
    let (_, said) = error.split_once("): ")?;
    let mut parts = said.split_whitespace().next()?.splitn(3, '.');
    (parts.next()? == "5").then(|| parts.next()?.parse().ok()).flatten()
}

/// Only what speaks of the receiver ends a mail: their address (1) or mailbox (2), or a code that is said of a mailbox alone
/// (RFC 5321, 4.2.3). Whatever speaks of us, such as a blocked address, is mended one day, and the mail waits.
fn verdict(code: Option<u16>, permanent: bool, detail: Option<u8>) -> Sent {
    match (code, detail) {
        (Some(code), _) if DENIED.contains(&code) => Sent::Denied(code),
        (code, Some(1 | 2)) | (code @ Some(550..=553), None) if permanent => Sent::Refused(code),
        (Some(code), _) if permanent => Sent::Denied(code),
        (code, _) => Sent::Later(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post() -> Post {
        Post::new(&MailSettings {
            host: "127.0.0.1".to_owned(),
            port: 1,
            channel: MailChannel::Plain,
            login: None,
            from: "PlusOne <no-reply@numbers.example>".parse().expect("an address"),
        })
        .expect("no TLS, no list")
    }

    fn parcel<'a>(to: &'a str, subject: &str) -> Parcel<'a> {
        let letter = Letter { subject: subject.to_owned(), text: "Hello".to_owned() };
        Parcel { id: "m-1", to, letter, at: Timestamp::from_micros(0), unsubscribe: Some("https://x.example/".into()) }
    }

    #[test]
    fn a_mail_has_a_name_a_date_and_a_way_out() {
        let message = post().message(parcel("ann@new.example", "Held")).expect("a message");
        let text = String::from_utf8(message.formatted()).expect("text");
        for line in [
            "Message-ID: <m-1@numbers.example>\r\n",
            "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n",
            "From: PlusOne <no-reply@numbers.example>\r\n",
            "To: ann@new.example\r\n",
            "Subject: Held\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "List-Unsubscribe: <https://x.example/>\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn nothing_adds_a_header_or_a_receiver() {
        for to in [
            "ann@new.example\r\nBcc: eve@new.example",
            "ann@new.example, eve@new.example",
            "\u{e4}nn@new.example",
            "ann",
            "",
        ] {
            assert!(post().message(parcel(to, "Held")).is_none(), "{to:?}");
        }
        let message = post().message(parcel("ann@new.example", "Held\r\nBcc: eve@new.example")).expect("a message");
        let text = String::from_utf8(message.formatted()).expect("text");
        assert!(!text.contains("\r\nBcc"), "{text}");
        assert_eq!(message.envelope().to().len(), 1);
    }

    #[test]
    fn who_we_are_is_no_fault_of_the_mail() {
        for (code, said, sent) in [
            (Some(550), "permanent error (550): No such user", Sent::Refused(Some(550))),
            (Some(550), "permanent error (550): 5.1.1 <ann@new.example>", Sent::Refused(Some(550))),
            (Some(552), "permanent error (552): 5.2.2 full", Sent::Refused(Some(552))),
            (Some(550), "permanent error (550): 5.7.1 blocked", Sent::Denied(550)),
            (Some(554), "permanent error (554): no service here", Sent::Denied(554)),
            (Some(535), "permanent error (535): 5.7.8 who are you", Sent::Denied(535)),
        ] {
            assert_eq!(verdict(code, true, detail(said)), sent, "{said}");
        }
        assert_eq!(verdict(Some(451), false, None), Sent::Later(Some(451)));
        assert_eq!(verdict(None, false, None), Sent::Later(None));
    }

    #[tokio::test]
    async fn a_post_that_is_away_is_asked_later() {
        assert_eq!(post().send(parcel("ann@new.example", "Held")).await, Sent::Later(None));
    }
}
