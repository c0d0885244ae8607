import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import DashboardScreen from "./DashboardScreen";

const page = (...items: unknown[]) => ({ items, nextCursor: null });
const ADMIN = me(
  "design:read",
  "design:create",
  "member:read",
  "member:approve",
  "invitation:read",
  "invitation:create",
  "department:read",
  "department:manage",
);
const member = (id: string, state: string) => ({ id, state });

test("a fresh organisation is told how to begin, in steps that one may take", async () => {
  serve({
    "GET /api/v1/me": ADMIN,
    "GET /api/v1/me/factor": { enabled: true, recoveryCodesLeft: 10 },
    "GET /api/v1/designs": page(),
    "GET /api/v1/members": page(member("ada", "active")),
    "GET /api/v1/invitations": page(),
    "GET /api/v1/departments": page({ id: "d1" }),
  });

  show(<DashboardScreen />);

  const steps = within(await screen.findByRole("region", { name: "First steps" }));
  expect(await steps.findByText("done")).toBeInTheDocument();
  expect(steps.getByRole("link", { name: "Begin: Create the first design" })).toBeInTheDocument();
  expect(screen.getByRole("heading", { level: 1, name: /Ada/ })).toBeInTheDocument();
});

test("what could not be read is not taken for done", async () => {
  serve({
    "GET /api/v1/me": ADMIN,
    "GET /api/v1/me/factor": { enabled: true, recoveryCodesLeft: 10 },
    "GET /api/v1/designs": () => problem(503, "database_server_unavailable"),
    "GET /api/v1/members": page(member("ada", "active")),
    "GET /api/v1/invitations": page(),
    "GET /api/v1/departments": page(),
  });

  show(<DashboardScreen />);

  const steps = within(await screen.findByRole("region", { name: "First steps" }));
  expect(await steps.findByRole("link", { name: "Begin: Invite people" })).toBeInTheDocument();
  await screen.findByRole("alert");
  expect(steps.queryByText("Create the first design")).not.toBeInTheDocument();
});

test("what awaits one is counted, and leads there", async () => {
  serve({
    "GET /api/v1/me": ADMIN,
    "GET /api/v1/me/factor": { enabled: false, recoveryCodesLeft: 0 },
    "GET /api/v1/designs": page({ id: "x", title: "Dress", changedAt: "2026-11-01T08:00:00Z" }),
    "GET /api/v1/members": page(member("ada", "active"), member("bo", "pending")),
    "GET /api/v1/invitations": page({}, {}),
  });

  show(<DashboardScreen />);

  const awaits = within(await screen.findByRole("region", { name: "What awaits you" }));
  expect(await awaits.findByText("One person waits for approval")).toBeInTheDocument();
  expect(awaits.getByText("2 invitations are open")).toBeInTheDocument();
  expect(awaits.getByRole("link", { name: /Set it up/ })).toHaveAttribute(
    "href",
    "/account/factor",
  );
  expect(screen.queryByRole("region", { name: "First steps" })).not.toBeInTheDocument();
});

test("a member sees the work, and a part that fails says so by itself", async () => {
  const calls = serve({
    "GET /api/v1/me": me("design:read"),
    "GET /api/v1/me/factor": { enabled: true, recoveryCodesLeft: 10 },
    "GET /api/v1/designs": () => problem(500, "internal_error", "something broke"),
  });

  show(<DashboardScreen />);

  expect(await screen.findByText("something broke")).toBeInTheDocument();
  expect(await screen.findByText("Nothing awaits you.")).toBeInTheDocument();
  expect(screen.queryByRole("region", { name: /People|audit/ })).not.toBeInTheDocument();
  expect(calls.map(({ call }) => call)).not.toContain("GET /api/v1/members");
});
