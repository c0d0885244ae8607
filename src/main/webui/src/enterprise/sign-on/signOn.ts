import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { SignOnDomain, SignOnTest, SignOnWish } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { texts } from "./texts";

const SIGN_ON = ["sign-on"];
const DOMAINS = ["sign-on-domains"];

/** How people sign on; null if that is not set up. */
export function useSignOn() {
  return useQuery({
    queryKey: SIGN_ON,
    queryFn: async ({ signal }) => {
      try {
        return await body(api.GET("/api/v1/sign-on", { signal }));
      } catch (error) {
        if (isProblem(error, "sign_on_not_found")) {
          return null;
        }
        throw error;
      }
    },
  });
}

export function useSettingUp(done: () => void) {
  const t = texts.use();
  return useAction({
    call: (wish: SignOnWish) => body(api.PUT("/api/v1/sign-on", { body: wish })),
    renews: [SIGN_ON],
    said: t("saved"),
    done,
  });
}

export function useRemoving(done: () => void) {
  const t = texts.use();
  return useAction({
    call: () => body(api.DELETE("/api/v1/sign-on")),
    renews: [SIGN_ON],
    said: t("removedSaid"),
    done,
  });
}

export function useDomains() {
  return useQuery({
    queryKey: DOMAINS,
    queryFn: ({ signal }) => body(api.GET("/api/v1/sign-on/domains", { signal })),
    select: ({ items }) => items,
  });
}

export function useAddingDomain(done: () => void) {
  return useAction({
    call: (domain: string) => body(api.POST("/api/v1/sign-on/domains", { body: { domain } })),
    renews: [DOMAINS],
    done,
  });
}

export function useVerifyingDomain() {
  const t = texts.use();
  return useAction({
    call: ({ domain }: SignOnDomain) =>
      body(api.POST("/api/v1/sign-on/domains/{domain}/verify", { params: { path: { domain } } })),
    renews: [DOMAINS],
    said: ({ domain }) => t("verifiedSaid", { domain }),
  });
}

export function useRemovingDomain() {
  const t = texts.use();
  return useAction({
    call: ({ domain }: SignOnDomain) =>
      body(api.DELETE("/api/v1/sign-on/domains/{domain}", { params: { path: { domain } } })),
    renews: [DOMAINS],
    said: t("domainRemovedSaid"),
  });
}

export function useEnforcing() {
  const t = texts.use();
  return useAction({
    call: ({ domain, enforced }: { domain: string; enforced: boolean }) =>
      body(
        api.PUT("/api/v1/sign-on/domains/{domain}/enforcement", {
          params: { path: { domain } },
          body: { enforced },
        }),
      ),
    renews: [DOMAINS],
    said: ({ domain, enforced }) => t(enforced ? "enforcedSaid" : "releasedSaid", { domain }),
  });
}

/** Asks the provider, and begins a trial if it answers well. */
export function useTesting(found: (test: SignOnTest) => void) {
  return useAction({
    call: () => body(api.POST("/api/v1/sign-on/test")),
    done: found,
  });
}

/** What came of a trial. */
export function useTrial(test: string | null) {
  return useQuery({
    queryKey: ["sign-on-trial", test],
    enabled: test !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/sign-on/tests/{test}", { params: { path: { test: test ?? "" } }, signal }),
      ),
  });
}

/** Reads the setup anew: a trial that succeeded makes it count as tested. */
export function useRenewal(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: SIGN_ON });
}
