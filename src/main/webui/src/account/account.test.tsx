import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ME } from "@/session/queries";
import { workIn } from "@/session/tab";
import { me, problem, serve, show } from "@/testing/screen";
import { AccountPlace } from "./AccountPlace";
import { clientOf } from "./client";
import FactorScreen from "./FactorScreen";
import PasswordScreen from "./PasswordScreen";
import ProfileScreen from "./ProfileScreen";
import SessionsScreen from "./SessionsScreen";

test("recovery codes are left only by saying that they are kept", async () => {
  let enabled = false;
  serve({
    "GET /api/v1/me": me(),
    "GET /api/v1/me/factor": () => ({ enabled, recoveryCodesLeft: enabled ? 2 : 0 }),
    "POST /api/v1/me/factor": { secret: "JBSWY3DP", uri: "otpauth://totp/Tenantry:ada" },
    "POST /api/v1/me/factor/confirm": () => {
      enabled = true;
      return { recoveryCodes: ["4TJ0-QX8M", "7ZKC-W2VA"] };
    },
  });
  show(<FactorScreen />, "/account/factor");

  fireEvent.change(await screen.findByLabelText("Present password"), { target: { value: "pw" } });
  fireEvent.click(screen.getByRole("button", { name: "Continue" }));
  expect(await screen.findByText("JBSWY3DP")).toBeInTheDocument();
  fireEvent.change(screen.getByLabelText("Code of the app"), { target: { value: "492 039" } });
  fireEvent.click(screen.getByRole("button", { name: "Switch it on" }));

  expect(await screen.findByText("4TJ0-QX8M")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
  fireEvent.click(screen.getByRole("checkbox"));
  fireEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText("2 recovery codes are left.")).toBeInTheDocument();
  expect(screen.queryByText("4TJ0-QX8M")).not.toBeInTheDocument();
});

test("a refused password says why at its field, and keeps what was typed", async () => {
  serve({
    "GET /api/v1/me": me(),
    "PUT /api/v1/me/password": () =>
      problem(400, "password_refused", "refused", {
        errors: [{ code: "breached", detail: "it is known" }],
      }),
  });
  show(<PasswordScreen />, "/account/password");

  fireEvent.change(screen.getByLabelText("Present password"), { target: { value: "old one" } });
  fireEvent.change(screen.getByLabelText("New password"), { target: { value: "password1234" } });
  fireEvent.click(screen.getByRole("button", { name: "Change the password" }));

  expect(await screen.findByText(/known from a breach/)).toBeInTheDocument();
  expect(screen.getByLabelText("Present password")).toHaveValue("old one");
});

test("one's own name is changed, and is what the screen calls one from then on", async () => {
  let name = "Ada";
  let refused = true;
  const calls = serve({
    "GET /api/v1/me": () => ({ ...me(), name }),
    "PATCH /api/v1/me": async (request: Request) => {
      if (refused) {
        return problem(503, "service_busy");
      }
      name = (await request.clone().json()).name;
      return { ...me(), name };
    },
  });
  const { queries } = show(<ProfileScreen />, "/account/profile");

  const field = await screen.findByLabelText("Name");
  fireEvent.change(field, { target: { value: " עדה 👩🏽‍💻 " } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toBeInTheDocument();
  expect(field).toHaveValue(" עדה 👩🏽‍💻 ");

  refused = false;
  fireEvent.click(screen.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(field).toHaveValue("עדה 👩🏽‍💻"));
  await waitFor(() => expect(queries.getQueryData(ME)).toMatchObject({ name: "עדה 👩🏽‍💻" }));
  expect(calls.find(({ call }) => call.startsWith("PATCH"))?.body).toEqual({ name: "עדה 👩🏽‍💻" });
});

test("a department is named beside the organisation that it is of", async () => {
  const somebody = me();
  const tenant = { ...somebody.tenant, department: { id: "d1", name: "Knitwear" } };
  serve({ "GET /api/v1/me": { ...somebody, tenant, tenants: [tenant] } });
  show(<ProfileScreen />, "/account/profile");

  expect(await screen.findByText("Knitwear")).toBeInTheDocument();
});

test("another session is ended, the present one offers no such button", async () => {
  const session = {
    id: "s1",
    address: "203.0.113.9",
    client: "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0",
    createdAt: "2026-11-27T08:00:00Z",
    usedAt: "2026-11-27T08:00:00Z",
    expiresAt: "2026-12-27T08:00:00Z",
    methods: ["pwd"],
    current: false,
  };
  const calls = serve({
    "GET /api/v1/me": me(),
    "GET /api/v1/me/sessions": { items: [{ ...session, id: "s0", current: true }, session] },
    "DELETE /api/v1/me/sessions/s1": () => new Response(null, { status: 204 }),
    "POST /api/v1/me/sessions/end-others": { ended: 1 },
  });
  show(<SessionsScreen />, "/account/sessions");

  const list = within(await screen.findByRole("list", { name: "Sessions" }));
  fireEvent.click(list.getByRole("button", { name: "End: Firefox · Windows, 203.0.113.9" }));

  await waitFor(() =>
    expect(calls.map(({ call }) => call)).toContain("DELETE /api/v1/me/sessions/s1"),
  );
  fireEvent.click(screen.getByText("End all others"));
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByText("End all others"));
  expect(await screen.findByText("One session has ended.")).toBeInTheDocument();
});

test("whoever came by a sign-on is told that the account is out of reach", async () => {
  workIn("acme");
  serve({ "POST /api/v1/auth/browser/refresh": () => problem(401, "refresh_token_invalid") });
  show(<AccountPlace screens={[]} groups={{}} />, "/account/profile");

  expect(await screen.findByText("You are signed in for acme alone")).toBeInTheDocument();
  workIn(null);
});

test("clients are called as people call them", () => {
  expect(clientOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Chrome/140 Safari/537.36")).toBe(
    "Chrome · macOS",
  );
  expect(clientOf("tenantry-cli/1.0")).toBe("tenantry-cli/1.0");
});
