import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { LostFactorCard } from "./LostFactorCard";
import PlatformSettingsScreen from "./PlatformSettingsScreen";

const LIMIT = {
  name: "studio.designs.max",
  type: "limit",
  defaultValue: "unlimited",
  minimum: 0,
  maximum: 100_000,
  unlimited: true,
  choices: null,
  description: "How many designs a tenant may have at once",
};
const SERVED = {
  "GET /api/v1/me": me("plan:read", "plan:update"),
  "GET /api/v1/onboarding": { plans: ["standard"] },
  "GET /api/v1/platform/settings": { items: [LIMIT], nextCursor: null },
  "GET /api/v1/platform/plans/premium/settings": {
    items: [{ name: LIMIT.name, value: 250, source: "plan" }],
    nextCursor: null,
  },
};

test("a plan's value is set within what the setting takes, and can be removed", async () => {
  const path = "/api/v1/platform/plans/premium/settings/studio.designs.max";
  const calls = serve({
    ...SERVED,
    [`PUT ${path}`]: {},
    [`DELETE ${path}`]: () => new Response(null, { status: 204 }),
  });
  const user = userEvent.setup();
  show(<PlatformSettingsScreen />, "/platform/settings?plan=premium");

  expect(await screen.findByText("0 to 100,000, or unlimited")).toBeInTheDocument();
  await user.click(screen.getByLabelText("Set Designs at once, at most"));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByText("unlimited"));
  await user.click(dialog.getByText("Save"));
  await waitFor(() =>
    expect(calls.find(({ call }) => call.startsWith("PUT"))?.body).toEqual({ value: "unlimited" }),
  );
  await user.click(screen.getByLabelText("Remove the plan’s value of Designs at once, at most"));

  await waitFor(() => expect(calls.some(({ call }) => call.startsWith("DELETE"))).toBe(true));
});

test("who may only look is offered neither change nor key nor account", async () => {
  serve({ ...SERVED, "GET /api/v1/me": me("plan:read") });
  show(<PlatformSettingsScreen />, "/platform/settings?plan=premium&tab=secrets");

  await screen.findByText("Designs at once, at most");
  expect(screen.queryByText("Set")).not.toBeInTheDocument();
  expect(screen.queryByText("Keys and secrets")).not.toBeInTheDocument();
});

test("a lost second factor is asked about before it goes; a refusal keeps what was typed", async () => {
  const calls = serve({
    "POST /api/v1/platform/accounts/remove-factor": () =>
      problem(404, "account_not_found", "there is no such account"),
  });
  const user = userEvent.setup();
  show(<LostFactorCard />);

  await user.click(screen.getByLabelText("E-mail address"));
  await user.paste("ada@acme.example");
  await user.click(screen.getByLabelText("Reason"));
  await user.paste("Ticket 4712");
  await user.click(screen.getByText("Take the second factor away"));
  const question = within(await screen.findByRole("dialog"));
  await user.click(question.getByText("Take the second factor away"));

  expect(await screen.findByText("there is no such account")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ email: "ada@acme.example", reason: "Ticket 4712" });
  expect(screen.getByLabelText("E-mail address")).toHaveValue("ada@acme.example");
});
