import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { STEPS } from "./steps";

/** Where steps are written, seen from this project. */
const SOURCES = ["../java", "../../../tenant-provisioning/src/main/java"];

test("every step of an operation has words", () => {
  const names = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".java"))
      .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
      .filter((source) => /(implements|extends) \w*Step</.test(source))
      .map((source) => /String NAME = "([a-z-]+)"/.exec(source)?.[1] ?? ""),
  ).filter((name) => name !== "");

  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !STEPS.includes(name))).toEqual([]);
});
