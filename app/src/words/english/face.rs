use capture::FaceHint;

use crate::words::Hint;

/// What to do about what a frame lacks of a face, by its name; it may be taken where it lacks nothing.
pub(super) fn hint(lacks: &str) -> Hint {
    let Some(hint) = FaceHint::named(lacks) else { return Hint::good("Good, hold still", "Good. Hold still.") };
    let (shown, spoken) = match hint {
        FaceHint::Loading => ("Getting ready to see your face", "Getting ready to see your face."),
        FaceHint::Unseen => (
            "No hints here: look straight ahead, and take the photo yourself",
            "No hints here: look straight ahead, and take the photo yourself.",
        ),
        FaceHint::NoFace => (
            "Put your face in the oval",
            "No face is seen. Hold the camera at the height of your eyes, before your face.",
        ),
        FaceHint::Several => {
            ("One person only, please", "More than one face is seen. Only you should be in the picture.")
        }
        FaceHint::Dark => ("More light, please", "It is too dark. Turn to a window, or switch on a lamp."),
        FaceHint::Bright => ("Less light, please", "It is too bright. Turn away from the lamp or the sun."),
        FaceHint::Far => ("Come closer", "Come closer to the camera."),
        FaceHint::Close => ("Move back a little", "You are too close. Move back a little from the camera."),
        FaceHint::CutOff => {
            ("Your whole face, please", "The edge of the picture cuts your face. Move it to the middle.")
        }
        FaceHint::AsideRight => ("A little to your left", "Move your head a little to your left."),
        FaceHint::AsideLeft => ("A little to your right", "Move your head a little to your right."),
        FaceHint::High => {
            ("A little lower", "Your face is too high in the picture. Raise the camera, or lower your head.")
        }
        FaceHint::Low => {
            ("A little higher", "Your face is too low in the picture. Lower the camera, or raise your head.")
        }
        FaceHint::Blurred => (
            "Blurred: hold still, wipe the lens",
            "The picture is blurred. Hold still, and wipe the lens if that does not help.",
        ),
        FaceHint::HoldStill => ("Hold still", "Hold still."),
        FaceHint::LookAhead => ("Look at the camera", "Look straight at the camera again."),
        FaceHint::TurnLeft => ("Turn your head to your left", "Turn your head slowly to your left."),
        FaceHint::TurnRight => ("Turn your head to your right", "Turn your head slowly to your right."),
    };
    Hint::mend(shown, spoken)
}
