use crate::words::GateWords;

pub(super) const WORDS: GateWords = GateWords {
    title: "Verify your identity",
    lead: "Carriers ask who buys +1 numbers. You do this once; it takes about two minutes.",
    held_until: "Held for you until",
    steps: [
        ("Photograph your ID", "Passport, driver's license or identity card"),
        ("Take a selfie", "With your camera, or upload a picture"),
        ("That's all", "We buy the number for you as soon as you are verified"),
    ],
    data_short: "Your pictures go to Persona, our identity partner, and are deleted here within minutes.",
    data: "What happens to my data",
    data_points: [
        "Persona compares your selfie with your ID, only to confirm that you are the person on it.",
        "We encrypt the pictures on arrival and delete them as soon as Persona has them.",
        "Persona keeps them as its own policy says, at most 3 years. You can ask for earlier deletion.",
        "We keep the result, not the pictures. Nobody else gets either.",
    ],
    start: "Start verification",
    not_now: "Not now",
};
