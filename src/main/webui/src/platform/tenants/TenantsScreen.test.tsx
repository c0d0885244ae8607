import { fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { operation, tenant } from "../fleet/testing";
import TenantsScreen from "./TenantsScreen";

const AROUND = {
  "GET /api/v1/platform/servers": { items: [], nextCursor: null },
  "GET /api/v1/onboarding": { mode: "off", plans: ["standard"], regions: [], languages: [] },
};

test("one that is not on the first page is found, page after page", async () => {
  serve({
    ...AROUND,
    "GET /api/v1/me": me("tenant:read"),
    "GET /api/v1/platform/tenants": (request: Request) =>
      new URL(request.url).searchParams.has("cursor")
        ? { items: [tenant("globex")], nextCursor: null }
        : { items: [tenant("acme"), tenant("gone", { state: "purged" })], nextCursor: "next" },
  });

  show(<TenantsScreen />, "/platform/tenants?q=glob");

  expect(await screen.findByRole("link", { name: "The globex" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "The acme" })).toBeNull();
  expect(screen.getByText("Looked through 3 tenants")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Create/ })).toBeNull();
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
