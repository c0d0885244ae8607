import { useNavigate } from "react-router";
import { api, body } from "@/api/client";
import type { NewSupportVisit, SupportToken, Tenant } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { session } from "@/session/session";
import { stayIn, tenantOfTab, workIn } from "@/session/tab";
import { renewerOf } from "@/session/visit";
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
    const visit = { slug: tenant.slug, tenant: tenant.id, id: token.visit.id };
    stayIn(visit);
    session.adopt(tenant.slug, token, renewerOf(visit));
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
