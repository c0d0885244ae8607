import type { DatabaseServer, Operation, Tenant } from "@/api/schema";

const AT = "2026-11-27T05:00:00Z";

/** A tenant as the API answers it, for tests. */
export function tenant(slug: string, more: Partial<Tenant> = {}): Tenant {
  return {
    id: `id-${slug}`,
    slug,
    name: `The ${slug}`,
    plan: null,
    tags: {},
    state: "active",
    reason: null,
    server: "db1",
    schemaVersion: "8a94a371a3a15625",
    createdAt: AT,
    changedAt: AT,
    purgeAfter: null,
    ...more,
  };
}

export function operation(id: string, more: Partial<Operation> = {}): Operation {
  return {
    id,
    kind: "tenant.create",
    tenant: null,
    state: "running",
    undoing: false,
    error: null,
    createdAt: AT,
    finishedAt: null,
    steps: [],
    ...more,
  };
}

export function server(name: string, more: Partial<DatabaseServer> = {}): DatabaseServer {
  return {
    id: `id-${name}`,
    name,
    host: "127.0.0.1",
    port: 3306,
    state: "active",
    createdAt: AT,
    capacity: { maxTenants: null, maxBytes: null, maxConnections: null },
    weight: 100,
    labels: {},
    tenants: 3,
    load: { bytes: 1000, connections: 4, measuredAt: AT },
    lastCheck: null,
    ...more,
  };
}
