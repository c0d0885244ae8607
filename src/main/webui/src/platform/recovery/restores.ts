import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { Operation, Restore, RestorePlan, TenantRestore } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { recoveryOf } from "./queries";

export function useRestores(tenant: string, atWork: boolean) {
  return usePages<TenantRestore>(
    [...recoveryOf(tenant), "restores"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/restores", {
          params: {
            path: { tenantKey: tenant },
            query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
          },
          signal,
        }),
      ),
    { every: atWork ? 2_000 : 30_000 },
  );
}

/** What a restore would do; null asks nothing. */
export function useRestorePlan(tenant: string, wish: Restore | null) {
  return useQuery({
    queryKey: ["restore-plan", tenant, wish],
    queryFn: async ({ signal }): Promise<RestorePlan> => {
      const answer = await body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/restore", {
          params: { path: { tenantKey: tenant } },
          body: { ...wish, mode: wish?.mode ?? "side-by-side", dryRun: true },
          signal,
        }),
      );
      if ("operation" in answer) {
        throw new Error("a dry run began something");
      }
      return answer;
    },
    enabled: wish !== null,
    retry: false,
    staleTime: 20_000,
    // The archive catches up: what cannot be had now may be had in a moment.
    refetchInterval: ({ state }) => (isProblem(state.error, "recovery_gap") ? 5_000 : false),
  });
}

export function useRestoring(tenant: string, follow: (operation: Operation) => void) {
  return useAction({
    call: async (wish: Restore, header): Promise<Operation> => {
      const answer = await body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/restore", {
          params: { path: { tenantKey: tenant }, header },
          body: wish,
        }),
      );
      if (!("operation" in answer)) {
        throw new Error("the server only said what it would do");
      }
      return answer.operation;
    },
    renews: [recoveryOf(tenant), ["tenant"], ["tenants"]],
    done: follow,
  });
}

export function useUndoing(tenant: string, follow: (operation: Operation) => void) {
  return useAction({
    call: ({ id }: TenantRestore, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/restores/{restore}/undo", {
          params: { path: { tenantKey: tenant, restore: id }, header },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => follow(operation),
  });
}

/** Servers that something can be restored to. */
export function useServerNames(isAsked: boolean) {
  return useQuery({
    queryKey: ["servers", "names"],
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/platform/servers", { signal }))).items.map(({ name }) => name),
    enabled: isAsked,
    staleTime: 60_000,
  });
}
