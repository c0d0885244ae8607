import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Role } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import RolesScreen from "./RolesScreen";

const MEMBER: Role = {
  id: "member",
  name: "Member",
  ofProduct: true,
  permissions: ["design:read"],
  scope: "tenant",
};
const LEAD: Role = {
  id: "r1",
  name: "Lead",
  ofProduct: false,
  permissions: ["design:read"],
  scope: "tenant",
};
const page = (...items: unknown[]) => ({ items, nextCursor: null });
const WORLD = {
  "GET /api/v1/me": me("role:read", "role:manage", "design:read", "member:read"),
  "GET /api/v1/roles": page(MEMBER, LEAD),
  "GET /api/v1/permissions": page(
    { name: "design:read", summary: "See designs" },
    { name: "member:read", summary: "See members" },
    { name: "audit:read", summary: "Read the audit log" },
  ),
};

test("roles of the product are to be looked at, own ones to be changed, within what one has", async () => {
  serve(WORLD);

  show(<RolesScreen />);

  expect(await screen.findByRole("checkbox", { name: "Lead: See members" })).toBeEnabled();
  expect(screen.getByRole("checkbox", { name: "Lead: Read the audit log" })).toBeDisabled();
  expect(screen.queryByRole("checkbox", { name: /Member:/ })).not.toBeInTheDocument();
});

test("who may only look finds no way to change anything", async () => {
  serve({ ...WORLD, "GET /api/v1/me": me("role:read") });

  show(<RolesScreen />);

  await screen.findByText("See members");
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "New role" })).not.toBeInTheDocument();
});

test("a change is kept through a failure, and saved by trying again", async () => {
  let times = 0;
  const calls = serve({
    ...WORLD,
    "PATCH /api/v1/roles/r1": () =>
      ++times === 1
        ? problem(403, "beyond_own_permissions", "no")
        : { ...LEAD, permissions: ["design:read", "member:read"] },
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<RolesScreen />);

  await user.click(await screen.findByRole("checkbox", { name: "Lead: See members" }));
  const bar = within(screen.getByRole("region", { name: "Save" }));
  expect(bar.getByText("One role is changed and not saved: Lead")).toBeInTheDocument();
  await user.click(bar.getByRole("button", { name: "Save" }));
  await screen.findByText("That would go beyond what you may do yourself");
  expect(screen.getByRole("checkbox", { name: "Lead: See members" })).toBeChecked();
  await user.click(bar.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByText(/not saved/)).not.toBeInTheDocument());
  const sent = calls.filter(({ call }) => call.startsWith("PATCH")).at(-1);
  expect(sent?.body).toEqual({ permissions: ["design:read", "member:read"] });
});
