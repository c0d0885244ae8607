import { useQuery } from "@tanstack/react-query";
import { api, body, open } from "@/api/client";
import type { Me, OfferedFactor, RemoveFactor, ShowFactor, TenantOfMine } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { ME } from "@/session/queries";
import { session } from "@/session/session";
import { tenantOfTab, workIn } from "@/session/tab";
import { texts } from "./texts";

const FACTOR = ["own", "factor"];
const SESSIONS = ["own", "sessions"];

export function useFactor() {
  return useQuery({
    queryKey: FACTOR,
    queryFn: ({ signal }) => body(api.GET("/api/v1/me/factor", { signal })),
  });
}

export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => body(api.GET("/api/v1/me/sessions", { signal })),
  });
}

export function useRenaming(done: (me: Me) => void) {
  const t = texts.use();
  return useAction({
    call: (name: string) => body(api.PATCH("/api/v1/me", { body: { name } })),
    renews: [ME],
    said: t("nameSaved"),
    done,
  });
}

export function useChangingPassword(done: () => void) {
  const t = texts.use();
  return useAction({
    call: (wish: { password: string; newPassword: string }) =>
      body(api.PUT("/api/v1/me/password", { body: wish })),
    renews: [SESSIONS],
    said: t("passwordChanged"),
    done,
  });
}

/** Offers a key; it counts once it is confirmed. */
export function useOfferingFactor(done: (offered: OfferedFactor) => void) {
  return useAction({
    call: (password: string) => body(api.POST("/api/v1/me/factor", { body: { password } })),
    done,
  });
}

export function useRemovingFactor(done: () => void) {
  const t = texts.use();
  return useAction({
    call: (shown: RemoveFactor) => body(api.DELETE("/api/v1/me/factor", { body: shown })),
    renews: [FACTOR, SESSIONS],
    said: t("factorRemoved"),
    done,
  });
}

export function useRenewingCodes(done: (codes: readonly string[]) => void) {
  return useAction({
    call: (shown: ShowFactor) =>
      body(api.POST("/api/v1/me/factor/recovery-codes", { body: shown })),
    renews: [FACTOR],
    done: ({ recoveryCodes }) => done(recoveryCodes),
  });
}

export function useConfirmingFactor(done: (codes: readonly string[]) => void) {
  return useAction({
    call: (code: string) => body(api.POST("/api/v1/me/factor/confirm", { body: { code } })),
    renews: [FACTOR, SESSIONS],
    done: ({ recoveryCodes }) => done(recoveryCodes),
  });
}

export function useEndingSession() {
  const t = texts.use();
  return useAction({
    call: (id: string) =>
      body(api.DELETE("/api/v1/me/sessions/{session}", { params: { path: { session: id } } })),
    renews: [SESSIONS],
    said: t("sessionEnded"),
  });
}

export function useEndingOthers() {
  const t = texts.use();
  return useAction({
    call: () => body(api.POST("/api/v1/me/sessions/end-others")),
    renews: [SESSIONS],
    said: ({ ended }) => t("othersEnded", { count: ended }),
  });
}

export function useSigningOutEverywhere() {
  return useAction({
    call: async () => {
      await body(api.POST("/api/v1/auth/logout-everywhere"));
      // The cookies of this browser go, too, and its other tabs are told.
      await session.signOut().catch(() => undefined);
    },
  });
}

/** Leaves an organisation: that is asked for in it, so it is chosen first. */
export function useLeaving() {
  const t = texts.use();
  return useAction({
    call: async ({ slug }: TenantOfMine) => {
      const { accessToken } = await session.choose(slug, await session.token());
      await body(
        open.POST("/api/v1/members/leave", { headers: { Authorization: `Bearer ${accessToken}` } }),
      );
    },
    renews: [ME, SESSIONS],
    said: t("left"),
    done: (_, { slug }) => {
      if (tenantOfTab() === slug) {
        workIn(null);
      }
    },
  });
}
