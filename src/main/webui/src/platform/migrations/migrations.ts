import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Migration, MigrationTarget, NewMigration } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { type Following, useEvents } from "@/live/useEvents";

const MIGRATIONS = ["migrations"];

export const TARGET_STATES = [
  "succeeded",
  "running",
  "pending",
  "failed",
  "drifted",
  "skipped",
] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export function useMigrations() {
  return usePages<Migration>(
    [...MIGRATIONS, "list"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/migrations", {
          params: { query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    { every: 15_000 },
  );
}

/** A migration, followed live while it runs. */
export function useMigration(id: string) {
  const queries = useQueryClient();
  const queryKey = [...MIGRATIONS, "one", id];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/platform/migrations/{id}", { params: { path: { id } }, signal })),
    // The stream tells sooner; this is for when it is cut off.
    refetchInterval: ({ state }) =>
      state.data === undefined || !isAtWork(state.data)
        ? 30_000
        : state.data.state === "running"
          ? 10_000
          : 2_000,
  });
  const following: Following = useEvents<Migration>({
    path: query.data?.state === "running" ? `/api/v1/platform/migrations/${id}/events` : null,
    event: (migration) => {
      queries.setQueryData(queryKey, migration);
      if (migration.state !== "running") {
        void queries.invalidateQueries({ queryKey: [...MIGRATIONS, "targets", id] });
      }
    },
    isOver: () => queries.getQueryData<Migration>(queryKey)?.state !== "running",
  });
  return { query, following };
}

export function useTargets(id: string, state: TargetState | null, isRunning: boolean) {
  return usePages<MigrationTarget>(
    [...MIGRATIONS, "targets", id, state],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/migrations/{id}/targets", {
          params: {
            path: { id },
            query: {
              limit: 100,
              ...(cursor === undefined ? {} : { cursor }),
              ...(state === null ? {} : { state }),
            },
          },
          signal,
        }),
      ),
    { every: isRunning ? 2_000 : 60_000 },
  );
}

/** What a migration of some tenants would do, or of all that are not up to date. */
export function useMigrationPlan(tenants: readonly string[]) {
  return useQuery({
    queryKey: ["migration-plan", tenants],
    queryFn: ({ signal }) =>
      body(
        api.POST("/api/v1/platform/migrations/plan", {
          body: tenants.length === 0 ? {} : { tenants: [...tenants] },
          signal,
        }),
      ),
    retry: false,
    staleTime: 30_000,
  });
}

/** What taking a migration back would do. */
export function useRollbackPlan(id: string, tenants: readonly string[]) {
  return useQuery({
    queryKey: ["rollback-plan", id, tenants],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/migrations/{id}/rollback", {
          params: {
            path: { id },
            query: tenants.length === 0 ? {} : { tenant: [...tenants] },
          },
          signal,
        }),
      ),
    retry: false,
    staleTime: 30_000,
  });
}

export function useStarting(done: (migration: Migration) => void) {
  return useAction({
    call: (wish: NewMigration, header) =>
      body(api.POST("/api/v1/platform/migrations", { params: { header }, body: wish })),
    renews: [MIGRATIONS],
    done,
  });
}

export function useTakingBack(id: string, done: (migration: Migration) => void) {
  return useAction({
    call: (wish: NewMigration, header) =>
      body(
        api.POST("/api/v1/platform/migrations/{id}/rollback", {
          params: { path: { id }, header },
          body: wish,
        }),
      ),
    renews: [MIGRATIONS],
    done,
  });
}

export type Steering = "pause" | "resume" | "retry" | "cancel";

export function useSteering(id: string, said: (how: Steering) => string) {
  return useAction({
    call: async (how: Steering) => {
      const params = { path: { id } };
      const call = {
        pause: () => api.POST("/api/v1/platform/migrations/{id}/pause", { params }),
        resume: () => api.POST("/api/v1/platform/migrations/{id}/resume", { params }),
        retry: () => api.POST("/api/v1/platform/migrations/{id}/retry", { params }),
        cancel: () => api.POST("/api/v1/platform/migrations/{id}/cancel", { params }),
      }[how];
      return { how, migration: await body(call()) };
    },
    renews: [MIGRATIONS],
    said: ({ how }) => said(how),
  });
}

/** The first letters of a version tell it from others, as those of a commit do. */
export function shortVersion(version: string): string {
  return version.slice(0, 8);
}

/** Whether something is at work on a database: also for a while after it was paused or cancelled. */
export function isAtWork(migration: Migration): boolean {
  return migration.state === "running" || countOf(migration, "running") > 0;
}

/** How many targets there are in a state. */
export function countOf({ targets }: Migration, state: TargetState): number {
  return targets[state] ?? 0;
}

export function countOfAll(migration: Migration): number {
  return TARGET_STATES.reduce((sum, state) => sum + countOf(migration, state), 0);
}
