import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";

export const OWN_SETTINGS = ["own-settings"];

/** What holds for the organisation that one works in, by name. */
export function useOwnSettings(enabled = true) {
  return useQuery({
    queryKey: OWN_SETTINGS,
    enabled,
    queryFn: ({ signal }) => body(api.GET("/api/v1/settings", { signal })),
    select: ({ values }) => new Map<string, unknown>(Object.entries(values)),
  });
}
