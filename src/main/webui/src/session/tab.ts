import type { Place } from "./place";

/** Which tenant this tab works in; a reload asks for it, another tab does not. Never a secret. */
const KEPT_AT = "tenantry.tab";
const VISIT_AT = "tenantry.visit";

/** A visit of support that a tab is on. With its ids alone nobody gets in. */
export interface TabVisit {
  /** Of the tenant. */
  slug: string;
  /** The tenant's id. */
  tenant: string;
  id: string;
}

export function tenantOfTab(): string | null {
  return read(KEPT_AT);
}

/** Works in a tenant, or in none; whoever was a guest in another is that no more. */
export function workIn(tenant: string | null): void {
  keep(KEPT_AT, tenant);
  if (visitOfTab(tenant) === null) {
    keep(VISIT_AT, null);
  }
}

/** The visit that this tab is on in a place; null if it is on none there. */
export function visitOfTab(place: Place): TabVisit | null {
  try {
    const { slug, tenant, id } = JSON.parse(read(VISIT_AT) ?? "{}") as Partial<TabVisit>;
    return slug !== undefined && slug === place && tenant !== undefined && id !== undefined
      ? { slug, tenant, id }
      : null;
  } catch {
    return null;
  }
}

/** Is on a visit from now on, also after a reload; or on none. */
export function stayIn(visit: TabVisit | null): void {
  keep(VISIT_AT, visit === null ? null : JSON.stringify(visit));
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) {
      sessionStorage.removeItem(key);
    } else {
      sessionStorage.setItem(key, value);
    }
  } catch {
    // Then a deep link is followed without a question, and a reload ends a visit.
  }
}
