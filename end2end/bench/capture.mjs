// node capture.mjs SITE CARD FACE WARM FRAMES: asks the capture worker of a built site, in Chromium, as the page does, and
// prints as JSON how many milliseconds each of FRAMES frames took, after WARM that are not counted.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "@playwright/test";

const [site, card, face, warm, frames] = process.argv.slice(2);
const { capture } = JSON.parse(await readFile(join(site, "assets.json"), "utf8"));
const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".jpg": "image/jpeg" };
const own = { "/": "<!doctype html><title>bench</title>", "/card.jpg": await readFile(card), "/face.jpg": await readFile(face) };

const server = createServer(async ({ url }, response) => {
  try {
    const body = own[url] ?? (await readFile(join(site, normalize(url))));
    response.writeHead(200, { "content-type": types[extname(url)] ?? "text/html" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const browser = await chromium.launch({ executablePath: process.env.PLUSONE_CHROMIUM, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const measured = await page.evaluate(measure, { worker: `/pkg/${capture}`, warm: Number(warm), frames: Number(frames) });
  process.stdout.write(JSON.stringify(measured));
} finally {
  await browser.close();
  server.close();
}

/** Runs in the page. */
async function measure({ worker: script, warm, frames }) {
  const worker = new Worker(script, { type: "module" });
  const ask = (ask, what) =>
    new Promise((answered, failed) => {
      worker.onmessage = ({ data }) => answered(data);
      worker.onerror = failed;
      worker.postMessage({ ask, what }, [what]);
    });
  const picture = async (url) => createImageBitmap(await (await fetch(url)).blob());
  const times = async (question, url, expected) => {
    const whole = await picture(url);
    const taken = [];
    const deadline = performance.now() + 60_000;
    while (taken.length < warm + frames) {
      const frame = await createImageBitmap(whole);
      const begun = performance.now();
      const answer = await ask(question, frame);
      const took = performance.now() - begun;
      if (answer.lacks === expected) taken.push(took);
      // The model of faces has to come first; any other answer would measure something else.
      else if (performance.now() > deadline) throw new Error(`${question}: ${JSON.stringify(answer)}`);
    }
    return taken.slice(warm);
  };
  return { document: await times("document", "/card.jpg", undefined), face: await times("face", "/face.jpg", undefined) };
}
