use crate::words::VendorWords;

pub(super) const WORDS: VendorWords = VendorWords {
    title: "Verify with Persona",
    lead: "Persona, our identity partner, checks who you are on its own page. It takes about two minutes, once.",
    what: "What happens there",
    steps: [
        ("Photograph your ID", "Passport, driver's license or identity card"),
        ("Take a selfie", "With your camera, or on your phone"),
        ("Come back here", "We buy what is held for you as soon as you are verified"),
    ],
    go: "Continue to Persona",
    comes_back: "Your pictures go to Persona alone; they never pass through us.",
    without_text: "Persona's page asks for a selfie and does not go on without one. If you would rather not, a person \
                   at PlusOne writes to you and looks at your ID in another way. That can take days; what is held for \
                   you stays held meanwhile, and its time stands still.",
    referred: "You go on without a selfie, so nothing more goes to Persona: a person at PlusOne writes to you and \
               looks at your ID in another way. That can take days. What is held for you stays held, and is bought by \
               itself once you are verified.",
    away: "Finish at Persona",
    away_lead: "Persona waits for your ID and your selfie. You can go on where you left off.",
    go_on: "Go on at Persona",
    done: "Done there already? There is nothing to press: the result shows here in a few seconds.",
};
