import { describe, expect, test } from "vitest";
import { GARBAGE, ODD } from "@/testing/garbage";
import { wrongWith } from "./fit";
import { SLUG_PATTERN, slugOf } from "./slug";

const SHORT = 20;

describe("what is wrong with a text", () => {
  test.each([
    ["a line takes what people write", "line", "  שלום 👩🏽‍🚀 O'Neil ", null],
    ["markup is a text like another", "line", "<b>&amp;</b>", null],
    ["a line has no line breaks in it", "line", "a\nb", { is: "unseen", at: 1 }],
    ["but around it", "line", "ab\r\n", null],
    ["several lines have them", "lines", "a\r\n\tb", null],
    ["nobody sees what is neither", "lines", "a\nb\0", { is: "unseen", at: 3 }],
    ["it is found behind space", "line", "  a\u0007", { is: "unseen", at: 3 }],
    ["half a character cannot be kept", "line", "ab\ud83e", { is: "broken", at: 2 }],
    ["nor in a secret", "secret", "\udc00ab", { is: "broken", at: 0 }],
    ["which may hold anything else", "secret", "a\tb\u0001", null],
    ["as many as fit", "line", "x".repeat(20), null],
    ["one more", "line", "x".repeat(21), { is: "long", at: 20 }],
    ["space around it does not count", "line", `  ${"x".repeat(20)}  `, null],
    ["it does in a secret", "secret", `${"x".repeat(20)} `, { is: "long", at: 20 }],
  ] as const)("%s", (_, kind, text, wrong) => {
    expect(wrongWith(text, kind, SHORT)).toEqual(wrong);
  });

  test("nothing that is pasted is both taken and impossible to send", () => {
    for (const text of [...Object.values(GARBAGE), ODD]) {
      const taken = wrongWith(text, "line", 1000) === null;
      expect(taken && /\p{Surrogate}|\p{Cc}/u.test(text)).toBe(false);
    }
  });
});

test("a slug is made of anything, or of nothing", () => {
  expect(slugOf("Müller & Søn GmbH")).toMatch(SLUG_PATTERN);
  for (const text of [...Object.values(GARBAGE), ODD]) {
    const slug = slugOf(text);
    expect(slug === "" || SLUG_PATTERN.test(slug) || slug.length === 1).toBe(true);
  }
});
