import type { ConfigProviderProps } from "antd";
import { useEffect, useSyncExternalStore } from "react";
import type { Language } from "@/texts/texts";

// Ant Design speaks English by itself; its other words are loaded for whoever needs them.
type Locale = ConfigProviderProps["locale"];

let chinese: Locale;
const listeners = new Set<() => void>();

/** Has the words of Ant Design's own parts at hand; without them they are English. */
export async function prepare(language: Language): Promise<void> {
  if (language !== "zh-CN" || chinese !== undefined) {
    return;
  }
  try {
    chinese = (await import("./chinese")).default;
  } catch {
    return; // Asked for again with the next change of language or page.
  }
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words of Ant Design's own parts; undefined for those it has by itself. */
export function useLocale(language: Language): Locale {
  const loaded = useSyncExternalStore(subscribe, () => chinese);
  useEffect(() => void prepare(language), [language]);
  return language === "zh-CN" ? loaded : undefined;
}
