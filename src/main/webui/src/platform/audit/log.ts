import { api, body } from "@/api/client";
import type { AuditVerdict } from "@/api/schema";
import type { AuditFilters } from "@/audit/filters";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";

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
