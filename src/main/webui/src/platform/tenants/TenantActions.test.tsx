import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { operation, tenant } from "../fleet/testing";
import { TenantActions } from "./TenantActions";

const ALL = ["tenant:suspend", "tenant:delete", "tenant:create", "credential:rotate"];

test("a tenant is deleted only by whoever types its slug", async () => {
  const user = userEvent.setup();
  const begun = vi.fn();
  serve({
    "GET /api/v1/me": me(...ALL),
    "DELETE /api/v1/platform/tenants/id-acme": () =>
      Response.json(
        { tenant: tenant("acme", { state: "deleted" }), operation: operation("o1") },
        { status: 202 },
      ),
  });
  show(<TenantActions tenant={tenant("acme")} begun={begun} />);

  await user.click(await screen.findByRole("button", { name: /More/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: "acm" } });
  expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: "acme" } });
  await user.click(dialog.getByRole("button", { name: "Delete" }));

  await vi.waitFor(() => expect(begun.mock.calls[0]?.[0].operation.id).toBe("o1"));
});

test("the reason of a suspension is kept when it is refused", async () => {
  const user = userEvent.setup();
  serve({
    "GET /api/v1/me": me(...ALL),
    "POST /api/v1/platform/tenants/id-acme/suspend": () => problem(409, "tenant_busy"),
  });
  show(<TenantActions tenant={tenant("acme")} begun={() => undefined} />);

  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: "unpaid" } });
  await user.click(dialog.getByRole("button", { name: "Suspend" }));

  expect(await dialog.findByRole("alert")).toHaveTextContent("tenant_busy");
  expect(dialog.getByLabelText("Reason")).toHaveValue("unpaid");
});

test("whoever may only look sees nothing to press", async () => {
  const calls = serve({ "GET /api/v1/me": me("tenant:read") });
  show(<TenantActions tenant={tenant("acme")} begun={() => undefined} />);

  await vi.waitFor(() => expect(calls).toHaveLength(1));
  expect(screen.queryByRole("button")).toBeNull();
});
