import { useEffect, useSyncExternalStore } from "react";
import { i18n, type Language, useLanguage } from "./texts";

/** Words that only readers of Chinese need. */
interface Chinese<T> {
  /** Has them at hand, if the language wants them; what cannot be loaded is asked for again later. */
  prepare: (language?: Language) => Promise<void>;
  /** They, outside of a component; null where the language is another one, or before they are loaded. */
  now: () => T | null;
  /** The same, anew when that changes. */
  use: () => T | null;
}

/** Loads words for whoever reads Chinese, and for nobody else: what they are for is English by itself. */
export function inChinese<T>(load: () => Promise<T>): Chinese<T> {
  let loaded: T | null = null;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  async function prepare(language = i18n.language as Language): Promise<void> {
    if (language !== "zh-CN" || loaded !== null) {
      return;
    }
    try {
      loaded = await load();
    } catch {
      return;
    }
    for (const listener of listeners) {
      listener();
    }
  }

  return {
    prepare,
    now: () => (i18n.language === "zh-CN" ? loaded : null),
    use: () => {
      const language = useLanguage();
      const found = useSyncExternalStore(subscribe, () => loaded);
      useEffect(() => void prepare(language), [language]);
      return language === "zh-CN" ? found : null;
    },
  };
}
