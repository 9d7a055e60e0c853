//! Going on with a phone: what the computer shows of it, and what the phone does.

use serde::{Deserialize, Serialize};

use super::VerifyView;
use crate::domain::{Device, TextState, Timestamp};

/// Going on with a phone, as the computer shows it that began it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandoffView {
    /// No phone has opened the link yet.
    Waiting(WaitingView),
    /// A phone has.
    Connected {
        /// What its browser says of itself.
        device: Device,
        /// Which pictures are here.
        received: Received,
        /// Until when it may go on.
        until: Timestamp,
    },
    /// The phone was shown another code, and nothing came of it.
    WrongCode,
    /// No phone opened the link in time, or it took too long afterwards.
    Expired,
}

/// What a phone is waited for with. The link is another one every few minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingView {
    /// What the phone opens.
    pub link: String,
    /// The same as a picture; `None` where no other device reaches the store.
    pub qr: Option<QrCode>,
    /// What stands on the computer's screen alone.
    pub code: String,
    /// Until when a phone is waited for.
    pub until: Timestamp,
    /// Whether a link can be sent by text message.
    pub texts: bool,
    /// What became of the last one.
    pub texted: Option<TextState>,
}

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Modules a side.
    pub side: usize,
    /// The dark ones, as the path of an SVG.
    pub path: String,
}

/// Which pictures of a case are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The front.
    pub front: bool,
    /// The back; `None` where the document has none.
    pub back: Option<bool>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandoffLink {
    /// To a hand-off that waits for its phone.
    Good {
        /// One of these stands on the computer's screen.
        codes: [String; 3],
    },
    /// It is too old; a newer one stands on the computer's screen, if a phone is still waited for there.
    Old,
    /// A phone has opened it.
    Used,
    /// Another code was picked than the one on the computer's screen.
    WrongCode,
    /// Its person goes on at the computer, or with another link.
    Ended,
}

/// Where a phone is on its way. Holds nothing of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneView {
    /// Where the identity stands; without orders and applications.
    pub case: VerifyView,
    /// How many purchases wait for it, or were being completed when it was looked at.
    pub waiting: usize,
    /// How many were completed by it.
    pub bought: usize,
}
