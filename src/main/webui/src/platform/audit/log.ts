import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AuditVerdict } from "@/api/schema";
import type { AuditFilters } from "@/audit/filters";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { useMay } from "@/session/me";

export function useLog(filters: AuditFilters) {
  return usePages(["platform-audit", filters], (cursor, signal) =>
    body(
      api.GET("/api/v1/platform/audit", {
        params: { query: { ...filters, limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
}

/** Which organisations have which ids; the log has the ids alone. */
export function useSlugs(): ReadonlyMap<string, string> {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ["tenant-slugs"],
    enabled: may("tenant:read"),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/platform/tenants", { params: { query: { limit: 200 } }, signal })),
    select: ({ items }) => new Map(items.map(({ id, slug }) => [id, slug])),
  });
  return data ?? NONE;
}
const NONE: ReadonlyMap<string, string> = new Map();

export interface Verifying {
  tenant: string;
  head: string;
}

/** Checks a log against its chain of hashes. */
export function useVerifying(done: (verdict: AuditVerdict, of: Verifying) => void) {
  return useAction({
    call: ({ tenant, head }: Verifying) =>
      body(
        api.GET("/api/v1/platform/audit/verify", {
          params: {
            query: { ...(tenant === "" ? {} : { tenant }), ...(head === "" ? {} : { head }) },
          },
        }),
      ),
    done,
  });
}
