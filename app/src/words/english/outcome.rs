use crate::{
    domain::verification::Reason,
    words::{Mend, OutcomeWords},
};

pub(super) const WORDS: OutcomeWords = OutcomeWords {
    page: "Verification",
    checking: "Checking your identity",
    checking_text: "Persona checks what you gave. This usually takes seconds, sometimes a few minutes.",
    checking_next: "As soon as you are verified, we buy what is held for you. There is nothing more to press.",
    leave: "You may leave this page or close it. It goes on without you.",
    verified: "Identity verified",
    verified_text: |numbers| match numbers {
        [] => "This account will not be asked again.".to_owned(),
        [number] => format!("{number} is yours now. This account will not be asked again."),
        [first, second] => format!("{first} and {second} are yours now. This account will not be asked again."),
        [first, others @ ..] => {
            format!("{first} and {} more numbers are yours now. This account will not be asked again.", others.len())
        }
    },
    under_review: "Your verification is under review",
    under_review_text: "A person is looking at your pictures. This can take a while. What is held for you stays held, \
                        and is bought by itself once you are verified.",
    try_again: "Please try again",
    try_again_text: "The pictures could not be used. What is held for you stays held.",
    try_again_button: "Try again",
    mend,
    tries_left: |left, max| match left {
        1 => "This is your last try.".to_owned(),
        _ => format!("{left} of {max} tries left."),
    },
    declined: "We could not verify you",
    declined_text: "The check did not confirm your identity. Orders that waited for it have ended, and nothing was \
                    charged.",
    declined_next: "You can still buy numbers that need no verified identity, such as those of the United Kingdom and \
                    Jamaica.",
    not_needed: "Nothing to verify",
    not_needed_text: "This account buys with its own carrier, which knows who you are. We never ask.",
    waiting_orders: "Held for you",
    released_orders: "Your orders",
    search: "Find a number",
    see_orders: "See all orders",
};

fn mend(reason: Reason) -> Mend {
    let (wrong, fix) = match reason {
        Reason::Blurry => ("The picture of your ID is out of focus.", "Lay it flat, hold still, and tap it to focus."),
        Reason::Glare => ("Light covers part of your ID.", "Tilt it away from the lamp, or turn off the flash."),
        Reason::Expired => ("Your ID has run out.", "Use one that is still valid."),
        Reason::Unreadable => ("Your ID could not be read.", "Fill the picture with it, in bright even light."),
        Reason::PortraitUnclear => ("Your face on the ID is not clear.", "Avoid shadow and glare on the portrait."),
        Reason::OtherType => ("The picture shows another kind of ID.", "Choose the kind that you photograph."),
        Reason::OtherCountry => ("The ID is from another country.", "Choose the country that issued it."),
        Reason::SameSideTwice => ("Front and back show the same side.", "Turn the card over for the second picture."),
        Reason::BarcodeMissing => ("The bar code on the back was not found.", "Show the whole back, flat and sharp."),
        Reason::Sunglasses => ("You wear sunglasses in the selfie.", "Take them off."),
        Reason::FaceCovered => ("Your face is covered in the selfie.", "Take off mask, hat or scarf."),
        Reason::EyesClosed => ("Your eyes are closed in the selfie.", "Look into the camera with open eyes."),
        Reason::FaceMissing => ("Your whole face is not in the selfie.", "Bring it into the oval."),
        Reason::FaceTooFar => ("Your face is too far away in the selfie.", "Come closer until it fills the oval."),
        Reason::TooDark => ("The selfie is too dark.", "Face a window or a lamp."),
    };
    Mend { wrong, fix }
}
