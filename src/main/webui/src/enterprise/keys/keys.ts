import { api, body } from "@/api/client";
import type { ApiKey, MadeApiKey, NewApiKey } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { texts } from "./texts";

const KEYS = ["api-keys"];

export function useKeys() {
  return usePages(
    KEYS,
    (cursor, signal) =>
      body(
        api.GET("/api/v1/api-keys", {
          params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    // When each was last used goes on changing.
    { every: 30_000 },
  );
}

/** Makes a key. The call takes no idempotency key: nothing shows the text of a key again. */
export function useMaking(done: (made: MadeApiKey) => void) {
  return useAction({
    call: (wish: NewApiKey) => body(api.POST("/api/v1/api-keys", { body: wish })),
    renews: [KEYS, ["api-key-names"]],
    done,
  });
}

export function useRevoking() {
  const t = texts.use();
  return useAction({
    call: ({ id }: ApiKey) =>
      body(api.DELETE("/api/v1/api-keys/{key}", { params: { path: { key: id } } })),
    renews: [KEYS],
    said: t("revokedSaid"),
  });
}
