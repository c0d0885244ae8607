import type { Backup, Tenant } from "@/api/schema";

/** A tenant, for tests. */
export const TENANT: Tenant = {
  id: "t1",
  slug: "acme",
  name: "Acme",
  plan: null,
  tags: {},
  state: "active",
  reason: null,
  server: "db1",
  schemaVersion: null,
  createdAt: "2026-11-01T00:00:00Z",
  changedAt: "2026-11-01T00:00:00Z",
  purgeAfter: null,
};

/** A moment so many hours ago. */
export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A good backup of three hours ago. */
export function backup(id: string, more: Partial<Backup> = {}): Backup {
  return {
    id,
    state: "ready",
    engine: "mariadb-11.4.5",
    schemaVersion: "v1",
    rows: 42,
    bytes: 808,
    storedBytes: 2402,
    createdAt: hoursAgo(3),
    takenAt: hoursAgo(3),
    finishedAt: hoursAgo(3),
    verifiedAt: null,
    binlog: null,
    origin: "scheduled",
    keptUntil: null,
    lockedUntil: null,
    ...more,
  };
}

/** An operation that is done. */
export const OPERATION = {
  id: "op1",
  kind: "tenant.restore",
  tenant: "t1",
  state: "succeeded" as const,
  undoing: false,
  error: null,
  createdAt: hoursAgo(0),
  finishedAt: hoursAgo(0),
  steps: [],
};
