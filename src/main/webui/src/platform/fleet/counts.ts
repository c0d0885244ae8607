import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { useMay } from "@/session/me";

/** All lists of tenants, and how many there are, under one key. */
export const TENANTS = ["tenants"];

const SOON = 15_000;

/** How many tenants there are, counted again and again. */
export function useTenantCounts() {
  return useCounts({ refetchInterval: SOON });
}

/** Plans that are known by name: those that are offered, and those that tenants have. */
export function usePlans(): string[] {
  const offered = useQuery({
    queryKey: ["onboarding"],
    queryFn: ({ signal }) => body(api.GET("/api/v1/onboarding", { signal })),
    staleTime: 10 * 60_000,
  }).data;
  const used = useCounts({ staleTime: 60_000 }).data;
  const all = [...(offered?.plans ?? []), ...(used?.plans ?? []).map(({ plan }) => plan)];
  return [...new Set(all)].toSorted();
}

function useCounts(how: { refetchInterval?: number; staleTime?: number }) {
  const may = useMay();
  return useQuery({
    queryKey: [...TENANTS, "counts"],
    enabled: may("tenant:read"),
    queryFn: ({ signal }) => body(api.GET("/api/v1/platform/tenant-counts", { signal })),
    ...how,
  });
}
