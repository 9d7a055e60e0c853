use crate::{domain::verification::Pose, words::SelfieWords};

pub(super) const WORDS: SelfieWords = SelfieWords {
    title: "Prenez un égoportrait",
    lead: "Face à la lumière, sans lunettes de soleil ni chapeau.",
    consent_title: "Votre visage est une donnée biométrique",
    consent_points: [
        (
            "Quoi",
            "La forme de votre visage : Persona la mesure dans votre égoportrait et sur la photo de votre pièce \
             d'identité, et compare les deux.",
        ),
        (
            "Pourquoi",
            "Seulement pour confirmer que vous êtes la personne qui figure sur la pièce d'identité, parce que les \
             opérateurs demandent qui achète des numéros +1. Pour rien d'autre.",
        ),
        (
            "Qui",
            "Persona, notre partenaire d'identité, les recueille, les garde et les compare pour nous. Personne \
             d'autre ne les reçoit, et ils ne sont jamais vendus.",
        ),
        (
            "Combien de temps",
            "Ce qui nous parvient est supprimé en quelques minutes. Persona supprime images et mesures une fois ce \
             but atteint, au plus tard 3 ans après votre dernier échange avec nous.",
        ),
        (
            "Revenir sur votre accord",
            "À tout moment, sur la page de votre compte : nous les faisons alors supprimer par Persona.",
        ),
        (
            "Si vous refusez",
            "Rien de votre visage n'est recueilli ni mesuré, et ce qui est gardé pour vous le reste jusqu'à son \
             échéance. Là où vous nous envoyez les images, votre pièce seule peut suffire : une personne décide. Les \
             numéros qui n'exigent pas d'identité vérifiée vous restent ouverts.",
        ),
    ],
    agree: "J'accepte l'utilisation de mes données biométriques",
    upload_hint: "Pas de caméra, ou vous préférez vous en passer ? Une image de votre téléphone ou de votre \
                  ordinateur convient aussi.",
    submit: "Utiliser la photo",
    other_id: "Utiliser une autre pièce",
    without_title: "Vous préférez continuer sans égoportrait ?",
    without_text: "Quelqu'un chez Persona ou PlusOne examine alors votre pièce seule, et demandera peut-être \
                   autre chose. Cela peut prendre des jours ; d'ici là, ce qui est gardé pour vous le reste, et le \
                   délai ne court pas.",
    without: "Continuer sans égoportrait",
    alone_text: "Vous continuez sans égoportrait : quelqu'un examine votre pièce seule, ce qui peut prendre des \
                 jours. Votre pièce n'a pas encore été envoyée ; vous pouvez donc changer d'avis.",
    reconsider: "Prendre un égoportrait quand même",
    turned: |pose| match pose {
        Pose::Center => "Téléverser un égoportrait",
        Pose::Left => "Téléverser un égoportrait, tête tournée vers votre gauche",
        Pose::Right => "Téléverser un égoportrait, tête tournée vers votre droite",
    },
    by_itself: "Prendre la photo automatiquement quand le visage est bien placé",
    plate: "Caméra pour votre égoportrait",
    pose,
};

fn pose(at: usize, of: usize, pose: Pose) -> String {
    let turned = match pose {
        Pose::Center => "regardez droit devant",
        Pose::Left => "tournez la tête vers votre gauche",
        Pose::Right => "tournez la tête vers votre droite",
    };
    format!("Image {at} sur {of} : {turned}")
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
        let on_record =
            [("2026-11-biometric-2", 0x8ae4_dd5a_c300_e064), ("2026-11-biometric-3", 0x3745_cc29_3aab_7e09)];
        let known = on_record.iter().find(|(version, _)| *version == CONSENT_VERSION);
        let told = format!("{shown:#x} is not what people agreed to under {CONSENT_VERSION}: give it a new version");
        assert_eq!(known.map(|(_, text)| *text), Some(shown), "{told}");
    }
}
