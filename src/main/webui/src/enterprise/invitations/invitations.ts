import { api, body } from "@/api/client";
import type { Invitation, InvitationCode, NewInvitation, NewInvitationCode } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { usePages } from "@/lists/usePages";
import { formOf } from "./lines";
import { texts } from "./texts";

export const INVITATIONS = ["invitations"];
export const STATES = ["open", "accepted", "expired", "revoked"] as const;
export type InvitationState = (typeof STATES)[number];

export function useInvitations(state: InvitationState | null) {
  return usePages([...INVITATIONS, "list", state], (cursor, signal) =>
    body(
      api.GET("/api/v1/invitations", {
        params: {
          query: {
            limit: 100,
            ...(state === null ? {} : { state }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
}

export function useInviting(done: () => void) {
  const t = texts.use();
  return useAction({
    call: (wish: NewInvitation, header) =>
      body(api.POST("/api/v1/invitations", { body: wish, params: { header } })),
    renews: [INVITATIONS],
    said: ({ email }) => t("invited", { email: email ?? "" }),
    done,
  });
}

/** A list of people, and what holds for lines that say nothing of it. */
export interface ManyWish {
  list: string;
  role: string;
  department: string | null;
  language: string | null;
  days: number;
}

export function useInvitingMany(done: (invited: number) => void) {
  return useAction({
    call: ({ list, role, department, language, days }: ManyWish, header) =>
      body(
        api.POST("/api/v1/invitations/batch", {
          body: list,
          bodySerializer: (text) => String(text),
          headers: { "Content-Type": formOf(list) === "csv" ? "text/csv" : "text/plain" },
          params: {
            header,
            query: {
              role,
              expiresInDays: String(days),
              ...(department === null ? {} : { department }),
              ...(language === null ? {} : { language }),
            },
          },
        }),
      ),
    renews: [INVITATIONS],
    done: ({ invited }) => done(invited),
  });
}

export function useMakingCode(done: (made: InvitationCode) => void) {
  return useAction({
    call: (wish: NewInvitationCode, header) =>
      body(api.POST("/api/v1/invitations/codes", { body: wish, params: { header } })),
    renews: [INVITATIONS],
    done,
  });
}

export function useResending() {
  const t = texts.use();
  return useAction({
    call: ({ id }: Invitation) =>
      body(api.POST("/api/v1/invitations/{id}/resend", { params: { path: { id } } })),
    renews: [INVITATIONS],
    said: ({ email }) => t("resent", { email: email ?? "" }),
  });
}

export function useRevoking() {
  const t = texts.use();
  return useAction({
    call: ({ id }: Invitation) =>
      body(api.DELETE("/api/v1/invitations/{id}", { params: { path: { id } } })),
    renews: [INVITATIONS],
    said: t("revoked"),
  });
}
