use crate::{domain::verification::Pose, words::SelfieWords};

pub(super) const WORDS: SelfieWords = SelfieWords {
    title: "Tómese un selfie",
    lead: "De cara a la luz, sin gafas de sol ni sombrero.",
    consent_title: "Su cara es un dato biométrico",
    consent_points: [
        (
            "Qué",
            "La forma de su cara: Persona la mide en su selfie y en la foto de su identificación, y compara las dos.",
        ),
        (
            "Por qué",
            "Solo para confirmar que usted es la persona de la identificación, porque las compañías telefónicas \
             preguntan quién compra números +1. Para nada más.",
        ),
        (
            "Quién",
            "Persona, nuestra empresa colaboradora de identidad, las toma, conserva y compara para nosotros. Nadie \
             más las recibe, y nunca se venden.",
        ),
        (
            "Cuánto tiempo",
            "Lo que nos llega se borra en minutos. Persona borra las fotos y las medidas cuando hayan cumplido ese \
             propósito, a más tardar 3 años después de su último trato con nosotros.",
        ),
        ("Retirarlo", "En cualquier momento, en la página de su cuenta: entonces hacemos que Persona las borre."),
        (
            "Si dice que no",
            "No se toma ni se mide nada de su cara, y lo que está reservado para usted sigue reservado hasta que se \
             acabe su tiempo. Donde usted nos envía las fotos, puede bastar su identificación: una persona decide. \
             Los números que no necesitan una identidad verificada siguen disponibles para usted.",
        ),
    ],
    agree: "Acepto el uso de mis datos biométricos",
    upload_hint: "¿Sin cámara, o prefiere no usarla? También sirve una foto de su celular o computadora.",
    submit: "Usar foto",
    other_id: "Usar otra identificación",
    without_title: "¿Prefiere seguir sin selfie?",
    without_text: "Entonces alguien de Persona o de PlusOne revisa solo su identificación, y tal vez pida algo más. \
                   Puede tomar días; mientras tanto, lo que está reservado para usted sigue reservado y su tiempo no \
                   corre.",
    without: "Seguir sin selfie",
    alone_text: "Usted sigue sin selfie: alguien revisa solo su identificación, y puede tomar días. Su \
                 identificación todavía no se ha enviado, así que puede cambiar de idea.",
    reconsider: "Tomarme un selfie de todos modos",
    turned: |pose| match pose {
        Pose::Center => "Subir un selfie",
        Pose::Left => "Subir un selfie con la cabeza girada a su izquierda",
        Pose::Right => "Subir un selfie con la cabeza girada a su derecha",
    },
    by_itself: "Tomar la foto automáticamente cuando la cara esté bien",
    plate: "Cámara para su selfie",
    pose,
};

fn pose(at: usize, of: usize, pose: Pose) -> String {
    let turned = match pose {
        Pose::Center => "mire de frente",
        Pose::Left => "gire la cabeza a su izquierda",
        Pose::Right => "gire la cabeza a su derecha",
    };
    format!("Foto {at} de {of}: {turned}")
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
            [("2026-11-biometric-2", 0x0bf7_6c70_051a_ad4e), ("2026-11-biometric-3", 0x9d87_49fe_895e_bccd)];
        let known = on_record.iter().find(|(version, _)| *version == CONSENT_VERSION);
        let told = format!("{shown:#x} is not what people agreed to under {CONSENT_VERSION}: give it a new version");
        assert_eq!(known.map(|(_, text)| *text), Some(shown), "{told}");
    }
}
