use crate::words::CameraWords;

pub(super) const WORDS: CameraWords = CameraWords {
    plate: "Camera",
    start: "Start camera",
    take: "Take photo",
    retake: "Retake",
    idle: "Start the camera, or upload a selfie",
    opening: "Allow the camera in your browser",
    live: "Look straight ahead",
    taken: "Whole face, sharp and bright? Use it, or take another",
    paused: "The camera is off. Start it again when you are ready",
    refused: "Your browser does not let us use the camera. Allow it in the address bar, or upload a selfie instead.",
    missing: "No camera was found. Plug one in and start again, or upload a selfie instead.",
    busy: "Another app is using the camera. Close it and start again, or upload a selfie instead.",
    insecure: "The camera works only over a secure connection. Upload a selfie below instead.",
    broken: "The camera does not start. Try once more, or upload a selfie instead.",
};
