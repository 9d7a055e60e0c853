use crate::words::SelfieWords;

pub(super) const WORDS: SelfieWords = SelfieWords {
    title: "Tómese un selfie",
    lead: "De cara a la luz, sin gafas de sol ni sombrero. Una foto basta.",
    consent_title: "Su cara es un dato biométrico",
    consent_points: [
        ("Qué", "Su selfie se compara con la foto de su identificación, por la forma de su cara."),
        (
            "Por qué",
            "Solo para confirmar que usted es la persona de la identificación, porque las compañías telefónicas \
             preguntan quién compra números +1.",
        ),
        (
            "Quién",
            "Persona, nuestra empresa colaboradora de identidad, hace la comparación. Nadie más recibe las fotos, y \
             nunca se venden.",
        ),
        (
            "Cuánto tiempo",
            "Lo que nos llega se borra en minutos. Persona conserva las fotos según su política, como máximo 3 años.",
        ),
        ("Si dice que no", "Todavía puede comprar números que no necesitan una identidad verificada."),
    ],
    agree: "Acepto el uso de mis datos biométricos",
    upload: "Subir un selfie",
    upload_hint: "¿Sin cámara, o prefiere no usarla? También sirve una foto de su celular o computadora.",
    submit: "Usar foto",
    other_id: "Usar otra identificación",
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
        let on_record = [("2026-11-biometric-2", 0x0bf7_6c70_051a_ad4e)];
        let known = on_record.iter().find(|(version, _)| *version == CONSENT_VERSION);
        let told = format!("{shown:#x} is not what people agreed to under {CONSENT_VERSION}: give it a new version");
        assert_eq!(known.map(|(_, text)| *text), Some(shown), "{told}");
    }
}
