import { asMe } from "@/api/client";
import { isProblem, problemOf } from "@/api/problem";
import type { SupportToken } from "@/api/schema";
import type { Place } from "./place";
import { type Renewer, Session, session } from "./session";
import { stayIn, type TabVisit, visitOfTab, workIn } from "./tab";

/** What the server says of a visit that goes on no more. */
const OVER = ["visit_over", "visit_not_found", "support_not_allowed", "tenant_not_found"];

/**
 * Opens a place: as a guest of support if this tab is on a visit there, which outlasts a reload, and
 * else as {@link Session.open} does.
 */
export async function openPlace(place: Place): Promise<boolean> {
  const visit = visitOfTab(place);
  if (visit === null) {
    return await session.open(place);
  }
  try {
    return await session.open(place, renewerOf(visit));
  } catch (error) {
    if (isProblem(error, "permission_denied")) {
      // Whoever is signed in by now visits nobody.
      stayIn(null);
      return await session.open(place);
    }
    throw error;
  }
}

/**
 * Gets other tokens for a visit: with the session of whoever visits, which is their own besides. A
 * visit that is over leads out of the tenant, and takes all with it that was seen there.
 */
export function renewerOf(
  visit: TabVisit,
  own: Session = new Session(),
  leave: () => void = () => leaveFor(visit.tenant),
): Renewer {
  return async () => {
    if (!(await own.open(null))) {
      return null;
    }
    const response = await asMe(new Request(addressOf(visit), { method: "POST" }), own);
    if (response.ok) {
      return (await response.json()) as SupportToken;
    }
    const problem = await problemOf(response);
    if (isProblem(problem, ...OVER)) {
      leave();
      return await new Promise<never>(() => undefined);
    }
    throw problem;
  };
}

function addressOf({ tenant, id }: TabVisit): URL {
  const [of, visit] = [encodeURIComponent(tenant), encodeURIComponent(id)];
  return new URL(
    `/api/v1/platform/tenants/${of}/support-visits/${visit}/token`,
    globalThis.location.origin,
  );
}

function leaveFor(tenant: string): void {
  workIn(null);
  globalThis.location.assign(`/platform/tenants/${encodeURIComponent(tenant)}?tab=support&over=1`);
}
