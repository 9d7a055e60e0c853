use capture::Flaw;

use crate::{domain::id_document::IdType, words::DocumentWords};

pub(super) const WORDS: DocumentWords = DocumentWords {
    steps: "Steps",
    step_names: ["Your ID", "Your selfie", "Result"],
    title: "Upload your ID",
    lead: "A photo from your phone is fine. All four corners in the picture, no glare, text sharp.",
    last_time: "Please send new pictures",
    withdrawn: "Please verify once more",
    withdrawn_text: "Persona took back its earlier confirmation of your identity. Numbers that you have stay yours; \
                     buying more of the United States, Canada and Puerto Rico asks for it again.",
    country: "Issuing country",
    show_types: "Show this country's IDs",
    id_type: "ID type",
    kind: |kind| match kind {
        IdType::Passport => "Passport",
        IdType::DriversLicense => "Driver's license",
        IdType::IdentityCard => "Identity card",
        IdType::PassportCard => "Passport card",
        IdType::PermanentResident => "Permanent resident card",
        IdType::ResidencePermit => "Residence permit",
    },
    front: "Front of ID",
    front_hint: "The side with your picture",
    back: "Back of ID",
    back_hint: "The other side of the card",
    back_if_any: "The other side of the card. A passport needs none.",
    formats: "JPEG, PNG or WebP, up to 15 MB",
    unreadable: "This file is not a picture that your browser can read. Choose a JPEG, PNG or WebP.",
    looking: "Reading the picture…",
    flaw: |flaw| match flaw {
        Flaw::Small => "The picture is small. Take it anew, or choose the original rather than a preview.",
        Flaw::Dark => "It is too dark. Turn on a light, or go to a window, and take it again.",
        Flaw::Bright => "It is too bright. Take it again away from the lamp.",
        Flaw::Glare => "Light glares on the card. Tilt it until the spot is gone, and take it again.",
        Flaw::CutOff => "A part of the card is outside the picture. Take it again with all four corners in it.",
        Flaw::Far => "The card is far away. Go closer until it fills the picture.",
        Flaw::Blurred => "The picture is blurred. Hold still, let the camera focus, and take it again.",
    },
    repeated: "This shows the same as the front. Turn the card over and take its other side.",
    preview: |label| format!("Chosen picture: {label}"),
    submit: "Continue",
    sending: |percent| format!("Sending, {percent} %"),
    stop: "Stop sending",
    stopped: "Sending was stopped. Nothing was stored.",
    safe: "Encrypted on arrival, sent to Persona, deleted here within minutes.",
};
