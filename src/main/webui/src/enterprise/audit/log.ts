import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AuditFilters } from "@/audit/filters";
import type { KeyNames } from "@/audit/Who";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { useMay } from "@/session/me";

type OwnFilters = Omit<AuditFilters, "tenant">;

export function useLog(filters: OwnFilters) {
  return usePages(["audit", filters], (cursor, signal) =>
    body(
      api.GET("/api/v1/audit", {
        params: { query: { ...filters, limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
}

/** Saves all that the filters let through as a file. */
export function useExporting(said: string) {
  return useAction({
    call: async (filters: OwnFilters) => {
      const csv = await body(
        api.GET("/api/v1/audit/export", {
          params: { query: filters },
          headers: { Accept: "text/csv, application/problem+json" },
          parseAs: "blob",
        }),
      );
      save(csv, `audit-${new Date().toISOString().slice(0, 10)}.csv`);
    },
    said,
    renews: [["audit"]],
  });
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What the organisation's API keys are called, for whoever may know. */
export function useKeyNames(): KeyNames | undefined {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ["api-key-names"],
    enabled: may("api-key:read"),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/api-keys", { params: { query: { limit: 200 } }, signal })),
    select: ({ items }) => new Map(items.map(({ id, name }) => [id, name])),
  });
  return data;
}
