import { fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type Call, me, problem, serve, show } from "@/testing/screen";
import { operation, tenant } from "../fleet/testing";
import TenantsScreen from "./TenantsScreen";

const AROUND = {
  "GET /api/v1/platform/servers": { items: [], nextCursor: null },
  "GET /api/v1/platform/tenant-counts": { all: 0, states: [], plans: [] },
  "GET /api/v1/onboarding": { mode: "off", plans: ["standard"], regions: [], languages: [] },
};

const NONE = { items: [], nextCursor: null };

function asked(calls: Call[]): string[] {
  return calls
    .filter(({ call }) => call === "GET /api/v1/platform/tenants")
    .map(({ request }) => new URL(request.url).search);
}

test("the server looks for what stands in the address", async () => {
  const calls = serve({
    ...AROUND,
    "GET /api/v1/me": me("tenant:read"),
    "GET /api/v1/platform/tenants": { items: [tenant("globex")], nextCursor: null },
  });

  show(<TenantsScreen />, "/platform/tenants?q=glob&state=suspended&plan=gold&tag=ring%3Dcanary");

  expect(await screen.findByRole("link", { name: "The globex" })).toBeVisible();
  expect(asked(calls)).toEqual(["?limit=100&q=glob&state=suspended&plan=gold&tag=ring%3Dcanary"]);
  expect(screen.queryByRole("button", { name: /Create/ })).toBeNull();
});

test("what is typed is looked for once one pauses; those that are gone are left out", async () => {
  const user = userEvent.setup();
  const calls = serve({
    ...AROUND,
    "GET /api/v1/me": me("tenant:read"),
    "GET /api/v1/platform/tenants": (request: Request) =>
      new URL(request.url).searchParams.has("q")
        ? NONE
        : { items: [tenant("acme")], nextCursor: null },
  });
  const { router } = show(<TenantsScreen />, "/platform/tenants");
  await screen.findByRole("link", { name: "The acme" });

  await user.type(screen.getByRole("searchbox", { name: "Search by name, slug or id" }), "x%");

  expect(await screen.findByText("No tenant is like that.")).toBeVisible();
  expect(router.state.location.search).toBe("?q=x%25");
  const [first, second, ...more] = asked(calls);
  expect(first).not.toContain("purged");
  expect(second).toContain("q=x%25");
  expect(more).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Show all" }));
  expect(await screen.findByRole("link", { name: "The acme" })).toBeVisible();
});

test("one is created, and its page shows how it is made", async () => {
  const user = userEvent.setup();
  const calls = serve({
    ...AROUND,
    "GET /api/v1/me": me("tenant:read", "tenant:create"),
    "GET /api/v1/platform/tenants": { items: [], nextCursor: null },
    "POST /api/v1/platform/tenants": () =>
      Response.json(
        { tenant: tenant("acme-fashion", { id: "t1" }), operation: operation("o1") },
        { status: 202 },
      ),
  });
  const { router } = show(<TenantsScreen />, "/platform/tenants?create=1");

  const [name, administrator] = await screen.findAllByLabelText("Name");
  fireEvent.change(name as HTMLElement, { target: { value: "Acme Fashion" } });
  fireEvent.change(administrator as HTMLElement, { target: { value: "Ada" } });
  fireEvent.change(screen.getByLabelText("E-mail address"), {
    target: { value: "ada@acme.example" },
  });
  await user.click(screen.getByRole("button", { name: "Create" }));

  await vi.waitFor(() =>
    expect(router.state.location.pathname + router.state.location.search).toBe(
      "/platform/tenants/t1?operation=o1",
    ),
  );
  const made = calls.find(({ call }) => call === "POST /api/v1/platform/tenants");
  expect(made?.body).toEqual({
    name: "Acme Fashion",
    slug: "acme-fashion",
    plan: null,
    server: null,
    labels: null,
    admin: { name: "Ada", email: "ada@acme.example", password: null },
  });
  expect(made?.request.headers.get("Idempotency-Key")).not.toBeNull();
});

test("a list that cannot be read says why, and offers to try again", async () => {
  serve({
    ...AROUND,
    "GET /api/v1/me": me("tenant:read"),
    "GET /api/v1/platform/tenants": () => problem(500, "internal_error"),
  });

  show(<TenantsScreen />);

  expect(await screen.findByRole("alert")).toHaveTextContent("internal_error");
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
});
