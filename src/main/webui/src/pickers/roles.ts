import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Role } from "@/api/schema";
import { useMe } from "@/session/me";

/** All roles of the organisation: there are hardly more than fifty. */
export const ROLES = ["roles"];

export function useRoles(enabled = true) {
  return useQuery({
    queryKey: ROLES,
    queryFn: async ({ signal }) => (await body(api.GET("/api/v1/roles", { signal }))).items,
    staleTime: 30_000,
    enabled,
  });
}

/** What one's own role lets one give to others: nobody gives out more than they have. */
export interface Means {
  permissions: readonly string[];
  wholeTenant: boolean;
  /** What everybody who belongs to the organisation may do. */
  ofMembers: readonly string[];
}

/** Whether somebody of these means may give a role, or change somebody who has it. */
export function covers(
  { permissions, wholeTenant, ofMembers }: Means,
  role: Pick<Role, "permissions" | "scope">,
): boolean {
  const holds = (among: readonly string[]) =>
    role.permissions.every((permission) => among.includes(permission));
  return holds(permissions) && (wholeTenant || role.scope === "department" || holds(ofMembers));
}

/** What one may give; null until it is known. */
export function useMeans(): Means | null {
  const { data: me } = useMe();
  const { data: roles } = useRoles(me?.permissions.includes("role:read") ?? false);
  if (me === undefined || roles === undefined) {
    return null;
  }
  const own = roles.find(({ id }) => id === (me.tenant?.roles ?? me.roles)[0]);
  return {
    permissions: me.permissions,
    wholeTenant: own?.scope !== "department",
    ofMembers: roles.find(({ id }) => id === "member")?.permissions ?? [],
  };
}
