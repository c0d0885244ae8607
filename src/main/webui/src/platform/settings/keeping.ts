import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { LostFactor, SigningKeySuccessor } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { texts } from "./texts";

const SEALED = ["sealed-secrets"];

export function useSealed() {
  return useQuery({
    queryKey: SEALED,
    queryFn: ({ signal }) => body(api.GET("/api/v1/platform/secrets", { signal })),
  });
}

/** Counts the secrets anew. */
export function useRecount(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: SEALED });
}

export function useResealing(begun: (operation: string) => void) {
  return useAction<void, string>({
    call: async (_, header) =>
      (await body(api.POST("/api/v1/platform/secrets/reseal", { params: { header } }))).operation
        .id,
    done: begun,
  });
}

export function useRotating(done: (successor: SigningKeySuccessor) => void) {
  return useAction({
    call: () => body(api.POST("/api/v1/platform/signing-keys/rotate")),
    done,
  });
}

export function useTakingAway(done: () => void) {
  const t = texts.use();
  return useAction({
    call: (lost: LostFactor) =>
      body(api.POST("/api/v1/platform/accounts/remove-factor", { body: lost })),
    said: t("takenAway"),
    done,
  });
}
