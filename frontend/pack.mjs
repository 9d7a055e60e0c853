// node pack.mjs dev|release SITE: finishes a site folder whose pkg/ holds plusone.js, plusone_bg.wasm, plusone.css and
// what wasm-split made, and adds the model of faces. Writes assets.json, from which the server learns the names; a release gets hashed names and
// compressed twins.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [mode, site] = process.argv.slice(2);
const pkg = join(site, "pkg");
const compressible = new Set([".bin", ".css", ".html", ".ico", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);
const assets = { js: "plusone.js", wasm: "plusone_bg.wasm", css: "plusone.css", capture: "capture.js", parts: {} };
// The capture worker's.
let worker = "plusone_capture_bg.wasm";
// By which it finds faces: fetched when one is looked for first.
let faces = "faces.bin";
// It fetches the parts of the wasm besides the first.
const loader = join(pkg, "__wasm_split.js");

const hashOf = (data) => createHash("sha256").update(data).digest("hex").slice(0, 16);
const brotli = (data) =>
  brotliCompressSync(data, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
  });

// A part is a file of its own, and the files that it shares with other parts.
function findParts() {
  const text = readFileSync(loader, "utf8");
  for (const [, part, own, shared] of text.matchAll(/ __wasm_split_load_(\w+) = .*?"\.\/(\w+\.wasm)".*?, \[(.*?)\]/gs)) {
    assets.parts[part] = [own, ...Array.from(shared.matchAll(/chunk_\d+/g), ([chunk]) => `${chunk}.wasm`)];
  }
  const found = new Set([assets.wasm, worker, ...Object.values(assets.parts).flat()]);
  const made = readdirSync(pkg).filter((file) => extname(file) === ".wasm");
  if (made.length !== found.size || !made.every((file) => found.has(file))) throw new Error(`${loader} does not name ${made}`);
}

// Bundling pulls in the loader, once a part, and wasm-bindgen's snippets, whose own file names carry no hash of what
// they hold.
async function shrinkScript() {
  const file = join(pkg, assets.js);
  const logOverride = { "duplicate-object-key": "silent" };
  await build({ entryPoints: [file], outfile: file, allowOverwrite: true, bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logOverride });
  for (const bundled of [join(pkg, "snippets"), loader]) rmSync(bundled, { recursive: true, force: true });
}

// The model lies in the crate that reads it, with its licence, which goes wherever it goes.
function addFaces() {
  const metadata = ["metadata", "--format-version=1", "--filter-platform", "wasm32-unknown-unknown"];
  const { packages } = JSON.parse(execFileSync("cargo", metadata, { encoding: "utf8", maxBuffer: 1 << 28 }));
  const crate = dirname(packages.find(({ name }) => name === "rustface").manifest_path);
  copyFileSync(join(crate, "model", "seeta_fd_frontal_v1.0.bin"), join(pkg, faces));
  copyFileSync(join(crate, "LICENSE"), join(pkg, "faces.LICENSE.txt"));
}

// One file: the worker's entry with what wasm-bindgen made, and the name of its wasm within.
async function makeWorker() {
  const [entry, outfile] = ["worker.mjs", assets.capture].map((file) => join(pkg, file));
  const define = { CAPTURE_WASM: JSON.stringify(`./${worker}`), FACES: JSON.stringify(`./${faces}`) };
  await build({ entryPoints: [entry], outfile, bundle: true, minify: mode === "release", format: "esm", target: "es2022", legalComments: "none", define });
  for (const bundled of [entry, join(pkg, "plusone_capture.js")]) rmSync(bundled);
}

function nameByContent(file, stem) {
  const named = `${stem}.${hashOf(readFileSync(join(pkg, file)))}${extname(file)}`;
  renameSync(join(pkg, file), join(pkg, named));
  return named;
}

function namePartsByContent() {
  const named = new Map();
  for (const file of new Set(Object.values(assets.parts).flat())) named.set(file, nameByContent(file, basename(file, ".wasm")));
  writeFileSync(loader, readFileSync(loader, "utf8").replace(/"\.\/(\w+\.wasm)"/g, (_, file) => `"./${named.get(file)}"`));
  for (const [part, files] of Object.entries(assets.parts)) assets.parts[part] = files.map((file) => named.get(file));
}

function compressAll() {
  for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const data = readFileSync(file);
    for (const [ending, packed] of [["br", brotli(data)], ["gz", gzipSync(data, { level: 9 })]]) {
      // A server picks a twin by name alone, so one that is no smaller would only cost.
      if (packed.length < data.length) writeFileSync(`${file}.${ending}`, packed);
    }
  }
}

const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
const sum = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

function printSize(name, files, told = files[0]) {
  const data = files.map((file) => readFileSync(join(pkg, file)));
  const packed = sum(data.map((one) => brotli(one).length));
  console.log(`${name.padEnd(13)}${kB(sum(data.map((one) => one.length)))} kB raw${kB(packed)} kB brotli  ${told}`);
}

function printSizes() {
  for (const kind of ["wasm", "js", "css"]) printSize(kind, [assets[kind]]);
  const parts = Object.entries(assets.parts);
  for (const [part, [own]] of parts) printSize(`+ ${part}`, [own]);
  // Which of them come with a part depends on what the other parts need too.
  const shared = new Set(parts.flatMap(([, [, ...shared]]) => shared));
  printSize("+ shared", [...shared], `${shared.size} files`);
  printSize("capture", [assets.capture, worker], worker);
  printSize("+ faces", [faces]);
}

findParts();
addFaces();
if (mode === "release") [worker, faces] = [nameByContent(worker, "capture"), nameByContent(faces, "faces")];
await makeWorker();
if (mode === "release") {
  namePartsByContent();
  assets.capture = nameByContent(assets.capture, "capture");
  await shrinkScript();
  for (const kind of ["js", "wasm", "css"]) assets[kind] = nameByContent(assets[kind], "plusone");
  compressAll();
  printSizes();
}
const files = [assets.js, assets.wasm, assets.css, assets.capture, worker, faces, ...new Set(Object.values(assets.parts).flat())];
assets.build = hashOf(files.map((name) => readFileSync(join(pkg, name))).map(hashOf).join()).slice(0, 8);
writeFileSync(join(site, "assets.json"), JSON.stringify(assets) + "\n");
