import { useState } from "react";
import type { Role } from "@/api/schema";
import type { Drafts } from "./roles";

/** What is changed about roles and not saved yet. */
export interface Drafting {
  drafts: Drafts;
  permits: (role: Role, permission: string) => boolean;
  toggle: (role: Role, permission: string) => void;
  drop: (id: string) => void;
  dropAll: () => void;
}

export function useDrafts(): Drafting {
  const [drafts, setDrafts] = useState<Drafts>({});
  const without = (all: Drafts, id: string): Drafts =>
    Object.fromEntries(Object.entries(all).filter(([each]) => each !== id));
  return {
    drafts,
    permits: (role, permission) => (drafts[role.id] ?? role.permissions).includes(permission),
    toggle: (role, permission) =>
      setDrafts((all) => {
        const before = all[role.id] ?? role.permissions;
        const after = before.includes(permission)
          ? before.filter((each) => each !== permission)
          : [...before, permission];
        const same =
          after.length === role.permissions.length &&
          after.every((each) => role.permissions.includes(each));
        return same ? without(all, role.id) : { ...all, [role.id]: after };
      }),
    drop: (id) => setDrafts((all) => without(all, id)),
    dropAll: () => setDrafts({}),
  };
}
