import { fireEvent, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { Frame } from "@/Frame";
import { Session, session } from "@/session/session";
import { stayIn, visitOfTab, workIn } from "@/session/tab";
import { renewerOf } from "@/session/visit";
import { me, problem, serve, show } from "@/testing/screen";
import { InPlace } from "@/workspace/InPlace";
import { tenant } from "../fleet/testing";
import { Support } from "./Support";

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

afterEach(() => {
  workIn(null);
});

const KEPT = { slug: "acme", tenant: "id-acme", id: "v1" };

/** Opens the tenant as a page does that was loaded anew. */
function reload(): void {
  session.forget();
  workIn("acme");
  stayIn(KEPT);
  const screen = (
    <InPlace place="acme">
      <p>In acme</p>
    </InPlace>
  );
  const router = createMemoryRouter(
    [
      { path: "/t/acme", element: screen },
      { path: "*", element: <p>Elsewhere</p> },
    ],
    { initialEntries: ["/t/acme"] },
  );
  render(
    <Frame>
      <RouterProvider router={router} />
    </Frame>,
  );
}

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
  expect(visitOfTab("acme")).toEqual(KEPT);
  expect(Object.values(sessionStorage).join()).not.toContain("guest");
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
  const renew = renewerOf({ slug: "acme", tenant: "id-acme", id: "v1" }, new Session(), left);

  expect((await renew())?.accessToken).toBe("next");
  expect(calls.at(-1)?.request.headers.get("Authorization")).toBe("Bearer own");

  over = true;
  void renew();
  await vi.waitFor(() => expect(left).toHaveBeenCalledOnce());
});

test("a reload goes on with the visit, with a token of its own", async () => {
  const calls = serve({
    "POST /api/v1/auth/browser/refresh": { accessToken: "own", expiresIn: 600 },
    [`POST ${VISITS}/v1/token`]: { accessToken: "guest", expiresIn: 600, visit: VISIT },
  });
  reload();

  expect(await screen.findByText("In acme")).toBeVisible();
  expect(await session.token()).toBe("guest");
  expect(calls.map(({ call, body }) => [call, body])).toEqual([
    ["POST /api/v1/auth/browser/refresh", { tenant: null }],
    [`POST ${VISITS}/v1/token`, undefined],
  ]);
});

test("a reload after the visit is over leads back to the platform, which says so", async () => {
  const assign = vi.fn();
  vi.stubGlobal("location", { origin: "http://localhost:3000", assign });
  serve({
    "POST /api/v1/auth/browser/refresh": { accessToken: "own", expiresIn: 600 },
    [`POST ${VISITS}/v1/token`]: () => problem(409, "visit_over"),
  });
  reload();

  await vi.waitFor(() =>
    expect(assign).toHaveBeenCalledWith("/platform/tenants/id-acme?tab=support&over=1"),
  );
  expect(visitOfTab("acme")).toBeNull();
  expect(screen.queryByText("In acme")).not.toBeInTheDocument();
});

test("somebody else in the tab of a visit is let in as what they are", async () => {
  const calls = serve({
    "POST /api/v1/auth/browser/refresh": async (request: Request) => ({
      accessToken: (await request.clone().json()).tenant ?? "own",
      expiresIn: 600,
    }),
    [`POST ${VISITS}/v1/token`]: () => problem(403, "permission_denied"),
  });
  reload();

  expect(await screen.findByText("In acme")).toBeVisible();
  expect(await session.token()).toBe("acme");
  expect(calls.map(({ call }) => call)).toContain(`POST ${VISITS}/v1/token`);
  expect(visitOfTab("acme")).toBeNull();
});

test("whoever works in another tenant, or signs out, is a guest no more", () => {
  workIn("acme");
  stayIn(KEPT);
  workIn("acme");
  expect(visitOfTab("acme")).toEqual(KEPT);
  workIn("other");
  expect(visitOfTab("acme")).toBeNull();

  stayIn(KEPT);
  session.forget();
  expect(visitOfTab("acme")).toBeNull();
});
