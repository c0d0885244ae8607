import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import SignUpsScreen from "./SignUpsScreen";

const SIGN_UP = {
  id: "s1",
  state: "waiting",
  name: "Weavers",
  slug: "weavers",
  administrator: "Ada",
  email: "ada@weavers.example",
  verified: true,
  departments: 2,
  invitations: 1,
  createdAt: "2026-11-27T05:00:00Z",
  submittedAt: "2026-11-27T05:10:00Z",
};

function world(more: Parameters<typeof serve>[0], ...permissions: string[]) {
  return serve({
    "GET /api/v1/me": me("sign-up:read", ...permissions),
    "GET /api/v1/platform/sign-ups": { items: [SIGN_UP], nextCursor: null },
    "GET /api/v1/platform/sign-ups/s1": SIGN_UP,
    ...more,
  });
}

/** Ant Design gives all ids of a test the same value, so dialogs are not known by their names. */
async function dialogOf(title: string) {
  const dialog = (await screen.findByText(title)).closest<HTMLElement>("[role=dialog]");
  return within(dialog ?? document.body);
}

test("a sign-up is rejected with a reason that the applicant reads", async () => {
  const user = userEvent.setup();
  const calls = world(
    { "POST /api/v1/platform/sign-ups/s1/reject": { ...SIGN_UP, state: "rejected" } },
    "sign-up:decide",
  );
  show(<SignUpsScreen />);

  await user.click(await screen.findByRole("button", { name: "Look at Weavers" }));
  await user.click(await screen.findByRole("button", { name: "Reject" }));
  const dialog = await dialogOf("Reject Weavers?");
  await user.click(dialog.getByRole("button", { name: "Reject" }));
  await dialog.findByText(/Say why/);
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: "Not in our region" } });
  await user.click(dialog.getByRole("button", { name: "Reject" }));

  await vi.waitFor(() =>
    expect(calls.find(({ call }) => call.endsWith("/reject"))?.body).toEqual({
      reason: "Not in our region",
    }),
  );
});

test("an approval that is refused says what to do", async () => {
  const user = userEvent.setup();
  world(
    { "POST /api/v1/platform/sign-ups/s1/approve": () => problem(409, "slug_taken") },
    "sign-up:decide",
  );
  show(<SignUpsScreen />, "/platform/sign-ups?sign-up=s1");

  await user.click(await screen.findByRole("button", { name: "Approve" }));
  const dialog = await dialogOf("Approve Weavers?");
  await user.click(dialog.getByRole("button", { name: "Approve" }));

  await dialog.findByText(/the applicant chooses another/);
});

test("whoever may not decide only looks", async () => {
  world({});
  show(<SignUpsScreen />, "/platform/sign-ups?sign-up=s1");

  expect(await screen.findByText("shown to be theirs")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
});
