use crate::words::GateWords;

pub(super) const WORDS: GateWords = GateWords {
    title: "Verifique su identidad",
    lead: "Las compañías telefónicas preguntan quién compra números +1. Usted hace esto una vez; toma unos dos \
           minutos.",
    lead_service: "Las compañías telefónicas preguntan quién solicita. Usted hace esto una vez; toma unos dos minutos.",
    held_until: "Reservado para usted hasta el",
    steps: [
        ("Fotografíe su identificación", "Pasaporte, licencia de conducir o tarjeta de identidad"),
        ("Tómese un selfie", "Con su cámara, o suba una foto"),
        ("Lo compramos por usted", "En cuanto su identidad esté verificada; no hay que oprimir nada más"),
    ],
    step_service: ("La enviamos por usted", "En cuanto su identidad esté verificada; no hay que oprimir nada más"),
    data_short: "Sus fotos van a Persona, nuestra empresa colaboradora de identidad. Lo que nos llega se borra en \
                 minutos.",
    data: "Qué pasa con mis datos",
    data_points: [
        "Persona compara su selfie con su identificación, solo para confirmar que usted es la persona que aparece en \
         ella.",
        "Lo que nos llega se cifra al llegar y se borra en cuanto Persona lo tiene.",
        "Persona conserva las fotos según su propia política, como máximo 3 años. Usted puede pedir que se borren \
         antes.",
        "Nosotros guardamos el resultado, no las fotos. Nadie más recibe ni lo uno ni lo otro.",
    ],
    start: "Comenzar verificación",
    not_now: "Ahora no",
};
