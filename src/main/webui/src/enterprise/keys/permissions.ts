/** What a key can be permitted, by what it is about. */
export const GROUPS = [
  {
    group: "designs",
    permissions: ["design:read", "design:create", "design:update", "design:delete"],
  },
  {
    group: "exports",
    permissions: ["export:read", "export:create", "export:download", "export:delete"],
  },
  { group: "organisation", permissions: ["setting:read", "audit:read"] },
] as const;

export type KeyPermission = (typeof GROUPS)[number]["permissions"][number];

const ALL: readonly KeyPermission[] = GROUPS.flatMap(({ permissions }) => [...permissions]);

/** One that we have words for. */
export function known(permission: string): KeyPermission | undefined {
  return ALL.find((each) => each === permission);
}
