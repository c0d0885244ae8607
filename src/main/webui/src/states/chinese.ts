import type { Fault } from "@/api/schema";
import { FAULTS, RULES } from "./faults.zh-CN";
import { PROBLEMS } from "./problems.zh-CN";

/** What problems say in Chinese; undefined for those that we do not know. */
export const chinese = {
  title: (code: string): string | undefined => known(PROBLEMS, code)?.[0],
  sentence: (code: string): string | undefined => known(PROBLEMS, code)?.[1],
  fault: ({ code, detail }: Pick<Fault, "code" | "detail">): string | undefined =>
    (code == null ? undefined : known(FAULTS, code)) ?? byRule(detail),
};

function known<T>(words: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}

function byRule(detail: string): string | undefined {
  const found = RULES.find(([rule]) => rule.test(detail));
  return found === undefined ? undefined : detail.replace(...found);
}
