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
import { OPERATIONS } from "../operations/operations";
import { texts } from "./texts";

/** All lists of tenants, under one key. */
export const TENANTS = ["tenants"];

/** What is known of one, by its id or slug. */
export function ofTenant(key: string): string[] {
  return ["tenant", key];
}

/** While something happens to a tenant it is read more often; in milliseconds. */
const SOON = 2_000;
const LATER = 15_000;
const RESTING: readonly Tenant["state"][] = ["active", "suspended", "deleted", "purged", "failed"];

export function useTenants() {
  return usePages(TENANTS, (cursor, signal) =>
    body(
      api.GET("/api/v1/platform/tenants", {
        params: { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
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

/** The one that has a slug or id, of many that are not all read yet; a 404 is no failure here. */
export function useNamed(key: string | undefined) {
  return useQuery({
    queryKey: ofTenant(key ?? ""),
    enabled: key !== undefined,
    retry: false,
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}", {
          params: { path: { tenantKey: key ?? "" } },
          signal,
        }),
      ),
  });
}

/** The plans that organisations are offered, to choose from; other codes may be typed. */
export function usePlans(): readonly string[] {
  const { data } = useQuery({
    queryKey: ["onboarding"],
    queryFn: ({ signal }) => body(api.GET("/api/v1/onboarding", { signal })),
    staleTime: 10 * 60_000,
  });
  return data?.plans ?? [];
}
