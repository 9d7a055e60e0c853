use capture::Flaw;

use crate::{domain::id_document::IdType, words::DocumentWords};

pub(super) const WORDS: DocumentWords = DocumentWords {
    steps: "Pasos",
    step_names: ["Su identificación", "Su selfie", "Resultado"],
    title: "Suba su identificación",
    lead: "Una foto de su celular sirve. Las cuatro esquinas en la foto, sin reflejos, el texto nítido.",
    last_time: "Por favor, envíe fotos nuevas",
    withdrawn: "Verifique su identidad otra vez",
    withdrawn_text: "Persona retiró la confirmación que había dado de su identidad. Los números que tiene siguen \
                     siendo suyos; para comprar más de Estados Unidos, Canadá y Puerto Rico se pide otra vez.",
    country: "País que la emitió",
    show_types: "Mostrar las de este país",
    id_type: "Tipo de identificación",
    kind: |kind| match kind {
        IdType::Passport => "Pasaporte",
        IdType::DriversLicense => "Licencia de conducir",
        IdType::IdentityCard => "Tarjeta de identidad",
        IdType::PassportCard => "Tarjeta de pasaporte",
        IdType::PermanentResident => "Tarjeta de residente permanente",
        IdType::ResidencePermit => "Permiso de residencia",
    },
    front: "Frente de la identificación",
    front_hint: "El lado que tiene su foto",
    back: "Dorso de la identificación",
    back_hint: "El otro lado de la tarjeta",
    back_if_any: "El otro lado de la tarjeta. Un pasaporte no lo necesita.",
    formats: "JPEG, PNG o WebP, hasta 15 MB",
    unreadable: "Este archivo no es una imagen que su navegador pueda leer. Elija un JPEG, PNG o WebP.",
    looking: "Leyendo la foto…",
    flaw: |flaw| match flaw {
        Flaw::Small => "La foto es pequeña. Tómela de nuevo, o elija el original y no una vista previa.",
        Flaw::Dark => "Está muy oscura. Encienda una luz o acérquese a una ventana y tómela de nuevo.",
        Flaw::Bright => "Está muy clara. Tómela de nuevo lejos de la lámpara.",
        Flaw::Glare => "La tarjeta refleja la luz. Inclínela hasta que desaparezca el brillo y tómela de nuevo.",
        Flaw::CutOff => "Una parte de la tarjeta quedó fuera. Tómela de nuevo con las cuatro esquinas en la foto.",
        Flaw::Far => "La tarjeta está lejos. Acérquese hasta que llene la foto.",
        Flaw::Blurred => "La foto está borrosa. No se mueva, deje que la cámara enfoque y tómela de nuevo.",
    },
    repeated: "Muestra lo mismo que el frente. Voltee la tarjeta y tome el otro lado.",
    preview: |label| format!("Foto elegida: {label}"),
    submit: "Continuar",
    sending: |percent| format!("Enviando, {percent} %"),
    stop: "Detener envío",
    stopped: "Se detuvo el envío. No se guardó nada.",
    safe: "Se cifra al llegar, se envía a Persona y se borra aquí en minutos.",
};
