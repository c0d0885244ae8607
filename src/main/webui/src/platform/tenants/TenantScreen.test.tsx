import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { expect, test, vi } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { operation, server, tenant } from "../fleet/testing";
import TenantScreen from "./TenantScreen";

function showTenant() {
  return show(
    <Routes>
      <Route path="/platform/tenants/:tenant" element={<TenantScreen />} />
    </Routes>,
    "/platform/tenants/acme",
  );
}

test("whoever purges a tenant by its slug stays with it by its id", async () => {
  const user = userEvent.setup();
  const deleted = tenant("acme", { state: "deleted", purgeAfter: "2026-12-27T05:00:00Z" });
  const deleting = tenant("acme", { state: "deleting" });
  let gone = false;
  serve({
    "GET /api/v1/me": me("tenant:delete", "operation:read"),
    "GET /api/v1/platform/tenants/acme": () =>
      gone ? problem(404, "tenant_not_found") : Response.json(deleted),
    "GET /api/v1/platform/tenants/id-acme": deleting,
    "POST /api/v1/platform/tenants/id-acme/purge": () => {
      gone = true;
      return Response.json(
        { tenant: deleting, operation: operation("o1", { kind: "tenant.purge" }) },
        { status: 202 },
      );
    },
    "GET /api/v1/platform/operations/o1": operation("o1", {
      kind: "tenant.purge",
      state: "succeeded",
    }),
  });
  const { router } = showTenant();

  await user.click(await screen.findByRole("button", { name: /More/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Purge" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: "acme" } });
  await user.click(dialog.getByRole("button", { name: "Purge" }));

  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/platform/tenants/id-acme"));
  expect(router.state.location.search).toBe("?operation=o1");
  expect(await screen.findByText("being purged")).toBeVisible();
});

test("a tenant whose server is down says so, and how it comes back", async () => {
  serve({
    "GET /api/v1/me": me("server:read", "restore:run"),
    "GET /api/v1/platform/tenants/acme": tenant("acme", { server: "db2" }),
    "GET /api/v1/platform/servers": {
      items: [server("db1"), server("db2", { state: "down" })],
      nextCursor: null,
    },
  });
  showTenant();

  expect(await screen.findByText("Its server db2 is declared down")).toBeVisible();
  expect(screen.getByRole("link", { name: "Bring it back" })).toHaveAttribute(
    "href",
    "/platform/tenants/acme?tab=recovery",
  );
});
