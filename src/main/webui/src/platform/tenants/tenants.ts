import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type {
  NewTenant,
  RequestedTenant,
  RotationTally,
  Tenant,
  TenantChanges,
  TenantCopy,
} from "@/api/schema";
import { type Action, useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { TENANTS } from "../fleet/counts";
import type { TenantState } from "../fleet/states";
import { OPERATIONS } from "../operations/operations";
import { texts } from "./texts";

/** What is known of one, by its id or slug. */
export function ofTenant(key: string): string[] {
  return ["tenant", key];
}

/** While something happens to a tenant it is read more often; in milliseconds. */
const SOON = 2_000;
const LATER = 15_000;
const RESTING: readonly Tenant["state"][] = ["active", "suspended", "deleted", "purged", "failed"];

/** What one looks for among tenants; what is left out does not matter. */
export interface TenantWish {
  words?: string | undefined;
  states?: readonly TenantState[];
  server?: string | undefined;
  plan?: string | undefined;
  /** `ring=canary` */
  tag?: string | undefined;
}

/** The tenants that are like what is looked for, a hundred at a time; the server looks. */
export function useTenants({ words, states, server, plan, tag }: TenantWish) {
  const query = {
    limit: 100,
    ...(words === undefined ? {} : { q: words }),
    ...(states === undefined ? {} : { state: [...states] }),
    ...(server === undefined ? {} : { server }),
    ...(plan === undefined ? {} : { plan }),
    ...(tag === undefined ? {} : { tag }),
  };
  return usePages(
    [...TENANTS, "list", query],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants", {
          params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    { keep: true },
  );
}

export function useTenant(tenantKey: string) {
  return useQuery({
    queryKey: ofTenant(tenantKey),
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}", {
          params: { path: { tenantKey } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data !== undefined && !RESTING.includes(state.data.state) ? SOON : LATER,
  });
}

export function useCreating(done: (requested: RequestedTenant) => void) {
  return useAction({
    call: (wish: NewTenant, header) =>
      body(api.POST("/api/v1/platform/tenants", { body: wish, params: { header } })),
    renews: [TENANTS, OPERATIONS],
    done,
  });
}

export function useCloning(tenantKey: string, done: (requested: RequestedTenant) => void) {
  return useAction({
    call: (wish: TenantCopy, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/clone", {
          body: wish,
          params: { path: { tenantKey }, header },
        }),
      ),
    renews: [TENANTS, OPERATIONS],
    done,
  });
}

export function useChanging(tenantKey: string, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (changes: TenantChanges) =>
      body(
        api.PATCH("/api/v1/platform/tenants/{tenantKey}", {
          body: changes,
          params: { path: { tenantKey } },
        }),
      ),
    renews: [TENANTS, ["tenant"], ["tenant-name"]],
    said: t("saved"),
    done,
  });
}

/** What happens to a tenant by an operation, and is followed. */
export interface LifeActions {
  suspend: Action<string>;
  resume: Action<void>;
  remove: Action<void>;
  undelete: Action<void>;
  purge: Action<void>;
  rotate: Action<void>;
}

/** @param begun told of the operation that does it */
export function useLife(tenant: Tenant, begun: (requested: RequestedTenant) => void): LifeActions {
  const path = { tenantKey: tenant.id };
  const after = { renews: [TENANTS, ["tenant"], OPERATIONS], done: begun };
  return {
    suspend: useAction<string, RequestedTenant>({
      ...after,
      call: (reason, header) =>
        body(
          api.POST("/api/v1/platform/tenants/{tenantKey}/suspend", {
            body: { reason },
            params: { path, header },
          }),
        ),
    }),
    resume: useAction<void, RequestedTenant>({
      ...after,
      call: (_, header) =>
        body(api.POST("/api/v1/platform/tenants/{tenantKey}/resume", { params: { path, header } })),
    }),
    remove: useAction<void, RequestedTenant>({
      ...after,
      call: () => body(api.DELETE("/api/v1/platform/tenants/{tenantKey}", { params: { path } })),
    }),
    undelete: useAction<void, RequestedTenant>({
      ...after,
      call: (_, header) =>
        body(
          api.POST("/api/v1/platform/tenants/{tenantKey}/undelete", { params: { path, header } }),
        ),
    }),
    purge: useAction<void, RequestedTenant>({
      ...after,
      call: (_, header) =>
        body(
          api.POST("/api/v1/platform/tenants/{tenantKey}/purge", {
            body: { slug: tenant.slug },
            params: { path, header },
          }),
        ),
    }),
    rotate: useAction<void, RequestedTenant>({
      ...after,
      call: (_, header) =>
        body(
          api.POST("/api/v1/platform/tenants/{tenantKey}/rotate-credentials", {
            params: { path, header },
          }),
        ),
    }),
  };
}

/** Rotates the credentials of all tenants that nothing else happens to. */
export function useRotatingAll(done: (tally: RotationTally) => void) {
  return useAction<void, RotationTally>({
    call: (_, header) =>
      body(api.POST("/api/v1/platform/credentials/rotate", { params: { header } })),
    renews: [OPERATIONS],
    done,
  });
}
