import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Member, MemberChange } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { DEPARTMENTS } from "@/pickers/departments";
import { MEMBERS } from "@/pickers/members";
import type { MemberState } from "./StateTag";
import { texts } from "./texts";

export interface MemberFilters {
  state: MemberState | null;
  role: string | null;
  department: string | null;
  q: string;
}

/** The members that a filter lets through, a hundred at a time. */
export function useMembers({ state, role, department, q }: MemberFilters) {
  return usePages([...MEMBERS, "list", state, role, department, q], (cursor, signal) =>
    body(
      api.GET("/api/v1/members", {
        params: {
          query: {
            limit: 100,
            ...(state === null ? {} : { state }),
            ...(role === null ? {} : { role }),
            ...(department === null ? {} : { department }),
            ...(q === "" ? {} : { q }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
}

/** How many wait to be let in; more than a hundred are "100+". */
export function useWaiting(enabled: boolean) {
  return useQuery({
    queryKey: [...MEMBERS, "waiting"],
    queryFn: async ({ signal }) => {
      const { items, nextCursor } = await body(
        api.GET("/api/v1/members", {
          params: { query: { state: "pending", limit: 100 } },
          signal,
        }),
      );
      return { count: items.length, more: nextCursor !== null };
    },
    refetchInterval: 60_000,
    enabled,
  });
}

export function useMember(id: string) {
  return useQuery({
    queryKey: [...MEMBERS, "one", id],
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/members/{member}", { params: { path: { member: id } }, signal })),
  });
}

const RENEWS = [MEMBERS, DEPARTMENTS, ["me"]];

export function useChanging(member: Member, said: string, done?: () => void) {
  return useAction({
    call: (change: MemberChange) =>
      body(
        api.PATCH("/api/v1/members/{member}", {
          body: change,
          params: { path: { member: member.id } },
        }),
      ),
    renews: RENEWS,
    said,
    ...(done === undefined ? {} : { done }),
  });
}

export function useRemoving(done: () => void) {
  const t = texts.use();
  return useAction({
    call: ({ id }: Member) =>
      body(api.DELETE("/api/v1/members/{member}", { params: { path: { member: id } } })),
    renews: RENEWS,
    said: t("removed"),
    done,
  });
}

export function useLeaving(done: () => void) {
  return useAction({ call: () => body(api.POST("/api/v1/members/leave")), done });
}

export function useRemovingFactor(done: () => void) {
  const t = texts.use();
  return useAction({
    call: ({ id }: Member) =>
      body(api.DELETE("/api/v1/members/{member}/factor", { params: { path: { member: id } } })),
    renews: [MEMBERS],
    said: t("factorRemoved"),
    done,
  });
}

export function useHandingOver(member: Member, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (myRole: string) =>
      body(
        api.POST("/api/v1/members/{member}/hand-over", {
          body: { myRole },
          params: { path: { member: member.id } },
        }),
      ),
    renews: [MEMBERS, ["me"]],
    said: t("handedOver", { name: member.name }),
    done,
  });
}

/** Lets in, or sends away, whoever waits. */
export function useDeciding() {
  const t = texts.use();
  return useAction({
    call: ({ member, yes }: { member: Member; yes: boolean }) => {
      const params = { path: { member: member.id } };
      return yes
        ? body(api.POST("/api/v1/members/{member}/approve", { params }))
        : body(api.POST("/api/v1/members/{member}/refuse", { params }));
    },
    renews: RENEWS,
    said: t("decided"),
  });
}
