import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type {
  Diff,
  Operation,
  Peek,
  PeekAccess,
  PeekWish,
  RowReturn,
  RowsReport,
  RowsWish,
} from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { recoveryOf } from "../recovery/queries";

export function usePeeks(tenant: string, atWork: boolean) {
  return usePages<Peek>(
    [...recoveryOf(tenant), "peeks"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/peeks", {
          params: {
            path: { tenantKey: tenant },
            query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
          },
          signal,
        }),
      ),
    { every: atWork ? 2_000 : 30_000 },
  );
}

export function usePeek(tenant: string, peek: string) {
  return useQuery({
    queryKey: [...recoveryOf(tenant), "peeks", peek],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}", {
          params: { path: { tenantKey: tenant, peek } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.state === "open" ? 30_000 : 2_000),
  });
}

export function useOpening(
  tenant: string,
  done: (asked: { operation: Operation; peek: Peek }) => void,
) {
  return useAction({
    call: (wish: PeekWish, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/peeks", {
          params: { path: { tenantKey: tenant }, header },
          body: wish,
        }),
      ),
    renews: [recoveryOf(tenant)],
    done,
  });
}

export function useEnding(tenant: string, follow: (operation: Operation) => void) {
  return useAction({
    call: (peek: string) =>
      body(
        api.DELETE("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}", {
          params: { path: { tenantKey: tenant, peek } },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => follow(operation),
  });
}

/** Gets account and password, which the server shows once: it must not be asked twice. */
export function useHandingOut(tenant: string, peek: string, shown: (access: PeekAccess) => void) {
  return useAction({
    call: (_: undefined) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}/access", {
          params: { path: { tenantKey: tenant, peek } },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: shown,
  });
}

export function useComparing(tenant: string, peek: string, done: (diff: Diff) => void) {
  return useAction({
    call: (examples: number) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}/diff", {
          params: { path: { tenantKey: tenant, peek } },
          body: { examples },
        }),
      ),
    done,
  });
}

/** Tries what bringing rows back would do. */
export function useTrying(tenant: string, peek: string, done: (report: RowsReport) => void) {
  return useAction({
    call: async (wish: RowsWish): Promise<RowsReport> => {
      const answer = await rows(tenant, peek, { ...wish, dryRun: true }, {});
      if ("operation" in answer) {
        throw new Error("a dry run began something");
      }
      return answer;
    },
    done,
  });
}

export interface RowsUnderWay {
  operation: Operation;
  rows: RowReturn;
}

export function useReturning(tenant: string, peek: string, done: (asked: RowsUnderWay) => void) {
  return useAction({
    call: async (wish: RowsWish, header): Promise<RowsUnderWay> => {
      const answer = await rows(tenant, peek, wish, header);
      if (!("operation" in answer)) {
        throw new Error("the server only said what it would do");
      }
      return answer;
    },
    done,
  });
}

function rows(
  tenant: string,
  peek: string,
  wish: RowsWish,
  header: { "Idempotency-Key"?: string },
) {
  return body(
    api.POST("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}/rows", {
      params: { path: { tenantKey: tenant, peek }, header },
      body: wish,
    }),
  );
}

/** What came of bringing rows back; asked once its operation is over. */
export function useReturned(tenant: string, peek: string, id: string, isOver: boolean) {
  return useQuery({
    queryKey: [...recoveryOf(tenant), "peeks", peek, "rows", id],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}/rows/{rows}", {
          params: { path: { tenantKey: tenant, peek, rows: id } },
          signal,
        }),
      ),
    enabled: isOver,
  });
}
