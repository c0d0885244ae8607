import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { useAction } from "@/forms/useAction";
import { texts } from "./texts";

export const PLAN = /^[a-z0-9-]{1,40}$/;

function settingsOf(plan: string): string[] {
  return ["plan-settings", plan];
}

export function usePlanSettings(plan: string) {
  return useQuery({
    queryKey: settingsOf(plan),
    queryFn: async ({ signal }) =>
      (
        await body(
          api.GET("/api/v1/platform/plans/{plan}/settings", { params: { path: { plan } }, signal }),
        )
      ).items,
  });
}

/** The settings there are: what each takes. */
export function useCatalogue() {
  return useQuery({
    queryKey: ["settings-catalogue"],
    staleTime: 10 * 60_000,
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/platform/settings", { signal }))).items,
  });
}

export function useSetting(plan: string, done: () => void) {
  const t = texts.use();
  return useAction({
    call: ({ name, value }: { name: string; value: unknown }) =>
      body(
        api.PUT("/api/v1/platform/plans/{plan}/settings/{name}", {
          body: { value },
          params: { path: { plan, name } },
        }),
      ),
    renews: [settingsOf(plan)],
    said: t("saved"),
    done,
  });
}

export function useUnsetting(plan: string) {
  const t = texts.use();
  return useAction({
    call: (name: string) =>
      body(
        api.DELETE("/api/v1/platform/plans/{plan}/settings/{name}", {
          params: { path: { plan, name } },
        }),
      ),
    renews: [settingsOf(plan)],
    said: t("removed"),
  });
}
