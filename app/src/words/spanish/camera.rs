use crate::words::CameraWords;

pub(super) const WORDS: CameraWords = CameraWords {
    plate: "Cámara",
    start: "Encender cámara",
    take: "Tomar foto",
    retake: "Repetir",
    idle: "Encienda la cámara o suba un selfie",
    opening: "Permita la cámara en su navegador",
    live: "Mire de frente",
    taken: "¿Cara completa, nítida y con luz? Use la foto o tome otra",
    paused: "La cámara está apagada. Enciéndala otra vez cuando quiera seguir",
    refused: "Su navegador no nos deja usar la cámara. Permítala en la barra de direcciones, o mejor suba un selfie.",
    missing: "No se encontró ninguna cámara. Conecte una y enciéndala otra vez, o mejor suba un selfie.",
    busy: "Otra aplicación está usando la cámara. Ciérrela y encienda la cámara otra vez, o mejor suba un selfie.",
    insecure: "La cámara funciona solo con una conexión segura. Mejor suba un selfie abajo.",
    broken: "La cámara no enciende. Pruebe una vez más, o mejor suba un selfie.",
};
