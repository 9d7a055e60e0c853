//! How a case gets to the vendor, and what of the buyer it shows.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::domain::{Malformed, account::spelled};

/// How an identity gets to the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Our own pages take the pictures, and we send them.
    Transaction,
    /// The vendor's own page takes them.
    Inquiry,
}

spelled!(Transport, "transport", Transaction = "transaction", Inquiry = "inquiry");

/// What a hand-over shows of the buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shows {
    /// The ID, and the face that must match it.
    IdAndFace,
    /// The ID alone, because the buyer refused the use of biometric data: a person has to look.
    IdAlone,
}

spelled!(Shows, "shows", IdAndFace = "id_and_face", IdAlone = "id_alone");
