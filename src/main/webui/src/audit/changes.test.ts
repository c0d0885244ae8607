import { expect, test } from "vitest";
import { changesOf } from "./changes";

test("tells field by field what was there before and after, in the depth, too", () => {
  const changes = changesOf(
    { role: "member", domains: ["a.example"], rules: [{ value: "x" }], kept: true, gone: null },
    { role: "enterprise_admin", domains: [], rules: [{ value: "x" }, { value: "y" }], kept: true },
  );

  expect(changes).toEqual([
    { path: "role", before: "member", after: "enterprise_admin" },
    { path: "domains", before: "a.example", after: null },
    { path: "rules[0].value", before: "x", after: "x" },
    { path: "kept", before: "true", after: "true" },
    { path: "rules[1].value", before: null, after: "y" },
  ]);
});

test("of an entry that says nothing there is nothing", () => {
  expect(changesOf(null, null)).toEqual([]);
});
