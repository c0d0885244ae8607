import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { operation, server } from "../fleet/testing";
import OverviewScreen from "./OverviewScreen";

const NOTHING = { items: [], nextCursor: null };
const WELL = {
  "GET /api/v1/me": me(
    "tenant:read",
    "operation:read",
    "server:read",
    "backup:read",
    "sign-up:read",
    "migration:read",
  ),
  "GET /api/v1/platform/tenant-counts": {
    all: 20013,
    states: [
      { state: "active", tenants: 20000 },
      { state: "suspended", tenants: 1 },
      { state: "purged", tenants: 12 },
    ],
    plans: [],
  },
  "GET /api/v1/platform/operations": NOTHING,
  "GET /api/v1/platform/servers": { items: [server("db1")], nextCursor: null },
  "GET /api/v1/platform/backups/at-risk": NOTHING,
  "GET /api/v1/platform/recovery": { on: true, servers: [] },
  "GET /api/v1/platform/sign-ups": NOTHING,
  "GET /api/v1/platform/migrations": NOTHING,
};

test("a fleet that is well says so, and counts its tenants", async () => {
  serve(WELL);
  show(<OverviewScreen />);

  expect(await screen.findByRole("heading", { name: "All is well" })).toBeVisible();
  expect(screen.getByRole("link", { name: "suspended" })).toHaveAttribute(
    "href",
    "/platform/tenants?state=suspended",
  );
  expect(screen.getByText("20,001")).toBeVisible();
});

test("what is wrong stands first, and leads to where it is put right", async () => {
  serve({
    ...WELL,
    "GET /api/v1/platform/operations": (request: Request) =>
      new URL(request.url).searchParams.get("state") === "failed"
        ? { items: [operation("o1", { state: "failed" })], nextCursor: null }
        : NOTHING,
    "GET /api/v1/platform/servers": {
      items: [server("db1", { state: "down" }), server("db2")],
      nextCursor: null,
    },
  });
  show(<OverviewScreen />);

  expect(await screen.findByRole("heading", { name: "2 things need somebody" })).toBeVisible();
  const verdict = within(screen.getAllByRole("status")[0] as HTMLElement);
  expect(verdict.getByRole("link", { name: "One operation stands still" })).toHaveAttribute(
    "href",
    "/platform/operations?state=failed",
  );
  expect(verdict.getByRole("link", { name: "One server is down" })).toBeVisible();
});

test("a server that does not answer is named before its archive", async () => {
  serve({
    ...WELL,
    "GET /api/v1/platform/servers": { items: [server("db1"), server("db2")], nextCursor: null },
    "GET /api/v1/platform/recovery": {
      on: true,
      servers: [
        { server: "db1", problem: null },
        { server: "db2", problem: "server_unreachable" },
      ],
    },
  });
  show(<OverviewScreen />);

  expect(await screen.findByRole("heading", { name: "One thing needs somebody" })).toBeVisible();
  expect(screen.getByRole("link", { name: "One server does not answer" })).toBeVisible();
  expect(screen.getByText("does not answer")).toBeVisible();
});

test("what cannot be read is not taken for well", async () => {
  serve({ ...WELL, "GET /api/v1/platform/servers": () => problem(500, "internal_error") });
  show(<OverviewScreen />);

  expect(
    await screen.findByRole("heading", { name: "Not everything could be read" }),
  ).toBeVisible();
});
