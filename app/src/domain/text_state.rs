//! Text messages, as far as anybody knows of them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, account::spelled};

/// What became of a text message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextState {
    /// It is on its way to the carrier.
    Sending,
    /// The carrier has it.
    Sent,
    /// Nobody knows whether the carrier has it. It is not sent again by itself: it may arrive.
    Unclear,
    /// The carrier took none just now.
    Busy,
    /// Refused: there is no such number.
    Number,
    /// Refused: a landline.
    Landline,
    /// Refused: whoever has the number wants none from us.
    Unwanted,
    /// Refused: we send none to that country.
    Country,
    /// Refused: nobody is reached by the number.
    Unreachable,
    /// Refused on the way, as advertising.
    Filtered,
    /// Refused, and it is not the reader's to mend.
    Refused,
}

spelled!(
    TextState,
    "state of a text message",
    Sending = "sending",
    Sent = "sent",
    Unclear = "unclear",
    Busy = "busy",
    Number = "number",
    Landline = "landline",
    Unwanted = "unwanted",
    Country = "country",
    Unreachable = "unreachable",
    Filtered = "filtered",
    Refused = "refused"
);
