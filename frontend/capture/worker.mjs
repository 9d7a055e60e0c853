// The capture worker: questions come in, `{ ask, what }`, and go out in their order as answers; one without anything
// says that there is none: a file that cannot be read, a frame with nothing in it.
import init, { answer } from "./plusone_capture.js";

let last = init({ module_or_path: new URL(CAPTURE_WASM, import.meta.url) });

self.onmessage = ({ data: { ask, what } }) => {
  last = last.then(() => answer(ask, what)).catch(() => ({})).then((answered) => self.postMessage(answered));
};
