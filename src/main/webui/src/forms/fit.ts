import type { FormRule } from "antd";
import { defineTexts, useLanguage } from "@/texts/texts";

const texts = defineTexts(
  "fit",
  {
    long: "At most {{most}} characters; these are {{length}}.",
    broken: "Character {{at}} is broken and cannot be kept. Take it out.",
    unseen: "Character {{at}} cannot be seen (a control character). Take it out.",
    between: "A whole number from {{least}} to {{most}}.",
  },
  {
    long: "最多 {{most}} 个字符，现有 {{length}} 个。",
    broken: "第 {{at}} 个字符已损坏，无法保存，请删去。",
    unseen: "第 {{at}} 个字符是不可见的控制字符，请删去。",
    between: "请输入 {{least}} 到 {{most}} 之间的整数。",
  },
);

/** What the API takes of a number. */
export interface Range {
  least?: number;
  most?: number;
}

/**
 * What a text is: a line or several, in which nothing is unseen; or a secret, which may be anything
 * that can be written down.
 */
export type Kind = "line" | "lines" | "secret";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = { line: /[\0-\x1f\x7f]/, lines: /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/ };
const BROKEN = /\p{Surrogate}/u;

/** What is wrong with a text, if anything is. Space around it does not count: forms leave it out. */
export type Wrong = "long" | "broken" | "unseen";

export function wrongWith(
  text: string,
  kind: Kind,
  most = Number.POSITIVE_INFINITY,
): { is: Wrong; at: number } | null {
  const broken = text.search(BROKEN);
  if (broken >= 0) {
    return { is: "broken", at: broken };
  }
  const judged = kind === "secret" ? text : text.trim();
  const unseen = kind === "secret" ? -1 : judged.search(UNSEEN[kind]);
  if (unseen >= 0) {
    return { is: "unseen", at: unseen + text.indexOf(judged) };
  }
  return judged.length > most ? { is: "long", at: most } : null;
}

/** Writes a number; not by the formats of all else, which the first screens do not need. */
function useNumber(): (value: number) => string {
  const language = useLanguage();
  return (value) => value.toLocaleString(language);
}

/** Says in words what is wrong with a text; null if nothing is. */
export function useWrong(): (text: string, kind: Kind, most?: number) => string | null {
  const t = texts.use();
  const number = useNumber();
  return (text, kind, most) => {
    const wrong = wrongWith(text, kind, most);
    return wrong === null
      ? null
      : t(wrong.is, {
          at: number(wrong.at + 1),
          most: number(most ?? 0),
          length: number(text.trim().length),
        });
  };
}

interface Fit extends Record<Kind, (most?: number, needed?: string) => FormRule[]> {
  number: (range: Range, needed?: "needed") => FormRule[];
}

/**
 * Rules of fields: what the API takes, said before it is sent. Nothing is cut off on the way into a
 * field, as browsers do with what is pasted into one with a `maxLength`.
 */
export function useFit(): Fit {
  const t = texts.use();
  const number = useNumber();
  const wrong = useWrong();
  const text =
    (kind: Kind): Fit[Kind] =>
    (most, needed) => [
      ...(needed === undefined
        ? []
        : [{ required: true, whitespace: kind !== "secret", message: needed }]),
      {
        validator: async (_, value: unknown) => {
          const said = typeof value === "string" ? wrong(value, kind, most) : null;
          if (said !== null) {
            throw new Error(said);
          }
        },
      },
    ];
  return {
    line: text("line"),
    lines: text("lines"),
    secret: text("secret"),
    number: ({ least = 0, most = Number.MAX_SAFE_INTEGER }, needed) => {
      const message = t("between", { least: number(least), most: number(most) });
      return [
        ...(needed === undefined ? [] : [{ required: true, message }]),
        {
          validator: async (_, value: unknown) => {
            if (typeof value === "number" && !(value >= least && value <= most)) {
              throw new Error(message);
            }
          },
        },
      ];
    },
  };
}
