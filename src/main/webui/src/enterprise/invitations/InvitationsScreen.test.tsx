import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Invitation } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import InvitationsScreen from "./InvitationsScreen";

const OPEN: Invitation = {
  id: "i1",
  kind: "mail",
  email: "grace@acme.example",
  role: "member",
  state: "open",
  language: "en",
  invitedBy: "ada",
  uses: 0,
  mostUses: 1,
  createdAt: "2026-11-01T08:00:00Z",
  sentAt: "2026-11-01T08:00:00Z",
  expiresAt: "2026-11-08T08:00:00Z",
};
const page = (...items: unknown[]) => ({ items, nextCursor: null });
const WORLD = {
  "GET /api/v1/me": me("invitation:read", "invitation:create", "invitation:manage", "role:read"),
  "GET /api/v1/invitations": page(OPEN),
  "GET /api/v1/roles": page({
    id: "member",
    name: "Member",
    ofProduct: true,
    permissions: [],
    scope: "tenant",
  }),
};

test("who may only look finds no way to invite, send again or revoke", async () => {
  serve({ ...WORLD, "GET /api/v1/me": me("invitation:read") });

  show(<InvitationsScreen />);

  await screen.findByText("grace@acme.example");
  expect(screen.queryByRole("button", { name: /Invite|code|Send|Revoke/ })).not.toBeInTheDocument();
});

test("that an address is invited already is said in words that help, and nothing is lost", async () => {
  serve({
    ...WORLD,
    "POST /api/v1/invitations": () => problem(409, "already_invited", "an open invitation"),
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<InvitationsScreen />, "/t/acme/invitations?make=one");

  const drawer = within(await screen.findByRole("dialog"));
  await user.click(await drawer.findByLabelText("E-mail address"));
  await user.paste("grace@acme.example");
  await user.click(drawer.getByRole("button", { name: "Send the invitation" }));

  expect(await drawer.findByText("This address has an open invitation")).toBeInTheDocument();
  expect(drawer.getByLabelText("E-mail address")).toHaveValue("grace@acme.example");
});

test("a code is shown, once", async () => {
  const calls = serve({
    ...WORLD,
    "POST /api/v1/invitations/codes": { code: "7KQM-2XWD-9HVT", invitation: OPEN },
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<InvitationsScreen />, "/t/acme/invitations?make=code");

  await user.click(await screen.findByRole("button", { name: "Make the code" }));
  expect(await screen.findByDisplayValue("7KQM-2XWD-9HVT")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "I have it" }));

  await waitFor(() => expect(screen.queryByDisplayValue("7KQM-2XWD-9HVT")).not.toBeInTheDocument());
  expect(calls.find(({ call }) => call.endsWith("/codes"))?.body).toEqual({
    role: "member",
    uses: 10,
    expiresInDays: 7,
  });
});
