//! What the buyer gave so far.

use serde::{Deserialize, Serialize};

use super::handover::Shows;
use crate::domain::id_document::IdDocument;

/// What the buyer gave so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Collected {
    /// Whose document and which kind.
    pub document: Option<IdDocument>,
    /// The front is here.
    pub front: bool,
    /// The back is here.
    pub back: bool,
    /// What there is of the face.
    pub face: Face,
}

/// What there is of the buyer's face, by what they said to the consent text in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Face {
    /// They said nothing yet.
    #[default]
    Wanted,
    /// They agreed, and no picture is here.
    Agreed,
    /// They agreed, and the picture is here.
    Given,
    /// They refused.
    Refused,
}

impl Collected {
    /// Whether the document step is done.
    #[must_use]
    pub fn document_done(&self) -> bool {
        self.document.is_some_and(|document| self.front && (self.back || !document.needs_back()))
    }

    /// The same without the face, by the buyer's own word.
    #[must_use]
    pub const fn without_face(self) -> Self {
        Self { face: Face::Refused, ..self }
    }

    /// What can be handed over, once everything is here that this takes.
    #[must_use]
    pub fn complete(&self) -> Option<Shows> {
        let shows = match self.face {
            Face::Wanted | Face::Agreed => return None,
            Face::Given => Shows::IdAndFace,
            Face::Refused => Shows::IdAlone,
        };
        self.document_done().then_some(shows)
    }
}
