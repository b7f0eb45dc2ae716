// Builds dist/: bundles with the hash of their content in the name, a manifest, and a brotli copy of each beside it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync, readdirSync } from "node:fs";
import { basename, extname } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import "./icons.mjs";

const out = "dist";
mkdirSync(out, { recursive: true });

const common = {
  bundle: true, minify: true, outdir: out, metafile: true, entryNames: "[name]-[hash]", assetNames: "[name]-[hash]",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"], legalComments: "none", logLevel: "warning",
  loader: { ".woff2": "file", ".png": "file" }, preserveSymlinks: true,
};
const results = await Promise.all([
  build({ ...common, format: "esm", entryPoints: ["scripts/app.js", "scripts/map.js", "scripts/staff.js"] }),
  build({ ...common, format: "iife", entryPoints: ["scripts/scheme.js"] }),
  build({ ...common, entryPoints: ["styles/app.css", "styles/map.css", "styles/staff.css"] }),
]);

const manifest = {};
for (const { metafile } of results) {
  for (const path of Object.keys(metafile.outputs)) manifest[basename(path).replace(/-[A-Z0-9]{8}(?=\.)/, "")] = basename(path);
}

for (const name of ["icon.svg", "sample.svg"]) {
  const drawing = readFileSync(name);
  const hash = createHash("sha256").update(drawing).digest("hex").slice(0, 8).toUpperCase();
  manifest[name] = name.replace(".", `-${hash}.`);
  writeFileSync(`${out}/${manifest[name]}`, drawing);
}

for (const name of Object.values(manifest)) {
  if (![".css", ".js", ".svg"].includes(extname(name))) continue;
  const content = readFileSync(`${out}/${name}`);
  writeFileSync(`${out}/${name}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

// What is no longer made goes last, so that a running server never misses a file.
const made = new Set(["manifest.json", ...Object.values(manifest).flatMap((name) => [name, `${name}.br`])]);
for (const name of readdirSync(out)) if (!made.has(name)) rmSync(`${out}/${name}`);

const sorted = Object.fromEntries(Object.entries(manifest).sort());
writeFileSync(`${out}/manifest.json`, `${JSON.stringify(sorted, null, 2)}\n`);
