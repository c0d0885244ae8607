import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type {
  DatabaseServer,
  LogArchives,
  Migration,
  Operation,
  PlatformSignUp,
  TenantAtRisk,
  TenantCounts,
} from "@/api/schema";
import { useMay } from "@/session/me";
import { useTenantCounts } from "../fleet/counts";

/** How many of something there are, and the first of them. */
export interface Some<T> {
  items: readonly T[];
  /** Whether there are more than those. */
  more: boolean;
}

/** What is known of the fleet; what somebody may not see is null. */
export interface Fleet {
  tenants: UseQueryResult<TenantCounts>;
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
const PAGE = 200;

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
  const tenants = useTenantCounts();
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
