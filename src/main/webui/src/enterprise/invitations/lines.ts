/** How a list of people is written: as CSV with a header, or as addresses with anything between. */
export type Form = "csv" | "text";

/** The most people of a list. */
export const MOST = 10_000;

/** A person's part of a list, and the line that it begins in. */
export interface Entry {
  line: number;
  text: string;
}

/** A list whose first line names the column `email` is CSV. */
export function formOf(list: string): Form {
  const header = (list.replace(/^\uFEFF/, "").split(/\r?\n|\r/, 1)[0] ?? "")
    .split(/[,;]/)
    .map((name) => name.trim().toLowerCase());
  return header.includes("email") ? "csv" : "text";
}

/** Addresses as they were pasted, each in a line of its own, so that each line is one person. */
export function onePerLine(list: string): string {
  return list
    .split(/[\r\n,;]+/)
    .map((person) => person.trim())
    .filter((person) => person !== "")
    .join("\n");
}

/** The entries of a list; of CSV without its header. */
export function entriesOf(list: string): Entry[] {
  const entries =
    formOf(list) === "csv"
      ? records(list).slice(1)
      : list.split("\n").map((text, index) => ({ line: index + 1, text }));
  return entries.filter(({ text }) => text.trim() !== "");
}

/** Parts a list into what stays and what is taken out: entries that begin in these lines. */
export function parted(list: string, out: ReadonlySet<number>): { kept: string; taken: string } {
  const entries = entriesOf(list);
  const join = (taken: boolean) =>
    entries
      .filter(({ line }) => out.has(line) === taken)
      .map(({ text }) => text)
      .join("\n");
  const header = formOf(list) === "csv" ? `${records(list)[0]?.text ?? ""}\n` : "";
  return { kept: header + join(false), taken: join(true) };
}

/** Records of CSV: a quoted field may hold line breaks. */
function records(list: string): Entry[] {
  const found: Entry[] = [];
  let line = 1;
  let begun = 1;
  let text = "";
  let quoted = false;
  for (const char of list.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")) {
    if (char === '"') {
      quoted = !quoted;
    }
    if (char === "\n") {
      line++;
      if (!quoted) {
        found.push({ line: begun, text });
        text = "";
        begun = line;
        continue;
      }
    }
    text += char;
  }
  found.push({ line: begun, text });
  return found;
}

/** Reads a file as whatever wrote it may have meant: spreadsheets do not always write UTF-8. */
export function decoded(bytes: ArrayBuffer, chinese: boolean): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder("utf-16le").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(chinese ? "gb18030" : "windows-1252").decode(bytes);
  }
}
