import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Member, Role } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import MembersScreen from "./MembersScreen";

const GRACE: Member = {
  id: "grace",
  email: "grace@acme.example",
  name: "Grace Hopper",
  role: { id: "member", name: "Member" },
  department: null,
  manages: [],
  state: "active",
  joinedAt: "2026-11-01T08:00:00Z",
};
const ALL = [
  "member:read",
  "member:update",
  "member:assign",
  "member:remove",
  "member:recover",
  "member:approve",
  "role:read",
  "department:read",
];
const ROLES: Role[] = [
  { id: "member", name: "Member", ofProduct: true, permissions: [], scope: "tenant" },
  { id: "lead", name: "Lead", ofProduct: false, permissions: ["member:read"], scope: "tenant" },
  { id: "over", name: "Overlord", ofProduct: false, permissions: ["role:manage"], scope: "tenant" },
];
const page = (...items: unknown[]) => ({ items, nextCursor: null });
const WORLD = {
  "GET /api/v1/me": me(...ALL),
  "GET /api/v1/roles": page(...ROLES),
  "GET /api/v1/departments": page(),
  "GET /api/v1/members": page(GRACE),
  "GET /api/v1/members/grace": GRACE,
};

test("filters are in the address and go to the server", async () => {
  const calls = serve(WORLD);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const { router } = show(<MembersScreen />, "/t/acme/members?role=lead");
  await screen.findByText("Grace Hopper");

  await user.type(screen.getByRole("searchbox"), "grace");

  await waitFor(() => expect(router.state.location.search).toContain("q=grace"));
  await waitFor(() => {
    const asked = calls.filter(({ call }) => call === "GET /api/v1/members").at(-1);
    const query = new URL(asked?.request.url ?? "http://x").searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ q: "grace", role: "lead", state: "active" });
  });
});

test("who may only look finds no way to change anybody", async () => {
  serve({ ...WORLD, "GET /api/v1/me": me("member:read") });

  show(<MembersScreen />, "/t/acme/members?member=grace");

  const drawer = within(await screen.findByRole("dialog"));
  await drawer.findByText("grace@acme.example");
  expect(
    drawer.queryByRole("button", { name: /Save|Suspend|Remove|Take/ }),
  ).not.toBeInTheDocument();
});

test("somebody who may do more is shown, and not changed", async () => {
  const boss = { ...GRACE, role: { id: "over", name: "Overlord" } };
  serve({ ...WORLD, "GET /api/v1/members/grace": boss });

  show(<MembersScreen />, "/t/acme/members?member=grace");

  expect(await screen.findByText(/They may do more than you/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Suspend" })).not.toBeInTheDocument();
});

test("that the last administrator cannot be suspended is said in words that help", async () => {
  const calls = serve({
    ...WORLD,
    "PATCH /api/v1/members/grace": () => problem(409, "last_admin", "nobody would be left"),
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<MembersScreen />, "/t/acme/members?member=grace");

  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  await screen.findAllByText("Suspend Grace Hopper?");
  await user.click(screen.getAllByRole("button", { name: "Suspend" }).at(-1) as Element);

  expect(await screen.findByText("Nobody else runs this organisation")).toBeInTheDocument();
  expect(calls.find(({ call }) => call.startsWith("PATCH"))?.body).toEqual({ state: "suspended" });
});

test("those who wait are counted, and let in", async () => {
  const waiting: Member = { ...GRACE, state: "pending" };
  const calls = serve({
    ...WORLD,
    "GET /api/v1/members": page(waiting),
    "POST /api/v1/members/grace/approve": new Response(null, { status: 204 }),
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<MembersScreen />, "/t/acme/members");

  await screen.findByText("One person waits for approval");
  await user.click(screen.getByRole("button", { name: "Look at them" }));
  await user.click(await screen.findByRole("button", { name: "Approve Grace Hopper" }));

  await waitFor(() => expect(calls.some(({ call }) => call.endsWith("/approve"))).toBe(true));
});
