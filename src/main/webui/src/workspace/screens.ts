import type { ComponentType, ReactNode } from "react";

/** A screen of a place, and how the menu shows it. */
export interface Screen {
  /** Below the place: `members`, or `members/:member`. */
  path: string;
  /** What one needs to see it; null if anybody in the place may. */
  permission: string | null;
  /** Loads it when it is first opened. */
  load: () => Promise<{ default: ComponentType }>;
  /** How the menu shows it; absent for screens that others lead to. */
  menu?: { label: () => string; icon: ReactNode; group: string };
}

/** Groups of the menu, in its order, and what they are called. */
export type Groups = Readonly<Record<string, () => string>>;
