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
        (
            "How long",
            "What reaches us is deleted within minutes. Persona keeps them as its policy says, at most 3 years.",
        ),
        ("If you say no", "You can still buy numbers that need no verified identity."),
    ],
    agree: "I agree to the use of my biometric data",
    upload: "Upload a selfie",
    upload_hint: "No camera, or rather not? A picture from your phone or computer works as well.",
    submit: "Use photo",
    other_id: "Use another ID",
};

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
        let on_record =
            [("2026-11-biometric-1", 0x29cf_dbbf_18db_7984), ("2026-11-biometric-2", 0x957d_93bd_d22d_c683)];
        let known = on_record.iter().find(|(version, _)| *version == CONSENT_VERSION);
        let told = format!("{shown:#x} is not what people agreed to under {CONSENT_VERSION}: give it a new version");
        assert_eq!(known.map(|(_, text)| *text), Some(shown), "{told}");
    }
}
