import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Backup, Operation } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { texts } from "./texts";

/** All that concerns the recovery of a tenant: a change of one part renews the others. */
export function recoveryOf(tenant: string) {
  return ["recovery", tenant];
}

const WHILE_AT_WORK = 2_000;
const AT_REST = 30_000;

/** The times that a tenant can be brought back to. */
export function useWindows(tenant: string) {
  return useQuery({
    queryKey: [...recoveryOf(tenant), "windows"],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/recovery", {
          params: { path: { tenantKey: tenant } },
          signal,
        }),
      ),
    refetchInterval: 15_000,
  });
}

/** Backups of a tenant, newest first. */
export function useBackups(tenant: string, atWork = false) {
  return usePages(
    [...recoveryOf(tenant), "backups"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/backups", {
          params: {
            path: { tenantKey: tenant },
            query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
          },
          signal,
        }),
      ),
    { every: atWork ? WHILE_AT_WORK : AT_REST },
  );
}

/** What is asked for answers with the operation that does it. */
interface BackupActions {
  tenant: string;
  follow: (operation: Operation) => void;
}

export function useBackingUp({ tenant, follow }: BackupActions) {
  return useAction({
    call: (_: undefined, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/backups", {
          params: { path: { tenantKey: tenant }, header },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => follow(operation),
  });
}

export function useVerifying({ tenant, follow }: BackupActions) {
  return useAction({
    call: ({ id }: Backup, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/backups/{backup}/verify", {
          params: { path: { tenantKey: tenant, backup: id }, header },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => follow(operation),
  });
}

export function useDrilling({ tenant, follow }: BackupActions) {
  return useAction({
    call: ({ id }: Backup, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/backups/{backup}/drill", {
          params: { path: { tenantKey: tenant, backup: id }, header },
        }),
      ),
    renews: [recoveryOf(tenant), ["drills"]],
    done: ({ operation }) => follow(operation),
  });
}

/** Removes a backup; the last good one only if the slug confirms it. */
export function useDeleting({ tenant, follow }: BackupActions, done: () => void) {
  return useAction({
    call: ({ backup, slug }: { backup: string; slug: string | null }) =>
      body(
        api.DELETE("/api/v1/platform/tenants/{tenantKey}/backups/{backup}", {
          params: { path: { tenantKey: tenant, backup }, query: slug === null ? {} : { slug } },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => {
      follow(operation);
      done();
    },
  });
}

/** What the tenant's rules no longer keep. */
export function usePruningPlan(tenant: string, isAsked: boolean) {
  return useQuery({
    queryKey: [...recoveryOf(tenant), "pruning"],
    queryFn: ({ signal }) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/backups/prune", {
          params: { path: { tenantKey: tenant } },
          body: { dryRun: true },
          signal,
        }),
      ),
    enabled: isAsked,
  });
}

export function usePruning(tenant: string, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (_: undefined, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/backups/prune", {
          params: { path: { tenantKey: tenant }, header },
          body: { dryRun: false },
        }),
      ),
    renews: [recoveryOf(tenant)],
    said: ({ operations }) => t("pruned", { count: operations.length }),
    done,
  });
}

/** A tenant by its slug or id. */
export function useTenant(key: string) {
  return useQuery({
    queryKey: ["tenant", key],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}", {
          params: { path: { tenantKey: key } },
          signal,
        }),
      ),
  });
}
