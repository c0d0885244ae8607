import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { SupportVisit } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import { FactorCard } from "./FactorCard";
import { JoiningCard } from "./JoiningCard";
import SettingsScreen from "./SettingsScreen";
import { SupportCard } from "./SupportCard";

const VISIT: SupportVisit = {
  id: "01JD8Q3C5N8F4T3J6B1ZK2M7XA",
  tenant: "1",
  guest: "g",
  name: "Grace",
  email: "grace@tenantry.example",
  mode: "read-only",
  reason: "Ticket 4711",
  state: "open",
  beganAt: "2026-11-01T08:00:00Z",
  expiresAt: "2026-11-01T08:30:00Z",
  endedAt: null,
  endedBy: null,
};
const SERVED = {
  "GET /api/v1/me": me(
    "setting:read",
    "access-policy:manage",
    "support-access:read",
    "support-access:manage",
  ),
  "GET /api/v1/access-policy": {
    approvalRequired: false,
    domains: ["acme.example"],
    language: null,
  },
  "GET /api/v1/access-policy/second-factor": { required: false },
  "GET /api/v1/support-access": { allowed: "read-only", until: null },
  "GET /api/v1/support-access/visits": { items: [VISIT], nextCursor: null },
  "GET /api/v1/settings": { values: { "studio.designs.max": "unlimited", "new.setting": 7 } },
};

test("how people join is changed as a whole", async () => {
  const calls = serve({ ...SERVED, "PUT /api/v1/access-policy": {} });
  const user = userEvent.setup();
  show(<JoiningCard />);

  await user.click(await screen.findByLabelText(/lets in whoever joins/));
  await user.click(screen.getByText("Save"));

  await waitFor(() =>
    expect(calls.find(({ call }) => call === "PUT /api/v1/access-policy")?.body).toEqual({
      approvalRequired: true,
      domains: ["acme.example"],
      language: null,
    }),
  );
});

test("who has no second factor is told before they lock themselves out", async () => {
  serve({
    ...SERVED,
    "PUT /api/v1/access-policy/second-factor": () => problem(409, "second_factor_unused"),
  });
  const user = userEvent.setup();
  show(<FactorCard />);

  await user.click(await screen.findByLabelText(/Everybody needs/));
  await user.click(await screen.findByText("Ask for it"));

  expect(await screen.findByText(/this would lock you out/)).toBeInTheDocument();
  expect(screen.getByLabelText(/Everybody needs/)).not.toBeChecked();
});

test("a visit is shown with its reason, and can be ended", async () => {
  const calls = serve({
    ...SERVED,
    [`DELETE /api/v1/support-access/visits/${VISIT.id}`]: () => new Response(null, { status: 204 }),
  });
  const user = userEvent.setup();
  show(<SupportCard />);

  expect(await screen.findByText("Ticket 4711")).toBeInTheDocument();
  await user.click(screen.getByLabelText("End the visit of Grace"));
  const question = within(await screen.findByRole("dialog"));
  await user.click(question.getByText("End"));

  await waitFor(() => expect(calls.some(({ call }) => call.startsWith("DELETE"))).toBe(true));
});

test("who may do no more sees what holds, by name where there is one", async () => {
  serve({ ...SERVED, "GET /api/v1/me": me("setting:read") });
  show(<SettingsScreen />);

  const table = within(await screen.findByRole("table"));
  expect(table.getByText("Designs at once, at most")).toBeInTheDocument();
  expect(table.getAllByText("new.setting")).not.toHaveLength(0);
  expect(screen.queryByText("Support access")).not.toBeInTheDocument();
});
