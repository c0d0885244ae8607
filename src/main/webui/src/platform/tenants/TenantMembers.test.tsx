import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { SeenMember } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import { tenant } from "../fleet/testing";
import { TenantMembers } from "./TenantMembers";

const MEMBERS = "GET /api/v1/platform/tenants/id-acme/members";

function member(name: string, more: Partial<SeenMember> = {}): SeenMember {
  return {
    id: `id-${name}`,
    email: `${name.toLowerCase()}@acme.example`,
    name,
    role: { id: "enterprise_admin", name: "Administrator" },
    department: null,
    state: "active",
    joinedAt: "2026-11-01T05:00:00Z",
    lastSeenAt: null,
    ...more,
  };
}

test("people are shown with what they are, and found by the server", async () => {
  const user = userEvent.setup();
  const ada = member("Ada", { department: { id: "d1", name: "Shops" }, state: "suspended" });
  const calls = serve({
    "GET /api/v1/me": me("tenant-member:reveal"),
    [MEMBERS]: (request: Request) => ({
      items: new URL(request.url).searchParams.get("q") === "bob" ? [] : [ada],
      nextCursor: null,
    }),
  });
  const { router } = show(<TenantMembers tenant={tenant("acme")} />, "/platform/tenants/id-acme");

  const row = within((await screen.findByText("Ada")).closest("tr") as HTMLElement);
  for (const told of ["ada@acme.example", "Administrator", "Shops", "Suspended", "not on record"]) {
    expect(row.getByText(told)).toBeVisible();
  }
  expect(screen.getByText(/Each look is in the tenant’s audit log/)).toBeVisible();

  await user.type(screen.getByRole("searchbox", { name: "Search by name or address" }), "bob");
  expect(await screen.findByText("Nobody is like that.")).toBeVisible();
  expect(router.state.location.search).toBe("?q=bob");
  expect(calls.filter(({ call }) => call === MEMBERS)).toHaveLength(2);
});

test("whoever may not see them is told so; what cannot be read can be tried again", async () => {
  let broken = false;
  serve({
    "GET /api/v1/me": me(),
    [MEMBERS]: () =>
      broken ? problem(500, "internal_error") : problem(403, "permission_denied", "you may not"),
  });
  const first = show(<TenantMembers tenant={tenant("acme")} />);
  expect(await screen.findByText(/you may not/)).toBeVisible();
  first.unmount();

  broken = true;
  show(<TenantMembers tenant={tenant("acme")} />);
  expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
});

test("that nobody belongs to it is said", async () => {
  serve({
    "GET /api/v1/me": me("tenant-member:reveal"),
    [MEMBERS]: { items: [], nextCursor: null },
  });
  show(<TenantMembers tenant={tenant("acme")} />);

  expect(await screen.findByText("Nobody belongs to this tenant.")).toBeVisible();
});
