//! What the page may ask of its capture worker.

/// A question, and what comes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A file: it is made ready to be sent, and judged.
    Prepare,
    /// A frame of the camera that should show a document.
    Document,
    /// A frame of the camera that should show a face.
    Face,
    /// One that should show it turned to the person's own left.
    FaceLeft,
    /// And to their right.
    FaceRight,
    /// Nothing: the best of the good frames that came last is made ready, as a file is.
    Keep,
}

impl Ask {
    const ALL: [Self; 6] = [Self::Prepare, Self::Document, Self::Face, Self::FaceLeft, Self::FaceRight, Self::Keep];

    /// Its name between page and worker.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Document => "document",
            Self::Face => "face",
            Self::FaceLeft => "face_left",
            Self::FaceRight => "face_right",
            Self::Keep => "keep",
        }
    }

    /// By that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ask| ask.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Ask;

    #[test]
    fn every_question_is_known_by_its_name() {
        for ask in Ask::ALL {
            assert_eq!(Ask::named(ask.as_str()), Some(ask));
        }
        assert_eq!(Ask::named("else"), None);
    }
}
