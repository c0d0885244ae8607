import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import type {
  DatabaseServer,
  DatabaseServerChange,
  DatabaseServerCheck,
  DatabaseServerFinding,
  NewDatabaseServer,
} from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { texts } from "./texts";

/** All servers, and each: one key, since they come on one page. */
export const SERVERS = ["servers"];

/** How often they are read anew, in milliseconds. */
const EVERY = 10_000;

export function useServers() {
  return useQuery({
    queryKey: SERVERS,
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/platform/servers", { signal }))).items,
    refetchInterval: EVERY,
  });
}

export function useServer(name: string) {
  return useQuery({
    queryKey: [...SERVERS, name],
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/platform/servers/{name}", { params: { path: { name } }, signal })),
    refetchInterval: EVERY,
  });
}

/** Looks at a server that is not there yet; nothing of it is stored. */
export function useTrying() {
  const [output, setOutput] = useState<DatabaseServerCheck | null>(null);
  const action = useAction<NewDatabaseServer, DatabaseServerCheck>({
    call: (server) => body(api.POST("/api/v1/platform/servers/check", { body: server })),
    done: setOutput,
  });
  return { ...action, output };
}

export function useRegistering(done: (server: DatabaseServer) => void) {
  const t = texts.use();
  return useAction<NewDatabaseServer, DatabaseServer>({
    call: (server, header) =>
      body(api.POST("/api/v1/platform/servers", { body: server, params: { header } })),
    renews: [SERVERS],
    said: ({ name }) => t("registered", { name }),
    done,
  });
}

export function useChecking(name: string) {
  const t = texts.use();
  return useAction<void, DatabaseServerCheck>({
    call: () =>
      body(api.POST("/api/v1/platform/servers/{name}/check", { params: { path: { name } } })),
    renews: [SERVERS],
    said: ({ ok }) => t(ok ? "checkedWell" : "checkedBad"),
  });
}

export function useChangingServer(name: string, done: () => void) {
  const t = texts.use();
  return useAction<DatabaseServerChange, DatabaseServer>({
    call: (change) =>
      body(
        api.PATCH("/api/v1/platform/servers/{name}", { body: change, params: { path: { name } } }),
      ),
    renews: [SERVERS],
    said: t("saved"),
    done,
  });
}

/** Whether a server takes new tenants. */
export function useIntake(name: string, done: () => void) {
  const t = texts.use();
  const params = { path: { name } };
  const after = { renews: [SERVERS], done };
  return {
    activate: useAction<void, DatabaseServer>({
      ...after,
      call: () => body(api.POST("/api/v1/platform/servers/{name}/activate", { params })),
      said: t("activated", { name }),
    }),
    drain: useAction<void, DatabaseServer>({
      ...after,
      call: () => body(api.POST("/api/v1/platform/servers/{name}/drain", { params })),
      said: t("drained", { name }),
    }),
    down: useAction<void, DatabaseServer>({
      ...after,
      call: () => body(api.POST("/api/v1/platform/servers/{name}/down", { params })),
      said: t("declaredDown", { name }),
    }),
  };
}

/** How many findings of a check are errors and warnings. */
export function tally(findings: readonly DatabaseServerFinding[]): {
  errors: number;
  warnings: number;
} {
  return {
    errors: findings.filter(({ severity }) => severity === "error").length,
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
}

/** The engine and release of a server, as its last check found them. */
export function engineOf(server: DatabaseServer): string | null {
  return server.lastCheck?.findings.find(({ code }) => code === "version")?.found ?? null;
}

/** How full a server is in its fullest respect, 0 to 1; null where nothing limits it. */
export function fullness({ capacity, load, tenants }: DatabaseServer): number | null {
  const parts = [
    part(tenants, capacity.maxTenants),
    part(load.bytes, capacity.maxBytes),
    part(load.connections, capacity.maxConnections),
  ].filter((each) => each !== null);
  return parts.length === 0 ? null : Math.max(...parts);
}

/** What part of a limit is used; null if there is none, or nothing was measured. */
export function part(used: number | null, limit: number | null | undefined): number | null {
  return used === null || limit === null || limit === undefined ? null : used / Math.max(1, limit);
}
