use crate::words::GateWords;

pub(super) const WORDS: GateWords = GateWords {
    title: "Verify your identity",
    lead: "Carriers ask who buys +1 numbers. You do this once; it takes about two minutes.",
    lead_service: "Carriers ask who applies. You do this once; it takes about two minutes.",
    held_until: "Held for you until",
    steps: [
        ("Photograph your ID", "Passport, driver's license or identity card"),
        ("Take a selfie", "With your camera, or upload a picture"),
        ("We buy it for you", "As soon as you are verified; nothing more to press"),
    ],
    step_service: ("We send it for you", "As soon as you are verified; nothing more to press"),
    data_short: "Your pictures go to Persona, our identity partner. What reaches us is deleted within minutes.",
    data: "What happens to my data",
    data_points: [
        "Persona compares your selfie with your ID, only to confirm that you are the person on it.",
        "What reaches us is encrypted on arrival and deleted as soon as Persona has it.",
        "Persona keeps them as its own policy says, at most 3 years. You can ask for earlier deletion.",
        "We keep the result, not the pictures. Nobody else gets either.",
    ],
    start: "Start verification",
    not_now: "Not now",
};
