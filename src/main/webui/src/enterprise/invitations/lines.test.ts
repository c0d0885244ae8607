import { expect, test } from "vitest";
import { decoded, entriesOf, formOf, onePerLine, parted } from "./lines";

test("a list whose first line names the column email is CSV", () => {
  expect(formOf("\uFEFFName;E-Mail;Email\n")).toBe("csv");
  expect(formOf("ada@acme.example, grace@acme.example")).toBe("text");
});

test("pasted addresses come into lines of their own", () => {
  expect(onePerLine("ada@a.example;  Grace <g@a.example>,\r\n\r\nlinus@a.example")).toBe(
    "ada@a.example\nGrace <g@a.example>\nlinus@a.example",
  );
});

test("a quoted line break does not end a record, and lines are counted as they stand", () => {
  const list = 'email,name\na@x.example,"two\nlines"\nb@x.example,B\n';

  expect(entriesOf(list)).toEqual([
    { line: 2, text: 'a@x.example,"two\nlines"' },
    { line: 4, text: "b@x.example,B" },
  ]);
});

test("wrong lines are set aside, and the header stays", () => {
  expect(parted("email\na@x.example\nnonsense\nb@x.example", new Set([3]))).toEqual({
    kept: "email\na@x.example\nb@x.example",
    taken: "nonsense",
  });
});

test("ten thousand lines are parted at once", () => {
  const list = Array.from({ length: 10_000 }, (_, i) => `p${i}@x.example`).join("\n");
  const out = new Set(Array.from({ length: 5_000 }, (_, i) => 2 * i + 1));

  expect(entriesOf(parted(list, out).kept)).toHaveLength(5_000);
});

test("files of spreadsheets are read whatever their encoding", () => {
  expect(decoded(new Uint8Array([0xcd, 0xf5]).buffer, true)).toBe("王");
  expect(decoded(new Uint8Array([0xe9]).buffer, false)).toBe("é");
});
