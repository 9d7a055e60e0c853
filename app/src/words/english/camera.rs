use capture::{Flaw, Lack};

use super::face;
use crate::{
    domain::device::{Browser, System},
    words::{CameraWords, Hint, SubjectWords},
};

pub(super) const WORDS: CameraWords = CameraWords {
    start: "Start camera",
    take: "Take photo",
    retake: "Retake",
    again: "Try again",
    upload: "Upload instead",
    phone: "Use my phone",
    which: "Which camera",
    lens: |number| format!("Camera {number}"),
    opening: "Allow the camera in your browser",
    paused: "The camera is off. Start it again when you are ready",
    count: |seconds| format!("Hold still: {seconds}"),
    by_hand: Hint::good("Good. Take the photo", "Good. Take the photo."),
    refused: "Your browser does not let us use the camera.",
    allow: |device| match (device.browser, device.system) {
        (Some(Browser::ChromeIos | Browser::FirefoxIos | Browser::Edge), Some(System::IPhone | System::IPad)) => {
            "Open the settings of your device, find this browser among the apps, switch Camera on, and come back."
        }
        (_, Some(System::IPhone | System::IPad)) => {
            "Tap the page menu beside the address, choose Website Settings, set Camera to Allow, and try again."
        }
        (Some(Browser::Firefox), Some(System::Android)) => {
            "Tap the shield beside the address, allow the camera there, and try again."
        }
        (Some(Browser::Samsung), _) => {
            "Tap the lock beside the address, choose Permissions, allow the camera, and try again."
        }
        (_, Some(System::Android)) => {
            "Tap the icon beside the address, choose Permissions, allow the camera, and try again."
        }
        (Some(Browser::Firefox), _) => {
            "Click the crossed-out camera beside the address, take the block away, and try again."
        }
        (Some(Browser::Safari), _) => {
            "In the Safari menu, choose Settings for this website, set Camera to Allow, and try again."
        }
        _ => "Click the icon beside the address, allow the camera there, and try again.",
    },
    missing: "No camera was found. Plug one in, and it starts by itself.",
    busy: "Another app is using the camera. Close it, and try again.",
    insecure: "The camera works only over a secure connection.",
    black: "The camera shows nothing. Take its cover off, and close other apps that use it.",
    ended: "The camera was taken away. Plug it in again, or try again.",
    broken: "The camera does not start. Try once more.",
    selfie: SubjectWords {
        idle: "Start the camera, or upload a selfie",
        live: "Look straight ahead",
        taken: "Whole face, sharp and bright? Use it, or take another",
        shot: "Your selfie",
        hint: face::hint,
    },
    document: SubjectWords {
        idle: "Start the camera, or choose a file",
        live: "Lay the card into the frame",
        taken: "All of it there, and the text sharp? Go on, or take another",
        shot: "The picture that you took",
        hint: |lacks| match Lack::named(lacks) {
            Some(Lack::Card) => Hint::mend("Fit it into the frame", "Hold the card level, so that it fills the frame."),
            Some(Lack::Flaw(Flaw::Dark)) => Hint::mend("More light", "It is too dark. Turn on a light."),
            Some(Lack::Flaw(Flaw::Bright)) => Hint::mend("Less light", "It is too bright. Move away from the lamp."),
            Some(Lack::Flaw(Flaw::Glare)) => {
                Hint::mend("Tilt it: light glares", "Light glares on it. Tilt it a little.")
            }
            Some(Lack::Flaw(Flaw::CutOff)) => Hint::mend("Show all four corners", "A part is cut off. Move it back."),
            Some(Lack::Flaw(Flaw::Far | Flaw::Small)) => Hint::mend("Closer", "It is far away. Bring it closer."),
            Some(Lack::Flaw(Flaw::Blurred)) => Hint::mend("Hold still", "The picture is blurred. Hold still."),
            None => Hint::good("Good. Hold still", "Good. Hold still."),
        },
    },
};
