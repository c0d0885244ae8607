import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { SignOn, SignOnDomain, SignOnTrial } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import SignOnScreen from "./SignOnScreen";
import { tell } from "./trials";

const SIGN_ON: SignOn = {
  issuer: "https://login.acme.example/realms/acme",
  clientId: "tenantry",
  redirectUri: "https://tenantry.example/api/v1/auth/sign-on/callback/1",
  scopes: "openid email profile",
  rules: [{ claim: "groups", value: "admins", role: "enterprise_admin" }],
  joins: true,
  emailClaim: "email",
  emailTrusted: false,
  factorTrusted: false,
  tested: false,
  changedAt: "2026-11-01T08:00:00Z",
};
const DOMAIN: SignOnDomain = {
  domain: "acme.example",
  verified: true,
  verifiedAt: "2026-11-01T08:00:00Z",
  enforced: false,
  recordName: "_tenantry.acme.example",
  recordValue: "tenantry-verification=q",
};
const TRIAL: SignOnTrial = {
  succeeded: true,
  code: null,
  reason: null,
  detail: null,
  email: "grace@acme.example",
  role: "member",
  department: null,
  joins: true,
  factor: false,
  claims: { groups: ["design"] },
};
const MANAGER = me("sign-on:read", "sign-on:manage");

function paste(user: ReturnType<typeof userEvent.setup>, field: HTMLElement, text: string) {
  return user.click(field).then(() => user.paste(text));
}

test("a provider is set up with its preset, rules in their order, and the secret", async () => {
  const calls = serve({
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/sign-on": () => problem(404, "sign_on_not_found"),
    "GET /api/v1/sign-on/domains": { items: [] },
    "PUT /api/v1/sign-on": SIGN_ON,
  });
  const user = userEvent.setup();
  show(<SignOnScreen />);

  await user.click(await screen.findByText("Set up sign-on"));
  const drawer = within(await screen.findByRole("dialog"));
  await paste(user, drawer.getByLabelText("Issuer"), "http://login.acme.example");
  await paste(user, drawer.getByLabelText("Client id"), "tenantry");
  await paste(user, drawer.getByLabelText("Client secret"), "s3cret");
  await user.click(drawer.getByText("Add a rule"));
  await paste(user, drawer.getByLabelText("is, or has"), "admins");
  await user.click(drawer.getByText("Save"));
  expect(await drawer.findByText("It begins with https://.")).toBeInTheDocument();
  await user.clear(drawer.getByLabelText("Issuer"));
  await paste(user, drawer.getByLabelText("Issuer"), SIGN_ON.issuer);
  await user.click(drawer.getByText("Save"));

  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(calls.find(({ call }) => call === "PUT /api/v1/sign-on")?.body).toMatchObject({
    issuer: SIGN_ON.issuer,
    clientSecret: "s3cret",
    rules: [{ claim: "groups", value: "admins", role: null, department: null }],
    defaultRole: null,
  });
});

test("what came of a trial in another tab is shown, with why it failed", async () => {
  const failed = { ...TRIAL, succeeded: false, code: "sign_on_refused", reason: "role_missing" };
  serve({
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/sign-on": SIGN_ON,
    "GET /api/v1/sign-on/domains": { items: [DOMAIN] },
    "POST /api/v1/sign-on/test": {
      findings: [{ check: "credentials", ok: true, code: null, detail: "" }],
      signIn: "https://login.acme.example/auth",
    },
    "GET /api/v1/sign-on/tests/T1": failed,
  });
  const user = userEvent.setup();
  show(<SignOnScreen />);

  await user.click(await screen.findByText("Test the setup"));
  const tryIt = (await screen.findByText("Try a sign-in")).closest("a");
  expect(tryIt).toHaveAttribute("href", "https://login.acme.example/auth");
  let seen = false;
  const close = tell("T1", () => {
    seen = true;
  });

  expect(await screen.findByText(/No rule gives the person a role/)).toBeInTheDocument();
  await waitFor(() => expect(seen).toBe(true));
  act(close);
});

test("a test says nothing of a setup that was changed after it", async () => {
  let now = SIGN_ON;
  serve({
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/sign-on": () => now,
    "GET /api/v1/sign-on/domains": { items: [DOMAIN] },
    "GET /api/v1/roles": { items: [], nextCursor: null },
    "GET /api/v1/departments": { items: [], nextCursor: null },
    "POST /api/v1/sign-on/test": {
      findings: [{ check: "credentials", ok: false, code: "client_refused", detail: "" }],
      signIn: null,
    },
    "PUT /api/v1/sign-on": () => {
      now = {
        ...SIGN_ON,
        issuer: "http://localhost:8180/realms/acme",
        changedAt: "2026-11-02T08:00:00Z",
      };
      return now;
    },
  });
  const user = userEvent.setup();
  show(<SignOnScreen />);

  await user.click(await screen.findByText("Test the setup"));
  await screen.findByText("It knows the client by its secret");
  await user.click(screen.getByText("Change"));
  const drawer = within(await screen.findByRole("dialog"));
  // On this machine, for a trial, a provider may do without TLS.
  await user.clear(drawer.getByLabelText("Issuer"));
  await paste(user, drawer.getByLabelText("Issuer"), "http://localhost:8180/realms/acme");
  await paste(user, drawer.getByLabelText("Client secret"), "s3cret");
  await user.click(drawer.getByText("Save"));

  await waitFor(() =>
    expect(screen.queryByText("It knows the client by its secret")).not.toBeInTheDocument(),
  );
  expect(screen.getByText("http://localhost:8180/realms/acme")).toBeInTheDocument();
});

test("sign-on cannot be enforced before a trial succeeded, and is asked about then", async () => {
  const calls = serve({
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/sign-on": { ...SIGN_ON, tested: true, testedAt: SIGN_ON.changedAt },
    "GET /api/v1/sign-on/domains": {
      items: [DOMAIN, { ...DOMAIN, domain: "new.example", verified: false }],
    },
    "PUT /api/v1/sign-on/domains/acme.example/enforcement": { ...DOMAIN, enforced: true },
  });
  const user = userEvent.setup();
  show(<SignOnScreen />);

  expect(await screen.findByLabelText("Sign-on is the only way in for new.example")).toBeDisabled();
  await user.click(screen.getByLabelText("Sign-on is the only way in for acme.example"));
  expect(await screen.findByText(/If the provider breaks/)).toBeInTheDocument();
  await user.click(screen.getByText("Enforce it"));

  await waitFor(() =>
    expect(calls.find(({ call }) => call.endsWith("/enforcement"))?.body).toEqual({
      enforced: true,
    }),
  );
});

test("who may only look finds no way to change anything", async () => {
  serve({
    "GET /api/v1/me": me("sign-on:read"),
    "GET /api/v1/sign-on": SIGN_ON,
    "GET /api/v1/sign-on/domains": { items: [DOMAIN] },
  });
  show(<SignOnScreen />);

  await screen.findByText("acme.example");
  expect(
    screen.queryByRole("button", { name: /Change|Remove|Add|Test|Look/ }),
  ).not.toBeInTheDocument();
  expect(screen.queryByRole("switch")).not.toBeInTheDocument();
});
