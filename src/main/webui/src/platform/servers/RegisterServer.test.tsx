import { fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { me, serve, show } from "@/testing/screen";
import { server } from "../fleet/testing";
import { RegisterServer } from "./RegisterServer";

const WELL = { code: "reachable", severity: "ok", found: "it answers", remedy: null };
const BAD = {
  code: "binlog",
  severity: "error",
  found: "no binary log",
  remedy: "log_bin = binlog",
};

test("a server is tried first, and added once it is fit", async () => {
  const user = userEvent.setup();
  let finding = BAD as typeof BAD | typeof WELL;
  const calls = serve({
    "GET /api/v1/me": me("server:manage"),
    "GET /api/v1/platform/servers": { items: [], nextCursor: null },
    "POST /api/v1/platform/servers/check": () => ({
      at: "2026-11-27T05:00:00Z",
      ok: finding === WELL,
      findings: [finding],
    }),
    "POST /api/v1/platform/servers": () => Response.json(server("db2"), { status: 201 }),
  });
  const { router } = show(<RegisterServer server={null} close={() => undefined} />);

  fireEvent.change(screen.getByLabelText("Name"), { target: { value: "db2" } });
  fireEvent.change(screen.getByLabelText("Host"), { target: { value: "db2.example" } });
  fireEvent.change(screen.getByLabelText("Admin account"), { target: { value: "admin" } });
  fireEvent.change(screen.getByLabelText("Its password"), { target: { value: "secret" } });
  await user.click(screen.getByRole("button", { name: "Try it" }));
  expect(await screen.findByText("Not fit for tenants yet")).toBeVisible();
  expect(screen.getByText("log_bin = binlog")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Add" })).toBeNull();

  finding = WELL;
  await user.click(screen.getByRole("button", { name: "Try it" }));
  await user.click(await screen.findByRole("button", { name: "Add" }));

  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/platform/servers/db2"));
  expect(calls.find(({ call }) => call === "POST /api/v1/platform/servers")?.body).toMatchObject({
    name: "db2",
    host: "db2.example",
    port: 3306,
    adminUser: "admin",
    adminPassword: "secret",
  });
});
