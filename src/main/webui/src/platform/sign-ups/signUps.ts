import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { PlatformSignUp, SignUpApproved } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import type { SignUpState } from "../fleet/states";
import { texts } from "./texts";

/** All lists of sign-ups, and each. */
export const SIGN_UPS = ["sign-ups"];

/** How often they are read anew, in milliseconds. */
const EVERY = 10_000;

export function useSignUps(state: SignUpState | undefined) {
  return usePages(
    [...SIGN_UPS, "list", state],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/sign-ups", {
          params: {
            query: {
              limit: 50,
              ...(state === undefined ? {} : { state }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    { every: EVERY },
  );
}

export function useSignUp(signUp: string) {
  return useQuery({
    queryKey: [...SIGN_UPS, "one", signUp],
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/platform/sign-ups/{signUp}", { params: { path: { signUp } }, signal })),
    refetchInterval: EVERY,
  });
}

export function useApproving(signUp: string, done: () => void) {
  const t = texts.use();
  return useAction<void, SignUpApproved>({
    call: (_, header) =>
      body(
        api.POST("/api/v1/platform/sign-ups/{signUp}/approve", {
          params: { path: { signUp }, header },
        }),
      ),
    renews: [SIGN_UPS],
    said: t("approved"),
    done,
  });
}

export function useRejecting(signUp: string, done: () => void) {
  const t = texts.use();
  return useAction<string, PlatformSignUp>({
    call: (reason) =>
      body(
        api.POST("/api/v1/platform/sign-ups/{signUp}/reject", {
          body: { reason },
          params: { path: { signUp } },
        }),
      ),
    renews: [SIGN_UPS],
    said: t("rejected"),
    done,
  });
}
