import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { AuditEntry } from "@/api/schema";
import { me, serve, show } from "@/testing/screen";
import AuditScreen from "./AuditScreen";

const CHANGE: AuditEntry = {
  id: "01JD8Q3C5N8F4T3J6B1ZK2M7XA",
  at: "2026-11-01T08:00:00Z",
  actor: "ada",
  actorName: "Ada",
  actorEmail: "ada@acme.example",
  address: "192.0.2.7",
  action: "member.role",
  subject: "01JD8Q3C5N8F4T3J6B1ZK2M7XB",
  tenant: "1",
  before: { role: "member", department: null },
  after: { role: "enterprise_admin", department: null },
};
const BY_KEY: AuditEntry = {
  ...CHANGE,
  id: "01JD8Q3C5N8F4T3J6B1ZK2M7XC",
  actor: "01JD8Q3C5N8F4T3J6B1ZK2M7XK",
  actorName: null,
  actorEmail: null,
  action: "something.new",
};

test("an entry opens to who, what, and what changed", async () => {
  serve({
    "GET /api/v1/me": me("audit:read", "api-key:read"),
    "GET /api/v1/audit": { items: [CHANGE, BY_KEY], nextCursor: null },
    "GET /api/v1/api-keys": { items: [{ id: BY_KEY.actor, name: "Shop" }], nextCursor: null },
  });
  const user = userEvent.setup();
  show(<AuditScreen />);

  expect(await screen.findByText("API key “Shop”")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Show: Member’s role changed" }));

  const drawer = within(await screen.findByRole("dialog"));
  expect(drawer.getByText("ada@acme.example")).toBeInTheDocument();

  expect(drawer.getByText("member")).toHaveClass("diff-delete");
  expect(drawer.getByText("enterprise_admin")).toHaveClass("diff-insert");
});

test("filters of the address are asked for, and can be taken away", async () => {
  const calls = serve({
    "GET /api/v1/me": me("audit:read"),
    "GET /api/v1/audit": (request: Request) => ({
      items: new URL(request.url).searchParams.has("action") ? [] : [CHANGE],
      nextCursor: null,
    }),
  });
  const user = userEvent.setup();
  show(<AuditScreen />, "/t/acme/audit?action=member.role&actor=ada%40acme.example");

  await user.click(await screen.findByRole("button", { name: "Clear the filters" }));

  expect(await screen.findByText("Member’s role changed")).toBeInTheDocument();
  const asked = calls.filter(({ call }) => call === "GET /api/v1/audit")[0]?.request.url ?? "";
  expect(new URL(asked).searchParams.get("actor")).toBe("ada@acme.example");
});
