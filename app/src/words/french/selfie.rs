use crate::words::SelfieWords;

pub(super) const WORDS: SelfieWords = SelfieWords {
    title: "Prenez un égoportrait",
    lead: "Un selfie face à la lumière, sans lunettes de soleil ni chapeau. Une seule image suffit.",
    consent_title: "Votre visage est une donnée biométrique",
    consent_points: [
        (
            "Quoi",
            "Votre égoportrait est comparé à la photo de votre pièce d'identité, d'après la forme de votre visage.",
        ),
        (
            "Pourquoi",
            "Seulement pour confirmer que vous êtes la personne qui figure sur la pièce d'identité, parce que les \
             opérateurs demandent qui achète des numéros +1.",
        ),
        (
            "Qui",
            "Persona, notre partenaire d'identité, les compare. Personne d'autre ne reçoit les images, et elles ne \
             sont jamais vendues.",
        ),
        (
            "Combien de temps",
            "Ce qui nous parvient est supprimé en quelques minutes. Persona les garde comme le dit sa politique, au \
             plus 3 ans.",
        ),
        ("Si vous refusez", "Vous pouvez encore acheter des numéros qui n'exigent pas d'identité vérifiée."),
    ],
    agree: "J'accepte l'utilisation de mes données biométriques",
    upload: "Téléverser un égoportrait",
    upload_hint: "Pas de caméra, ou vous préférez vous en passer ? Une image de votre téléphone ou de votre \
                  ordinateur convient aussi.",
    submit: "Utiliser la photo",
    other_id: "Utiliser une autre pièce",
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
        let on_record = [("2026-11-biometric-2", 0x8ae4_dd5a_c300_e064)];
        let known = on_record.iter().find(|(version, _)| *version == CONSENT_VERSION);
        let told = format!("{shown:#x} is not what people agreed to under {CONSENT_VERSION}: give it a new version");
        assert_eq!(known.map(|(_, text)| *text), Some(shown), "{told}");
    }
}
