import { api, body } from "@/api/client";
import type { Design, NewDesign } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { texts } from "./texts";

/** All designs, under one key: a change of one renews the list. */
const DESIGNS = ["designs"];

export function useDesigns() {
  return usePages(DESIGNS, (cursor, signal) =>
    body(
      api.GET("/api/v1/designs", {
        params: { query: { limit: 60, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
}

/** Makes a design, or changes one. */
export function useSaving(design: Design | null, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (wish: NewDesign, header) =>
      design === null
        ? body(api.POST("/api/v1/designs", { body: wish, params: { header } }))
        : body(
            api.PATCH("/api/v1/designs/{id}", { body: wish, params: { path: { id: design.id } } }),
          ),
    renews: [DESIGNS],
    said: ({ title }) => (design === null ? t("made", { title }) : t("saved")),
    done,
  });
}

export function useRemoving() {
  const t = texts.use();
  return useAction({
    call: ({ id }: Design) =>
      body(api.DELETE("/api/v1/designs/{id}", { params: { path: { id } } })),
    renews: [DESIGNS],
    said: t("removed"),
  });
}
