import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { NewRole, Role, RoleChange } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { MEMBERS } from "@/pickers/members";
import { covers, type Means, ROLES } from "@/pickers/roles";
import { texts } from "./texts";

export function usePermissions() {
  return useQuery({
    queryKey: ["permissions"],
    queryFn: async ({ signal }) => (await body(api.GET("/api/v1/permissions", { signal }))).items,
    staleTime: 600_000,
  });
}

/** Whether somebody of these means may change a role; those of the product nobody changes. */
export function isChangeable(means: Means | null, role: Role): boolean {
  return means?.wholeTenant === true && !role.ofProduct && covers(means, role);
}

function change(id: string, wish: RoleChange): Promise<Role> {
  return body(api.PATCH("/api/v1/roles/{role}", { body: wish, params: { path: { role: id } } }));
}

const RENEWS = [ROLES, MEMBERS, ["me"]];

/** What roles shall permit from now on, by their ids. */
export type Drafts = Readonly<Record<string, readonly string[]>>;

/** Saves drafts, one role after the other; those that are saved are told before one fails. */
export function useSavingDrafts(saved: (id: string) => void) {
  const t = texts.use();
  const queries = useQueryClient();
  return useAction({
    call: async (drafts: Drafts) => {
      for (const [id, permissions] of Object.entries(drafts)) {
        const role = await change(id, { permissions: [...permissions] });
        queries.setQueryData<Role[]>(ROLES, (all) =>
          all?.map((each) => (each.id === id ? role : each)),
        );
        saved(id);
      }
    },
    renews: RENEWS,
    said: t("savedAll"),
  });
}

export function useMakingRole(done: (made: Role) => void) {
  const t = texts.use();
  return useAction({
    call: (wish: NewRole, header) =>
      body(api.POST("/api/v1/roles", { body: wish, params: { header } })),
    renews: [ROLES],
    said: ({ name }) => t("made", { name }),
    done,
  });
}

export function useChangingRole({ id }: Role, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (wish: RoleChange) => change(id, wish),
    renews: RENEWS,
    said: t("saved"),
    done,
  });
}

export function useDeletingRole({ id }: Role, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (reassign: string | null) =>
      body(
        api.DELETE("/api/v1/roles/{role}", {
          params: { path: { role: id }, ...(reassign === null ? {} : { query: { reassign } }) },
        }),
      ),
    renews: [...RENEWS, ["invitations"]],
    said: t("deleted"),
    done,
  });
}
