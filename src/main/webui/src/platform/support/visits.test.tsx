import { fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Session, session } from "@/session/session";
import { me, problem, serve, show } from "@/testing/screen";
import { tenant } from "../fleet/testing";
import { Support } from "./Support";
import { renewerOf } from "./visits";

const VISITS = "/api/v1/platform/tenants/id-acme/support-visits";
const VISIT = {
  id: "v1",
  tenant: "id-acme",
  guest: "ada",
  name: "Ada",
  email: "ada@tenantry.example",
  mode: "read-only",
  reason: "Ticket 4711",
  state: "open",
  beganAt: "2026-11-27T05:00:00Z",
  expiresAt: "2026-11-27T05:30:00Z",
  endedAt: null,
  endedBy: null,
};

async function enter(): Promise<void> {
  const user = userEvent.setup();
  fireEvent.change(await screen.findByLabelText("Reason"), { target: { value: "Ticket 4711" } });
  await user.click(screen.getByRole("button", { name: "Enter" }));
}

test("a guest works in the tenant with the tokens of the visit", async () => {
  const calls = serve({
    "GET /api/v1/me": me("support-visit:open"),
    [`GET ${VISITS}`]: { items: [], nextCursor: null },
    [`POST ${VISITS}`]: () =>
      Response.json({ accessToken: "guest", expiresIn: 600, visit: VISIT }, { status: 201 }),
  });
  const { router } = show(<Support tenant={tenant("acme")} />);

  await enter();

  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/t/acme"));
  expect(await session.token()).toBe("guest");
  expect(calls.find(({ call }) => call === `POST ${VISITS}`)?.body).toEqual({
    reason: "Ticket 4711",
    mode: "read-only",
    minutes: 30,
  });
});

test("where the organisation does not allow it, it is said who can", async () => {
  serve({
    "GET /api/v1/me": me("support-visit:open"),
    [`GET ${VISITS}`]: { items: [], nextCursor: null },
    [`POST ${VISITS}`]: () => problem(403, "support_not_allowed"),
  });
  show(<Support tenant={tenant("acme")} />);

  await enter();

  expect(await screen.findByText("The organisation does not allow this")).toBeVisible();
  expect(screen.getByLabelText("Reason")).toHaveValue("Ticket 4711");
});

test("tokens of a visit are renewed by the guest's own session, until the visit is over", async () => {
  let over = false;
  const calls = serve({
    "POST /api/v1/auth/browser/refresh": { accessToken: "own", expiresIn: 600 },
    [`POST ${VISITS}/v1/token`]: () =>
      over ? problem(409, "visit_over") : { accessToken: "next", expiresIn: 600, visit: VISIT },
  });
  const left = vi.fn();
  const renew = renewerOf("id-acme", "v1", new Session(), left);

  expect((await renew())?.accessToken).toBe("next");
  expect(calls.at(-1)?.request.headers.get("Authorization")).toBe("Bearer own");

  over = true;
  void renew();
  await vi.waitFor(() => expect(left).toHaveBeenCalledOnce());
});
