import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type {
  DatabaseServer,
  LogArchives,
  Migration,
  Operation,
  PlatformSignUp,
  Tenant,
  TenantAtRisk,
} from "@/api/schema";
import { useMay } from "@/session/me";
import type { TenantState } from "../fleet/states";

/** How many of something there are, and the first of them. */
export interface Some<T> {
  items: readonly T[];
  /** Whether there are more than those. */
  more: boolean;
}

/** How many tenants there are in each state. */
export interface Census {
  states: Partial<Record<TenantState, number>>;
  counted: number;
  /** Whether all were counted. */
  whole: boolean;
}

/** What is known of the fleet; what somebody may not see is null. */
export interface Fleet {
  tenants: UseQueryResult<Census>;
  servers: UseQueryResult<readonly DatabaseServer[]> | null;
  running: UseQueryResult<Some<Operation>> | null;
  failed: UseQueryResult<Some<Operation>> | null;
  atRisk: UseQueryResult<Some<TenantAtRisk>> | null;
  archives: UseQueryResult<LogArchives> | null;
  signUps: UseQueryResult<Some<PlatformSignUp>> | null;
  migrations: UseQueryResult<readonly Migration[]> | null;
}

/** How often what changes by the second is read anew, and what does not; in milliseconds. */
const SOON = 5_000;
const LATER = 15_000;
/** Of many tenants the states are counted more rarely. */
const RARELY = 120_000;
const MANY = 1_000;
const PAGE = 200;
const MOST_PAGES = 50;

/** Reads what tells how the fleet is, again and again. */
export function useFleet(): Fleet {
  const may = useMay();
  const sees = {
    servers: may("server:read"),
    operations: may("operation:read"),
    backups: may("backup:read"),
    signUps: may("sign-up:read"),
    migrations: may("migration:read"),
  };
  const tenants = useQuery({
    queryKey: ["overview", "tenants"],
    queryFn: ({ signal }) => counted(signal),
    refetchInterval: ({ state }) => ((state.data?.counted ?? 0) > MANY ? RARELY : LATER),
  });
  const servers = useQuery({
    queryKey: ["overview", "servers"],
    enabled: sees.servers,
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/platform/servers", { signal }))).items,
    refetchInterval: SOON,
  });
  const running = useOperationsIn("running", sees.operations);
  const failed = useOperationsIn("failed", sees.operations);
  const atRisk = useQuery({
    queryKey: ["overview", "at-risk"],
    enabled: sees.backups,
    queryFn: async ({ signal }) =>
      some(
        await body(
          api.GET("/api/v1/platform/backups/at-risk", {
            params: { query: { limit: PAGE } },
            signal,
          }),
        ),
      ),
    refetchInterval: LATER,
  });
  const archives = useQuery({
    queryKey: ["overview", "archives"],
    enabled: sees.backups,
    queryFn: ({ signal }) => body(api.GET("/api/v1/platform/recovery", { signal })),
    refetchInterval: LATER,
  });
  const signUps = useQuery({
    queryKey: ["overview", "sign-ups"],
    enabled: sees.signUps,
    queryFn: async ({ signal }) =>
      some(
        await body(
          api.GET("/api/v1/platform/sign-ups", {
            params: { query: { state: "waiting", limit: PAGE } },
            signal,
          }),
        ),
      ),
    refetchInterval: SOON,
  });
  const migrations = useQuery({
    queryKey: ["overview", "migrations"],
    enabled: sees.migrations,
    queryFn: async ({ signal }) =>
      (
        await body(
          api.GET("/api/v1/platform/migrations", { params: { query: { limit: 50 } }, signal }),
        )
      ).items.filter(({ state }) => state === "running" || state === "paused"),
    refetchInterval: SOON,
  });
  return {
    tenants,
    servers: sees.servers ? servers : null,
    running: sees.operations ? running : null,
    failed: sees.operations ? failed : null,
    atRisk: sees.backups ? atRisk : null,
    archives: sees.backups ? archives : null,
    signUps: sees.signUps ? signUps : null,
    migrations: sees.migrations ? migrations : null,
  };
}

function useOperationsIn(state: Operation["state"], enabled: boolean) {
  return useQuery({
    queryKey: ["overview", "operations", state],
    enabled,
    queryFn: async ({ signal }) =>
      some(
        await body(
          api.GET("/api/v1/platform/operations", {
            params: { query: { state, limit: PAGE } },
            signal,
          }),
        ),
      ),
    refetchInterval: SOON,
  });
}

function some<T>({ items, nextCursor }: { items: T[]; nextCursor: string | null }): Some<T> {
  return { items, more: nextCursor !== null };
}

/** The API counts nothing: the list is read to its end, or as far as is reasonable. */
async function counted(signal: AbortSignal): Promise<Census> {
  const states: Partial<Record<TenantState, number>> = {};
  let all = 0;
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, nextCursor }: { items: Tenant[]; nextCursor: string | null } = await body(
      api.GET("/api/v1/platform/tenants", {
        params: { query: { limit: PAGE, ...(cursor === null ? {} : { cursor }) } },
        signal,
      }),
    );
    for (const { state } of items) {
      states[state] = (states[state] ?? 0) + 1;
    }
    all += items.length;
    if (nextCursor === null) {
      return { states, counted: all, whole: true };
    }
    cursor = nextCursor;
  }
  return { states, counted: all, whole: false };
}
