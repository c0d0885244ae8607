import type { TenantOfMine } from "@/api/schema";

/**
 * Where somebody goes who has signed in: to where they wanted to, if that is a path of ours; else to
 * their only tenant; else to the choice.
 */
export function wayIn(next: string | null, tenants: readonly TenantOfMine[]): string {
  // "//elsewhere.example" and "/\elsewhere.example" are other sites to a browser.
  if (next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in")) {
    return next;
  }
  const [only, ...others] = tenants;
  return only !== undefined && others.length === 0 ? `/t/${only.slug}` : "/choose";
}
