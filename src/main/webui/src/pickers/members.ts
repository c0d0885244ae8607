import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";

/** Everything about members, under one key: a change of one renews the lists. */
export const MEMBERS = ["members"];

/** The first active members whose name or address holds a text. */
export function useFoundMembers(text: string, enabled: boolean) {
  return useQuery({
    queryKey: [...MEMBERS, "found", text],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/members", {
          params: {
            query: { limit: 50, state: "active", ...(text === "" ? {} : { q: text }) },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    enabled,
  });
}
