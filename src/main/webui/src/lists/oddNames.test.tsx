import { render, screen, waitFor } from "@testing-library/react";
import type { ReactElement } from "react";
import { expect, test } from "vitest";
import AuditScreen from "@/enterprise/audit/AuditScreen";
import DepartmentsScreen from "@/enterprise/departments/DepartmentsScreen";
import MembersScreen from "@/enterprise/members/MembersScreen";
import RolesScreen from "@/enterprise/roles/RolesScreen";
import { tenant } from "@/platform/fleet/testing";
import { SuspendTenant } from "@/platform/tenants/SuspendTenant";
import DesignsScreen from "@/studio/DesignsScreen";
import { me, serve, show } from "@/testing/screen";
import { isolated } from "@/texts/texts";
import { TenantSwitcher } from "@/workspace/TenantSwitcher";

/** Long, from right to left, turned around and never turned back, with a family of four. */
const ODD = `\u202e${"אב גד ".repeat(30)}👨‍👩‍👧‍👦`;
const AT = "2026-11-27T08:00:00Z";
const page = (...items: object[]) => ({ items, nextCursor: null });
const ROLE = { id: "r1", name: ODD, ofProduct: false, permissions: [], scope: "tenant" };
const DEPARTMENT = { id: "d1", name: ODD, parent: null, members: 1, managers: [], createdAt: AT };
const MEMBER = {
  id: "m1",
  email: "m1@acme.example",
  name: ODD,
  role: { id: "r1", name: ODD },
  department: { id: "d1", name: ODD },
  manages: [],
  state: "active",
  joinedAt: AT,
};
const ENTRY = {
  id: "e1",
  at: AT,
  actor: "m1",
  actorName: ODD,
  actorEmail: "m1@acme.example",
  action: "role.rename",
  tenant: "1",
  subject: "r1",
  address: null,
  before: { name: ODD },
  after: { name: "Lead" },
};
const DESIGN = { id: "x1", title: ODD, prompt: ODD, createdBy: "m1", createdAt: AT, changedAt: AT };
const WORLD = {
  "GET /api/v1/me": me(
    ...["audit:read", "department:manage", "department:read", "design:delete", "design:read"],
    ...["design:update", "member:assign", "member:read", "member:update", "role:manage"],
    "role:read",
  ),
  "GET /api/v1/roles": page(ROLE),
  "GET /api/v1/permissions": page({ name: "design:read", summary: "See designs" }),
  "GET /api/v1/departments": page(DEPARTMENT),
  "GET /api/v1/members": page(MEMBER),
  "GET /api/v1/members/m1": MEMBER,
  "GET /api/v1/audit": page(ENTRY),
  "GET /api/v1/designs": page(DESIGN),
};
const none = () => undefined;
const action = { run: none, isRunning: false, error: null, forget: none };
const MINE = { id: "1", slug: "acme", name: ODD, roles: ["member"], state: "active" as const };

/** Words that would turn what stands beside them around. */
function turning(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement, textContent } = node;
    if (/\u202e/.test(textContent ?? "") && parentElement?.closest("bdi, textarea") === null) {
      found.push(parentElement.outerHTML.slice(0, 120));
    }
  }
  return found;
}

test.each<[string, ReactElement, string]>([
  ["members", <MembersScreen key="1" />, "/t/acme/members?member=m1"],
  ["departments", <DepartmentsScreen key="2" />, "/t/acme/departments?department=d1"],
  ["roles", <RolesScreen key="3" />, "/t/acme/roles"],
  ["the audit log", <AuditScreen key="4" />, "/t/acme/audit"],
  ["designs", <DesignsScreen key="5" />, "/t/acme/designs"],
  [
    "a question",
    <SuspendTenant key="6" tenant={tenant("acme", { name: ODD })} action={action} close={none} />,
    "/platform/tenants",
  ],
])("odd names turn nothing around: %s", async (_, shown, at) => {
  serve(WORLD);
  show(shown, at);

  await waitFor(() => expect(document.body.textContent).toContain("אב גד"));
  expect(turning()).toEqual([]);
});

test("odd names turn nothing around: the switcher of organisations", () => {
  render(<TenantSwitcher tenants={[MINE]} current="acme" name={ODD} onChoose={none} />);

  expect(turning()).toEqual([]);
  expect(screen.getByRole("button").getAttribute("aria-label")).not.toContain("\u202e");
});

test("a name in a sentence keeps its direction to itself", () => {
  expect(isolated("Ada")).toBe("Ada");
  expect(isolated("\u202egnirts")).toBe("gnirts");
  expect(isolated("שלום\u2069\u202e")).toBe("\u2068שלום\u2069");
});
