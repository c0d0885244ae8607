import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Member } from "@/api/schema";
import { MEMBERS } from "@/pickers/members";

/** From so many on they are "more than". */
const COUNTED = 200;

/** How many there are, or that there are more than so many. */
export interface Count {
  count: number;
  more: boolean;
}

/** Members by state, if there are not too many to count by one call. */
export interface Headcount extends Count {
  states: Partial<Record<Member["state"], number>>;
}

export function useHeadcount(enabled: boolean) {
  return useQuery({
    queryKey: [...MEMBERS, "headcount"],
    queryFn: async ({ signal }): Promise<Headcount> => {
      const { items, nextCursor } = await body(
        api.GET("/api/v1/members", { params: { query: { limit: COUNTED } }, signal }),
      );
      const states: Headcount["states"] = {};
      for (const { state } of items) {
        states[state] = (states[state] ?? 0) + 1;
      }
      const count = items.filter(({ state }) => state !== "left").length;
      return { states, count, more: nextCursor !== null };
    },
    staleTime: 30_000,
    enabled,
  });
}

export function useOpenInvitations(enabled: boolean) {
  return useQuery({
    queryKey: ["invitations", "open"],
    queryFn: async ({ signal }): Promise<Count> => {
      const { items, nextCursor } = await body(
        api.GET("/api/v1/invitations", {
          params: { query: { state: "open", limit: COUNTED } },
          signal,
        }),
      );
      return { count: items.length, more: nextCursor !== null };
    },
    staleTime: 30_000,
    enabled,
  });
}

export function useLatestDesigns(enabled: boolean) {
  return useQuery({
    queryKey: ["designs", "latest"],
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/designs", { params: { query: { limit: 4 } }, signal }))).items,
    enabled,
  });
}

export function useLatestEntries(enabled: boolean) {
  return useQuery({
    queryKey: ["audit", "latest"],
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/audit", { params: { query: { limit: 6 } }, signal }))).items,
    enabled,
  });
}

export function useAnyDepartment(enabled: boolean) {
  return useQuery({
    queryKey: ["departments-any"],
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/departments", { params: { query: { limit: 1 } }, signal })))
        .items.length > 0,
    enabled,
  });
}

export function useOwnFactor(enabled: boolean) {
  return useQuery({
    queryKey: ["me", "factor"],
    queryFn: ({ signal }) => body(api.GET("/api/v1/me/factor", { signal })),
    staleTime: 60_000,
    enabled,
  });
}
