// The capture worker: questions come in, `{ ask, what }`, and go out in their order as answers; one without anything
// says that there is none: a file that cannot be read, a frame with nothing in it.
import init, { answer, learn_faces } from "./plusone_capture.js";

let last = init({ module_or_path: new URL(CAPTURE_WASM, import.meta.url) });
let faces;

// The model of faces is fetched when one is looked for first, and again a while after it could not be had. Nobody waits
// for it.
async function fetchFaces() {
  try {
    const response = await fetch(new URL(FACES, import.meta.url));
    learn_faces(response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined);
    if (response.ok) return;
  } catch {
    learn_faces(undefined);
  }
  setTimeout(() => (faces = undefined), 10_000);
}

self.onmessage = ({ data: { ask, what } }) => {
  if (ask.startsWith("face")) faces ??= last.then(fetchFaces);
  last = last.then(() => answer(ask, what)).catch(() => ({})).then((answered) => self.postMessage(answered));
};
