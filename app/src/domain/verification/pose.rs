//! How the face is turned in a selfie.

use serde::{Deserialize, Serialize};

/// How the face is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pose {
    /// To the camera.
    Center,
    /// To the person's own left.
    Left,
    /// To the person's own right.
    Right,
}

impl Pose {
    /// Each of them, in the order in which they are taken.
    pub const ALL: [Self; 3] = [Self::Center, Self::Left, Self::Right];

    /// The name under which its picture travels and lies.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Center => "selfie",
            Self::Left => "selfie_left",
            Self::Right => "selfie_right",
        }
    }
}

/// Which pictures a selfie is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Poses {
    /// One, from the front.
    #[default]
    One,
    /// From the front, turned left, turned right.
    Three,
}

impl Poses {
    /// Its poses, in the order in which they are taken.
    #[must_use]
    pub const fn wanted(self) -> &'static [Pose] {
        match self {
            Self::One => &[Pose::Center],
            Self::Three => &Pose::ALL,
        }
    }
}
