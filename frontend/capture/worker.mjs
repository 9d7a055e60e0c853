// The capture worker: a picture comes in, and what was made of it goes out; an answer without a picture says that it
// cannot be read.
import init, { prepare } from "./plusone_capture.js";

const ready = init({ module_or_path: new URL(CAPTURE_WASM, import.meta.url) });

self.onmessage = async ({ data: file }) => {
  try {
    await ready;
    self.postMessage(await prepare(file));
  } catch {
    self.postMessage({});
  }
};
