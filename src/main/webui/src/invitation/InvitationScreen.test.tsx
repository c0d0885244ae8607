import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { session } from "@/session/session";
import { me, problem, serve, show } from "@/testing/screen";
import InvitationScreen from "./InvitationScreen";
import { fits } from "./mask";

const LOOK = {
  organisation: "Acme Fashion",
  kind: "mail",
  role: "member",
  roleName: "Member",
  departmentName: "Design",
  email: "g***@acme.example",
  expiresAt: "2026-12-04T08:00:00Z",
};
const NOBODY = { "POST /api/v1/auth/browser/refresh": () => problem(401, "refresh_token_invalid") };
const JOINED = { state: "active", organisation: { id: "1", name: "Acme Fashion", slug: "acme" } };

function fill(label: string, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

test("somebody new joins, and is signed in with what they typed", async () => {
  const calls = serve({
    ...NOBODY,
    "POST /api/v1/invitations/look": LOOK,
    "POST /api/v1/invitations/accept": JOINED,
    "POST /api/v1/auth/login": { accessToken: "a", expiresIn: 600, tenants: [] },
  });
  const { router } = show(<InvitationScreen />, "/invitation#token=t0ken");

  expect(await screen.findByRole("heading", { name: "Join Acme Fashion" })).toBeInTheDocument();
  expect(screen.getByText("Design")).toBeInTheDocument();
  await screen.findByLabelText("E-mail address");
  fill("E-mail address", "grace@acme.example");
  fill("Your name", "Grace Hopper");
  fill("Password", "purple otter counts slow trains");
  fireEvent.click(screen.getByRole("button", { name: "Join" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/t/acme"));
  expect(session.place()).toBeNull();
  expect(calls.find(({ call }) => call === "POST /api/v1/invitations/accept")?.body).toEqual({
    token: "t0ken",
    name: "Grace Hopper",
    password: "purple otter counts slow trains",
  });
  expect(router.state.location.hash).toBe("");
});

test("whoever has an account, and says to be new, is told so", async () => {
  serve({
    ...NOBODY,
    "POST /api/v1/invitations/look": LOOK,
    "POST /api/v1/invitations/accept": () => problem(401, "bad_credentials"),
  });
  show(<InvitationScreen />, "/invitation#token=t0ken");

  await screen.findByLabelText("E-mail address");
  fill("E-mail address", "grace@acme.example");
  fill("Your name", "Grace");
  fill("Password", "purple otter counts slow trains");
  fireEvent.click(screen.getByRole("button", { name: "Join" }));

  expect(await screen.findByText(/This address has an account already/)).toBeInTheDocument();
  expect(screen.getByLabelText("Your name")).toHaveValue("Grace");
});

test("whoever is signed in joins by a press, as themselves", async () => {
  const calls = serve({
    "POST /api/v1/auth/browser/refresh": { accessToken: "mine", expiresIn: 600 },
    "GET /api/v1/me": { ...me(), email: "grace@acme.example" },
    "POST /api/v1/invitations/look": LOOK,
    "POST /api/v1/invitations/accept": { ...JOINED, state: "pending" },
  });
  show(<InvitationScreen />, "/invitation#token=t0ken");

  fireEvent.click(await screen.findByRole("button", { name: /Join as/ }));

  expect(await screen.findByText("Almost there")).toBeInTheDocument();
  const sent = calls.find(({ call }) => call === "POST /api/v1/invitations/accept");
  expect(sent?.request.headers.get("Authorization")).toBe("Bearer mine");
});

test.each([
  [410, "invitation_expired", "The invitation has expired"],
  [410, "invitation_revoked", "The invitation was taken back"],
  [410, "invitation_used", "The invitation was used"],
  [404, "invitation_not_found", "There is no such invitation"],
])("an invitation that is over says why: %s %s", async (status, code, title) => {
  serve({ ...NOBODY, "POST /api/v1/invitations/look": () => problem(status, code) });
  show(<InvitationScreen />, "/invitation#token=t0ken");

  expect(await screen.findByText(title)).toBeInTheDocument();
});

test("an address is told from another one by what is shown of it", () => {
  expect(fits("Grace@Acme.example", "g***@acme.example")).toBe(true);
  expect(fits("grace@other.example", "g***@acme.example")).toBe(false);
  expect(fits("ada@acme.example", "g***@acme.example")).toBe(false);
  expect(fits("no address", "g***@acme.example")).toBe(false);
});
