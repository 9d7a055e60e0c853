//! What a frame of the camera lacks before it is a picture of a document, or of a face.

use crate::{FaceHint, Flaw, Gray, Measures, Sight, light::is_black, outline::is_outlined};

/// What was seen in a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen<T> {
    /// What it lacks; nothing, and it may be taken.
    pub lacks: Option<T>,
    /// How good it is: the best of several has the most.
    pub merit: f32,
    /// The camera gives no picture at all.
    pub black: bool,
}

/// What a frame lacks that should show a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No card lies in the frame.
    Card,
    /// The card can be seen, but not well.
    Flaw(Flaw),
}

impl Lack {
    /// Its name between worker and page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Flaw(flaw) => flaw.as_str(),
        }
    }

    /// By that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name == Self::Card.as_str() { Some(Self::Card) } else { Flaw::named(name).map(Self::Flaw) }
    }
}

impl Seen<Lack> {
    /// Of a frame at [`WIDTH`](crate::WIDTH); nothing of one that is too small for it.
    pub fn of(gray: &Gray) -> Option<Self> {
        let measures = Measures::of(gray)?;
        let flaw = measures.flaw();
        let lacks = match flaw {
            // In too little light no edge is seen, and what is far away or cut off need not have four.
            Some(Flaw::Small | Flaw::Dark | Flaw::Bright | Flaw::CutOff | Flaw::Far) => flaw.map(Lack::Flaw),
            _ if !is_outlined(gray) => Some(Lack::Card),
            _ => flaw.map(Lack::Flaw),
        };
        Some(Self { lacks, merit: measures.merit(), black: is_black(gray) })
    }
}

impl Seen<FaceHint> {
    /// Of a frame in which faces were looked for, and what is to be done after it.
    pub fn of_face(gray: &Gray, sight: &Sight, lacks: Option<FaceHint>) -> Self {
        Self { lacks, merit: sight.merit(), black: is_black(gray) }
    }

    /// Of a frame in which no face can be looked for, because of `why`; too little light can be told all the same.
    pub fn without_eyes(gray: &Gray, why: FaceHint) -> Self {
        let dark = Sight::of(gray, Vec::new()).is_dark(0.0);
        Self { lacks: Some(if dark { FaceHint::Dark } else { why }), merit: 0.0, black: is_black(gray) }
    }
}
