import type { Tenant } from "@/api/schema";

/** What one looks for among tenants; what is left out does not matter. */
export interface TenantWish {
  words?: string | undefined;
  /** `all` has those as well that are gone. */
  state?: string | undefined;
  server?: string | undefined;
  plan?: string | undefined;
  /** `ring=canary` */
  tag?: string | undefined;
}

/** Whether a tenant is like what is looked for. */
export function isLike(tenant: Tenant, { words, state, server, plan, tag }: TenantWish): boolean {
  return (
    inState(tenant, state) &&
    (server === undefined || tenant.server === server) &&
    (plan === undefined || tenant.plan === plan) &&
    (tag === undefined || tagsOf(tenant).includes(tag)) &&
    (words === undefined || named(tenant, words.trim().toLowerCase()))
  );
}

function inState(tenant: Tenant, state: string | undefined): boolean {
  if (state === "all") {
    return true;
  }
  return state === undefined ? isThere(tenant) : tenant.state === state;
}

/** Whether anything of a tenant is there beside what is told of it. */
export function isThere({ state }: Tenant): boolean {
  return state !== "purged" && state !== "failed";
}

export function tagsOf({ tags }: Tenant): string[] {
  return Object.entries(tags).map(([name, value]) => `${name}=${value}`);
}

function named({ name, slug, id }: Tenant, word: string): boolean {
  return (
    name.toLowerCase().includes(word) || slug.includes(word) || id.toLowerCase().startsWith(word)
  );
}

/** Whether what is looked for may be a whole slug or id. */
export function isKey(words: string | undefined): words is string {
  return words !== undefined && /^[a-z0-9][a-z0-9-]{2,39}$/i.test(words);
}
