//! Going on with a phone: what the computer shows of it, and what the phone does.

use serde::{Deserialize, Serialize};

use super::VerifyView;
use crate::domain::{Device, TextState, Timestamp};

/// For how many minutes a phone is waited for.
pub const WAITED_MINUTES: u64 = 15;
/// For how many minutes it may go on then.
pub const PHONE_MINUTES: u64 = 30;
/// For how many minutes one link is shown; the one before is good for as long again, for whoever has just scanned it.
pub const SHOWN_MINUTES: u64 = 2;
/// The digits of the code that is typed.
pub const CODE_DIGITS: u8 = 4;

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
        /// For how many seconds it may still go on: the browser's clock may be another.
        left: u64,
    },
    /// Another code was typed on a phone, too often, and nothing came of it.
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
    /// Whether somebody typed another one on a phone.
    pub guessed: bool,
    /// Until when a phone is waited for.
    pub until: Timestamp,
    /// How many seconds that is: the browser's clock may be another.
    pub left: u64,
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
    /// To a hand-off that waits for its phone, and for the code on the computer's screen.
    Good,
    /// It is too old; a newer one stands on the computer's screen, if a phone is still waited for there.
    Old,
    /// A phone has opened it.
    Used,
    /// Another code was typed than the one on the computer's screen, too often.
    WrongCode,
    /// Its person goes on at the computer, or with another link, or nothing is left to do.
    Ended,
}

/// Where a phone is on its way. Holds nothing of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneView {
    /// Where the identity stands; without orders and applications.
    pub case: VerifyView,
    /// How many purchases wait for it, or are being completed by it.
    pub waiting: usize,
    /// How many were completed by it, since the phone was asked for.
    pub bought: usize,
}
