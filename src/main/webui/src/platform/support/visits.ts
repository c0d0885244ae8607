import { useNavigate } from "react-router";
import { api, asMe, body } from "@/api/client";
import { isProblem, problemOf } from "@/api/problem";
import type { NewSupportVisit, SupportToken, Tenant } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { type Renewer, Session, session } from "@/session/session";
import { tenantOfTab, workIn } from "@/session/tab";
import { texts } from "./texts";

function visitsTo(tenant: string): string[] {
  return ["support-visits", tenant];
}

/** How often visits are read anew, in milliseconds: either side may end one. */
const EVERY = 10_000;

export function useVisits(tenantKey: string) {
  return usePages(
    visitsTo(tenantKey),
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/support-visits", {
          params: {
            path: { tenantKey },
            query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) },
          },
          signal,
        }),
      ),
    { every: EVERY },
  );
}

/** Enters a tenant as a guest, and goes there. */
export function useEntering(tenant: Tenant) {
  const goThere = useGoingThere(tenant);
  return useAction<NewSupportVisit, SupportToken>({
    call: (wish) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/support-visits", {
          body: wish,
          params: { path: { tenantKey: tenant.id } },
        }),
      ),
    done: goThere,
  });
}

/** Goes on with a visit of one's own that is not over. */
export function useGoingOn(tenant: Tenant) {
  const goThere = useGoingThere(tenant);
  return useAction<string, SupportToken>({
    call: (visit) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/support-visits/{visit}/token", {
          params: { path: { tenantKey: tenant.id, visit } },
        }),
      ),
    done: goThere,
  });
}

function useGoingThere(tenant: Tenant): (token: SupportToken) => void {
  const navigate = useNavigate();
  return (token) => {
    // The visit has been asked for: whether to switch is not asked again.
    workIn(tenant.slug);
    session.adopt(tenant.slug, token, renewerOf(tenant.id, token.visit.id));
    void navigate(`/t/${tenant.slug}`);
  };
}

export function useEnding(tenant: Tenant) {
  const t = texts.use();
  return useAction<string>({
    call: (visit) =>
      body(
        api.DELETE("/api/v1/platform/tenants/{tenantKey}/support-visits/{visit}", {
          params: { path: { tenantKey: tenant.id, visit } },
        }),
      ),
    renews: [visitsTo(tenant.id)],
    said: t("ended"),
    done: () => {
      if (tenantOfTab() === tenant.slug) {
        workIn(null);
      }
    },
  });
}

export function useReleasing(tenant: Tenant, done: () => void) {
  const t = texts.use();
  return useAction<void>({
    call: () =>
      body(
        api.DELETE("/api/v1/platform/tenants/{tenantKey}/sign-on/enforcement", {
          params: { path: { tenantKey: tenant.id } },
        }),
      ),
    said: t("released"),
    done,
  });
}

/** What the server says of a visit that goes on no more. */
const OVER = ["visit_over", "visit_not_found", "support_not_allowed", "tenant_not_found"];

/**
 * Gets other tokens for a visit: with the session of whoever visits, which is their own besides. A
 * visit that is over leads out of the tenant, and takes all with it that was seen there.
 */
export function renewerOf(
  tenant: string,
  visit: string,
  own: Session = new Session(),
  leave: () => void = () => leaveFor(tenant),
): Renewer {
  return async () => {
    if (!(await own.open(null))) {
      return null;
    }
    const path = `/api/v1/platform/tenants/${tenant}/support-visits/${visit}/token`;
    const response = await asMe(
      new Request(new URL(path, globalThis.location.origin), { method: "POST" }),
      own,
    );
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

function leaveFor(tenant: string): void {
  workIn(null);
  globalThis.location.assign(`/platform/tenants/${tenant}?tab=support&over=1`);
}
