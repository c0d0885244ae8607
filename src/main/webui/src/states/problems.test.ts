import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chinese } from "./chinese";
import { FAULTS } from "./faults.zh-CN";
import { PROBLEMS } from "./problems.zh-CN";

const SERVER = "../java/io/tenantry";
const CHINESE = /^[^a-z]*[\u4e00-\u9fff].*[。]$/su;

/** The constants of an enum whose constants are followed by brackets, as the API writes them. */
function codesOf(path: string, argument = ""): string[] {
  const source = readFileSync(path, "utf8");
  return [...source.matchAll(new RegExp(`^ +([A-Z_]+)\\(${argument}`, "gm"))].map((match) =>
    (match[1] ?? "").toLowerCase(),
  );
}

test("every problem of the API has a Chinese title, and a sentence that says what to do", () => {
  const codes = codesOf(`${SERVER}/problem/ErrorCode.java`, "\\d+,");

  expect(Object.keys(PROBLEMS).toSorted()).toEqual(codes.toSorted());
  for (const [code, [title, sentence]] of Object.entries(PROBLEMS)) {
    expect(title, code).toMatch(/[\u4e00-\u9fff]/);
    expect(title, code).not.toMatch(/。$/);
    expect(sentence, code).toMatch(CHINESE);
    expect(sentence, code).not.toBe(`${title}。`);
  }
});

test("reasons that form closed lists are said in Chinese", () => {
  const codes = [
    `${SERVER}/access/signon/SignOnProblems.java`,
    `${SERVER}/access/signon/oidc/ProviderFault.java`,
    "../../../tenant-provisioning/src/main/java/io/tenantry/provisioning/password/PasswordRefusal.java",
  ].flatMap((path) => codesOf(path));

  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !Object.hasOwn(FAULTS, code))).toEqual([]);
});

test("what the rules for values say is said in Chinese, with its numbers", () => {
  const said = (detail: string) => chinese.fault({ detail });

  expect(said("must not be blank")).toBe("不能为空。");
  expect(said("size must be between 0 and 200")).toBe("长度不能超过 200。");
  expect(said("must be less than or equal to 60")).toBe("不能大于 60。");
  expect(said('must match "full|none"')).toBe("格式不正确。");
  expect(said("something new")).toBeUndefined();
  expect(chinese.title("constructor")).toBeUndefined();
});
