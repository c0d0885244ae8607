// Compresses what the build made, once and as well as it can be, so that no server has to; and checks how
// much of it a browser loads first: a screen that pulls half of the console in is noticed at once.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** kB of compressed JavaScript at most, by the screen that is opened first; by gzip, the longer of the two. */
const MOST = { SignInScreen: 260, OnboardingScreen: 330 };
const START = ["index", "start"];
const IMPORTED = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g;
const TEXTS = /\.(?:js|css|svg|json|webmanifest)$/;
const WORTH_IT = 1024;

const root = process.argv[2];
const assets = join(root, "assets");
const sources = new Map();
const sizes = new Map();
for (const folder of [root, assets]) {
  for (const file of readdirSync(folder).filter((name) => TEXTS.test(name))) {
    const contents = readFileSync(join(folder, file));
    const gzip = gzipSync(contents, { level: constants.Z_BEST_COMPRESSION });
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
    const brotli = brotliCompressSync(contents, { params });
    if (contents.length >= WORTH_IT) {
      writeFileSync(join(folder, `${file}.gz`), gzip);
      writeFileSync(join(folder, `${file}.br`), brotli);
    }
    if (folder === assets && file.endsWith(".js")) {
      sources.set(file, contents.toString());
      sizes.set(file, { gzip: gzip.length, brotli: brotli.length });
    }
  }
}

/** A file and all that it imports before it runs. */
function loadedBy(file, loaded) {
  if (sources.has(file) && !loaded.has(file)) {
    loaded.add(file);
    for (const [, imported] of sources.get(file).matchAll(IMPORTED)) {
      loadedBy(imported, loaded);
    }
  }
  return loaded;
}

/** All that is loaded when a screen is what a browser opens first. */
function firstLoad(screen) {
  const loaded = new Set();
  for (const name of [...START, screen]) {
    const files = [...sources.keys()].filter((file) => file.startsWith(`${name}-`));
    if (files.length === 0) {
      throw new Error(`the build made no ${name}`);
    }
    for (const file of files) {
      loadedBy(file, loaded);
    }
  }
  return [...loaded];
}

for (const [screen, most] of Object.entries(MOST)) {
  const files = firstLoad(screen);
  const kB = (encoding) => files.reduce((sum, file) => sum + sizes.get(file)[encoding], 0) / 1000;
  const found = `${kB("gzip").toFixed(1)} kB by gzip, ${kB("brotli").toFixed(1)} kB by brotli`;
  process.stdout.write(`console: ${screen} loads ${found}; ${most} at most\n`);
  if (kB("gzip") > most) {
    process.exitCode = 1;
  }
}
