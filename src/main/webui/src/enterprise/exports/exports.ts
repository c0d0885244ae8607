import { useEffect, useState } from "react";
import { api, body } from "@/api/client";
import type { Export, ExportLink } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { texts } from "./texts";

const EXPORTS = ["exports"];
const WHILE_AT_WORK = 1_500;
const OTHERWISE = 60_000;

/** Exports, looked at often while something is done about one. */
export function useExports() {
  const [busy, setBusy] = useState(false);
  const pages = usePages(
    EXPORTS,
    (cursor, signal) =>
      body(
        api.GET("/api/v1/exports", {
          params: { query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    { every: busy ? WHILE_AT_WORK : OTHERWISE },
  );
  const atWork = pages.items.some(({ state }) => state === "making" || state === "deleting");
  useEffect(() => setBusy(atWork), [atWork]);
  return pages;
}

export function useAsking() {
  const t = texts.use();
  return useAction<void, Export>({
    call: (_, header) => body(api.POST("/api/v1/exports", { params: { header } })),
    renews: [EXPORTS],
    said: t("asked"),
  });
}

export function useRemoving() {
  const t = texts.use();
  return useAction({
    call: ({ id }: Export) =>
      body(api.DELETE("/api/v1/exports/{export}", { params: { path: { export: id } } })),
    renews: [EXPORTS],
    said: t("removing"),
  });
}

/** Gets a link by which anybody can download an export for a while. */
export function useLinking(done: (link: ExportLink) => void) {
  return useAction({
    call: async ({ id }: Export) => {
      const link = await body(
        api.POST("/api/v1/exports/{export}/link", { params: { path: { export: id } } }),
      );
      return { ...link, url: new URL(link.url, globalThis.location.origin).href };
    },
    done,
  });
}

/** Has the browser download a file; this page stays. */
export function download({ url }: ExportLink): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
