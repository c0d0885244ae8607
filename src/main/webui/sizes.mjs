// How much compressed JavaScript a browser loads first, checked by the build: a screen that pulls half
// of the console in is noticed at once. Limits in kB of gzip; they may go down, not up.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

// To be reached: 260 for signing in, 330 for the wizard.
const MOST = { SignInScreen: 370, OnboardingScreen: 390 };
const START = ["index", "start"];
const IMPORTED = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g;

const folder = join(process.argv[2], "assets");
const sources = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".js"))
    .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
);

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

let failed = false;
for (const [screen, most] of Object.entries(MOST)) {
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
  const bytes = [...loaded].reduce((sum, file) => sum + gzipSync(sources.get(file)).length, 0);
  if (bytes > most * 1000) {
    process.stderr.write(`${screen} loads ${Math.round(bytes / 1000)} kB; ${most} at most\n`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
