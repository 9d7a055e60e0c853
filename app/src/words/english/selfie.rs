use crate::{domain::verification::Pose, words::SelfieWords};

pub(super) const WORDS: SelfieWords = SelfieWords {
    title: "Take a selfie",
    lead: "Face the light, no sunglasses or hat.",
    consent_title: "Your face is biometric data",
    consent_points: [
        (
            "What",
            "The shape of your face: Persona measures it in your selfie and in the picture on your ID, and compares \
             the two.",
        ),
        (
            "Why",
            "Only to confirm that you are the person on the ID, because carriers ask who buys +1 numbers. For nothing \
             else.",
        ),
        (
            "Who",
            "Persona, our identity partner, takes, keeps and compares them for us. Nobody else gets them, and they \
             are never sold.",
        ),
        (
            "How long",
            "What reaches us is deleted within minutes. Persona deletes pictures and measures when they have served \
             that purpose, at the latest 3 years after you last dealt with us.",
        ),
        ("Taking it back", "At any time, on your account page: then we have Persona delete them."),
        (
            "If you say no",
            "Nothing of your face is taken or measured, and what is held for you stays held until its time runs out. \
             Where you send pictures to us, your ID alone may do: a person decides. Numbers that need no verified \
             identity stay open to you.",
        ),
    ],
    agree: "I agree to the use of my biometric data",
    upload_hint: "No camera, or rather not? A picture from your phone or computer works as well.",
    submit: "Use photo",
    other_id: "Use another ID",
    without_title: "Rather without a selfie?",
    without_text: "Then a person at Persona or at PlusOne looks at your ID alone, and may ask for more. That can take \
                   days; what is held for you stays held meanwhile, and its time stands still.",
    without: "Go on without a selfie",
    alone_text: "You go on without a selfie: a person looks at your ID alone, which may take days. Your ID has not \
                 been sent yet, so you can still change your mind.",
    reconsider: "Take a selfie after all",
    turned: |pose| match pose {
        Pose::Center => "Upload a selfie",
        Pose::Left => "Upload a selfie turned to your left",
        Pose::Right => "Upload a selfie turned to your right",
    },
    by_itself: "Take the photo by itself once your face is right",
    plate: "Camera for your selfie",
    pose,
};

fn pose(at: usize, of: usize, pose: Pose) -> String {
    let turned = match pose {
        Pose::Center => "look straight ahead",
        Pose::Left => "turn your head to your left",
        Pose::Right => "turn your head to your right",
    };
    format!("Picture {at} of {of}: {turned}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::CONSENT_VERSION;

    /// FNV-1a, 64 bits: nobody attacks it, and it needs no library.
    fn hash(texts: impl Iterator<Item = &'static str>) -> u64 {
        let bytes = texts.flat_map(|text| text.bytes().chain([0]));
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    #[test]
    fn a_consent_text_has_one_version() {
        let points = WORDS.consent_points.into_iter().flat_map(|(question, answer)| [question, answer]);
        let shown = hash([WORDS.consent_title, WORDS.agree].into_iter().chain(points));
        let on_record = [
            ("2026-11-biometric-1", 0x29cf_dbbf_18db_7984),
            ("2026-11-biometric-2", 0x957d_93bd_d22d_c683),
            ("2026-11-biometric-3", 0xbbc7_a243_582f_49f8),
        ];
        let known = on_record.iter().find(|(version, _)| *version == CONSENT_VERSION);
        let told = format!("{shown:#x} is not what people agreed to under {CONSENT_VERSION}: give it a new version");
        assert_eq!(known.map(|(_, text)| *text), Some(shown), "{told}");
    }
}
