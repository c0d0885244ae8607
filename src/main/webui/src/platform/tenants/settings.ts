import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { useAction } from "@/forms/useAction";
import { settingTexts } from "./settingTexts";

function settingsOf(tenant: string): string[] {
  return ["tenant-settings", tenant];
}

export function useSettings(tenantKey: string) {
  return useQuery({
    queryKey: settingsOf(tenantKey),
    queryFn: async ({ signal }) =>
      (
        await body(
          api.GET("/api/v1/platform/tenants/{tenantKey}/settings", {
            params: { path: { tenantKey } },
            signal,
          }),
        )
      ).items,
  });
}

/** The settings there are: what each takes. */
export function useCatalogue(enabled: boolean) {
  return useQuery({
    queryKey: ["settings-catalogue"],
    enabled,
    queryFn: async ({ signal }) =>
      (await body(api.GET("/api/v1/platform/settings", { signal }))).items,
    staleTime: 10 * 60_000,
  });
}

/** Gives a tenant a value of its own. */
export function useSettingValueOf(tenantKey: string, done: () => void) {
  const t = settingTexts.use();
  return useAction({
    call: ({ name, value }: { name: string; value: unknown }) =>
      body(
        api.PUT("/api/v1/platform/tenants/{tenantKey}/settings/{name}", {
          body: { value },
          params: { path: { tenantKey, name } },
        }),
      ),
    renews: [settingsOf(tenantKey)],
    said: t("saved"),
    done,
  });
}

/** Has the plan's value, or the default, hold again. */
export function useRemovingSetting(tenantKey: string) {
  const t = settingTexts.use();
  return useAction({
    call: (name: string) =>
      body(
        api.DELETE("/api/v1/platform/tenants/{tenantKey}/settings/{name}", {
          params: { path: { tenantKey, name } },
        }),
      ),
    renews: [settingsOf(tenantKey)],
    said: t("removed"),
  });
}
