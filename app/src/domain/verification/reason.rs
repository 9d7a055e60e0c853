//! What the buyer can mend.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// Something about a picture that the buyer can mend. Reasons that hint at fraud have no name here, so no page can
/// show one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The document is out of focus.
    Blurry,
    /// Light covers part of the document.
    Glare,
    /// The document has run out.
    Expired,
    /// The document could not be read.
    Unreadable,
    /// The face on the document is not clear.
    PortraitUnclear,
    /// Another kind of document than was chosen.
    OtherType,
    /// Another country than was chosen.
    OtherCountry,
    /// Front and back show the same side.
    SameSideTwice,
    /// The bar code on the back was not found.
    BarcodeMissing,
    /// Sunglasses in the selfie.
    Sunglasses,
    /// The face is covered.
    FaceCovered,
    /// The eyes are closed.
    EyesClosed,
    /// No whole face in the selfie.
    FaceMissing,
    /// The face is too far away.
    FaceTooFar,
    /// The selfie is too dark.
    TooDark,
}

spelled!(
    Reason,
    "reason",
    Blurry = "blurry",
    Glare = "glare",
    Expired = "expired",
    Unreadable = "unreadable",
    PortraitUnclear = "portrait_unclear",
    OtherType = "other_type",
    OtherCountry = "other_country",
    SameSideTwice = "same_side_twice",
    BarcodeMissing = "barcode_missing",
    Sunglasses = "sunglasses",
    FaceCovered = "face_covered",
    EyesClosed = "eyes_closed",
    FaceMissing = "face_missing",
    FaceTooFar = "face_too_far",
    TooDark = "too_dark"
);
