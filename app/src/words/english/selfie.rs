use crate::words::SelfieWords;

pub(super) const WORDS: SelfieWords = SelfieWords {
    title: "Take a selfie",
    lead: "Face the light, no sunglasses or hat. One picture is enough.",
    consent_title: "Your face is biometric data",
    consent_points: [
        ("What", "Your selfie is compared with the picture on your ID, by the shape of your face."),
        ("Why", "Only to confirm that you are the person on the ID, because carriers ask who buys +1 numbers."),
        (
            "Who",
            "Persona, our identity partner, compares them. Nobody else gets the pictures, and they are never sold.",
        ),
        ("How long", "Deleted here within minutes. Persona keeps them as its policy says, at most 3 years."),
        ("If you say no", "You can still buy numbers that need no verified identity."),
    ],
    consent_version: |version| format!("Text {version}"),
    agree: "I agree to the use of my biometric data",
    upload: "Upload a selfie",
    upload_hint: "No camera, or rather not? A picture from your phone or computer works as well.",
    submit: "Use photo",
    other_id: "Use another ID",
    shot: "Your selfie",
};
