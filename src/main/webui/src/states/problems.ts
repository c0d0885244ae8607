import { useEffect, useSyncExternalStore } from "react";
import type { Fault } from "@/api/schema";
import { i18n, type Language, useLanguage } from "@/texts/texts";

// The server says in English what went wrong; other words are loaded for whoever needs them.
export type Words = typeof import("./chinese")["chinese"];

let chinese: Words | null = null;
const listeners = new Set<() => void>();

/** Has the words for problems at hand before there is one: the network may be what fails. */
async function prepare(language: Language): Promise<void> {
  if (language !== "zh-CN" || chinese !== null) {
    return;
  }
  try {
    chinese = (await import("./chinese")).chinese;
  } catch {
    return; // Asked for again with the next change of language or screen.
  }
  for (const listener of listeners) {
    listener();
  }
}

void prepare(i18n.language as Language);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What problems say in the language of the screen; null where the server's own words do. */
export function useWords(): Words | null {
  const language = useLanguage();
  const loaded = useSyncExternalStore(subscribe, () => chinese);
  useEffect(() => void prepare(language), [language]);
  return language === "zh-CN" ? loaded : null;
}

/** What is wrong with a single value, line or part; outside of a component as well. */
export function faultSaid(fault: Pick<Fault, "code" | "detail">): string {
  const words = i18n.language === "zh-CN" ? chinese : null;
  return words?.fault(fault) ?? fault.detail;
}

/** The title of a problem: the server's own in English, ours in other languages. */
export function useTitle(): (code: string, title: string) => string {
  const words = useWords();
  return (code, title) => words?.title(code) ?? title;
}
