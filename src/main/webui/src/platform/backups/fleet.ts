import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Drill, TenantAtRisk } from "@/api/schema";
import { usePages } from "@/lists/usePages";

export function useTenantsAtRisk() {
  return usePages<TenantAtRisk>(
    ["backups-at-risk"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/backups/at-risk", {
          params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    { every: 60_000 },
  );
}

/** Receipts of drills, newest first. */
export function useDrills() {
  return usePages<Drill>(
    ["drills"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/backups/drills", {
          params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    { every: 30_000 },
  );
}

export function useLogArchives() {
  return useQuery({
    queryKey: ["log-archives"],
    queryFn: ({ signal }) => body(api.GET("/api/v1/platform/recovery", { signal })),
    refetchInterval: 10_000,
  });
}

/** The latest drill of each tenant, of drills that come newest first. */
export function latestOfEach(drills: readonly Drill[]): Drill[] {
  const seen = new Set<string>();
  return drills.filter(({ tenant }) => {
    const isFirst = !seen.has(tenant);
    seen.add(tenant);
    return isFirst;
  });
}
