// node pack.mjs dev|release SITE: finishes a site folder whose pkg/ holds plusone.js, plusone_bg.wasm and plusone.css.
// Writes assets.json, from which the server learns the names; a release gets hashed names and compressed twins.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [mode, site] = process.argv.slice(2);
const pkg = join(site, "pkg");
const compressible = new Set([".css", ".html", ".ico", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);
const assets = { js: "plusone.js", wasm: "plusone_bg.wasm", css: "plusone.css" };

const hashOf = (data) => createHash("sha256").update(data).digest("hex").slice(0, 16);
const brotli = (data) =>
  brotliCompressSync(data, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
  });

// Bundling pulls in wasm-bindgen's snippets, whose own file names carry no hash of what they hold.
async function shrinkScript() {
  const file = join(pkg, assets.js);
  await build({ entryPoints: [file], outfile: file, allowOverwrite: true, bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none" });
  rmSync(join(pkg, "snippets"), { recursive: true, force: true });
}

function nameByContent(kind) {
  const named = `plusone.${hashOf(readFileSync(join(pkg, assets[kind])))}.${kind}`;
  renameSync(join(pkg, assets[kind]), join(pkg, named));
  assets[kind] = named;
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

function printSizes() {
  for (const kind of ["wasm", "js", "css"]) {
    const data = readFileSync(join(pkg, assets[kind]));
    const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
    console.log(`${kind.padEnd(5)}${kB(data.length)} kB raw${kB(brotli(data).length)} kB brotli  ${assets[kind]}`);
  }
}

if (mode === "release") {
  await shrinkScript();
  for (const kind of Object.keys(assets)) nameByContent(kind);
  compressAll();
  printSizes();
}
assets.build = hashOf(Object.values(assets).map((name) => readFileSync(join(pkg, name))).map(hashOf).join()).slice(0, 8);
writeFileSync(join(site, "assets.json"), JSON.stringify(assets) + "\n");
