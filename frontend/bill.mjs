// node bill.mjs WASM_TARGET FILE: writes the bill of materials of a release, CycloneDX 1.6 (ECMA-424): every crate that
// is linked into server or page, and the Node packages that the page went through. The same sources give the same
// bytes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const [wasmTarget, file] = process.argv.slice(2);
const cargo = (...args) => execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 28 });
const hostTarget = /^host: (.*)$/m.exec(execFileSync("rustc", ["-vV"], { encoding: "utf8" }))[1];
const packages = JSON.parse(
  cargo("metadata", "--format-version=1", "--filter-platform", hostTarget, "--filter-platform", wasmTarget),
);
const checksums = new Map(
  [...readFileSync("Cargo.lock", "utf8").matchAll(/^name = "(.*)"\nversion = "(.*)"\nsource = .*\nchecksum = "(.*)"/gm)]
    .map(([, name, version, sum]) => [`${name}@${version}`, sum]),
);

// What is linked: no build scripts, no macros, no tests.
function linked(crate, target) {
  const tree = cargo("tree", "-p", crate, "--target", target, "-e", "normal,no-proc-macro", "--prefix", "none");
  return new Set([...tree.matchAll(/^(\S+) v(\S+)/gm)].map(([, name, version]) => `${name}@${version}`));
}

const inOrder = (texts) => [...texts].sort();
const refOf = (name, version) => `pkg:cargo/${name}@${version}`;
// Older crates write `MIT/Apache-2.0`.
const licences = (expression) => expression && [{ expression: expression.replaceAll("/", " OR ") }];

const rooms = {
  server: linked("plusone", hostTarget),
  page: linked("plusone-page", wasmTarget),
  capture: linked("plusone-capture-worker", wasmTarget),
};
const roomsOf = (key) => Object.keys(rooms).filter((room) => rooms[room].has(key));
const byId = new Map(packages.packages.map((found) => [found.id, found]));
const keyOf = (found) => `${found.name}@${found.version}`;
const crates = packages.packages.filter((found) => roomsOf(keyOf(found)).length > 0);

function crate(found) {
  const sum = checksums.get(keyOf(found));
  return {
    type: "library",
    "bom-ref": refOf(found.name, found.version),
    name: found.name,
    version: found.version,
    description: found.description?.trim().replace(/\s+/g, " "),
    scope: "required",
    hashes: sum && [{ alg: "SHA-256", content: sum }],
    licenses: licences(found.license),
    purl: refOf(found.name, found.version),
    properties: roomsOf(keyOf(found)).map((room) => ({ name: "plusone:linked-into", value: room })),
  };
}

// They made the page and are not in it.
function tools() {
  const lock = JSON.parse(readFileSync("frontend/package-lock.json", "utf8"));
  const installed = Object.entries(lock.packages).filter(([path]) => path && existsSync(`frontend/${path}/package.json`));
  return installed.map(([path, found]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const purl = `pkg:npm/${name.replace("@", "%40")}@${found.version}`;
    const [, sum] = /^sha512-(.*)$/.exec(found.integrity);
    return {
      type: "application",
      "bom-ref": purl,
      name,
      version: found.version,
      scope: "excluded",
      hashes: [{ alg: "SHA-512", content: Buffer.from(sum, "base64").toString("hex") }],
      licenses: licences(found.license),
      purl,
      properties: [{ name: "plusone:tool-of", value: "page" }],
    };
  });
}

function edges(found) {
  const node = packages.resolve.nodes.find((node) => node.id === found.id);
  const used = node.deps.filter((dep) => dep.dep_kinds.some(({ kind }) => kind === null)).map((dep) => byId.get(dep.pkg));
  const refs = used.filter((dep) => crates.includes(dep)).map((dep) => refOf(dep.name, dep.version));
  return { ref: refOf(found.name, found.version), dependsOn: inOrder(new Set(refs)) };
}

function uuidOf(text) {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
  // RFC 9562, version 8: made from the content.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20, 32)].join("-");
}

const store = crates.find((found) => found.name === "plusone");
const epoch = process.env.SOURCE_DATE_EPOCH;
const byRef = (a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1);
const content = {
  version: 1,
  metadata: {
    timestamp: epoch && new Date(Number(epoch) * 1000).toISOString().replace(".000Z", "Z"),
    component: { ...crate(store), type: "application" },
  },
  components: [...crates.filter((found) => found !== store).map(crate), ...tools()].sort(byRef),
  dependencies: crates.map(edges).sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
const head = { bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}` };
writeFileSync(file, JSON.stringify({ ...head, ...content }, null, 1) + "\n");
console.log(`bill of materials: ${content.components.length + 1} parts in ${file}`);
