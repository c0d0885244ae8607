import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AccessPolicyWish, SupportAccess, SupportVisit } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { OWN_SETTINGS } from "@/settings/own";
import { texts } from "./texts";

const JOINING = ["access-policy"];
const FACTOR = ["second-factor-policy"];
const SUPPORT = ["support-access"];
const VISITS = ["support-visits"];

export function useJoining() {
  return useQuery({
    queryKey: JOINING,
    queryFn: ({ signal }) => body(api.GET("/api/v1/access-policy", { signal })),
  });
}

export function useChangingJoining() {
  const t = texts.use();
  return useAction({
    call: (wish: AccessPolicyWish) => body(api.PUT("/api/v1/access-policy", { body: wish })),
    renews: [JOINING],
    said: t("saved"),
  });
}

export function useFactorPolicy() {
  return useQuery({
    queryKey: FACTOR,
    queryFn: ({ signal }) => body(api.GET("/api/v1/access-policy/second-factor", { signal })),
  });
}

export function useRequiringFactor() {
  const t = texts.use();
  return useAction({
    call: (required: boolean) =>
      body(api.PUT("/api/v1/access-policy/second-factor", { body: { required } })),
    renews: [FACTOR, OWN_SETTINGS],
    said: ({ required }) => t(required ? "factorOn" : "factorOff"),
  });
}

export function useSupport() {
  return useQuery({
    queryKey: SUPPORT,
    queryFn: ({ signal }) => body(api.GET("/api/v1/support-access", { signal })),
  });
}

export function useAllowingSupport() {
  const t = texts.use();
  return useAction({
    call: (wish: SupportAccess) => body(api.PUT("/api/v1/support-access", { body: wish })),
    renews: [SUPPORT, VISITS],
    said: t("saved"),
  });
}

export function useVisits() {
  return usePages(
    VISITS,
    (cursor, signal) =>
      body(
        api.GET("/api/v1/support-access/visits", {
          params: { query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    { every: 30_000 },
  );
}

export function useEndingVisit() {
  const t = texts.use();
  return useAction({
    call: ({ id }: SupportVisit) =>
      body(
        api.DELETE("/api/v1/support-access/visits/{visit}", { params: { path: { visit: id } } }),
      ),
    renews: [VISITS],
    said: t("visitEnded"),
  });
}
