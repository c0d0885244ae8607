import { useSyncExternalStore } from "react";

/** What somebody chose: light, dark, or as their machine is set. */
export type Appearance = "system" | "light" | "dark";

const KEPT_AT = "tenantry.appearance";
const listeners = new Set<() => void>();
const machine = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
machine?.addEventListener?.("change", tell);

let chosen: Appearance = read();

function read(): Appearance {
  try {
    const kept = localStorage.getItem(KEPT_AT);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

function tell(): void {
  for (const listener of listeners) {
    listener();
  }
}

export function appear(appearance: Appearance): void {
  chosen = appearance;
  try {
    localStorage.setItem(KEPT_AT, appearance);
  } catch {
    // Then it holds for this time.
  }
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAppearance(): { appearance: Appearance; dark: boolean } {
  const appearance = useSyncExternalStore(subscribe, () => chosen);
  const machineIsDark = useSyncExternalStore(subscribe, () => machine?.matches ?? false);
  return { appearance, dark: appearance === "dark" || (appearance === "system" && machineIsDark) };
}
