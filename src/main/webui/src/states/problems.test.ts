import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TITLES } from "./problems.zh-CN";

test("every problem of the API has a Chinese title", () => {
  const source = readFileSync("../java/io/tenantry/problem/ErrorCode.java", "utf8");
  const codes = [...source.matchAll(/^ {4}([A-Z_]+)\(\d+,/gm)].map((match) =>
    (match[1] ?? "").toLowerCase(),
  );

  expect(Object.keys(TITLES).toSorted()).toEqual(codes.toSorted());
});
