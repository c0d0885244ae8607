import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Design } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import DesignsScreen from "./DesignsScreen";

const DRESS: Design = {
  id: "01JD8Q3C5N8F4T3J6B1ZK2M7XA",
  title: "Summer dress",
  prompt: "Light linen, wide sleeves",
  createdBy: "ada",
  createdAt: "2026-11-01T08:00:00Z",
  changedAt: "2026-11-02T08:00:00Z",
};
const EVERYTHING = me("design:read", "design:create", "design:update", "design:delete");

test("without a design it says how to begin", async () => {
  serve({ "GET /api/v1/me": EVERYTHING, "GET /api/v1/designs": { items: [] } });

  show(<DesignsScreen />);

  expect(await screen.findByText(/There is no design yet/)).toBeInTheDocument();
});

test("who may only look finds no way to change anything", async () => {
  serve({ "GET /api/v1/me": me("design:read"), "GET /api/v1/designs": { items: [DRESS] } });

  show(<DesignsScreen />);

  await screen.findByText("Summer dress");
  expect(screen.queryByRole("button", { name: "New design" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Edit|Delete/ })).not.toBeInTheDocument();
});

test("a failure keeps what was typed, and pressing again is the same attempt", async () => {
  let times = 0;
  const calls = serve({
    "GET /api/v1/me": EVERYTHING,
    "GET /api/v1/designs": { items: [] },
    "POST /api/v1/designs": () =>
      ++times === 1 ? problem(503, "service_busy", "the service is busy") : DRESS,
  });
  const user = userEvent.setup();
  show(<DesignsScreen />);

  await user.click((await screen.findAllByRole("button", { name: /New design/ }))[0] as Element);
  const drawer = within(await screen.findByRole("dialog"));
  await user.type(drawer.getByLabelText("Title"), "Summer dress");
  await user.type(drawer.getByLabelText("Description"), "Light linen");
  await user.click(drawer.getByRole("button", { name: "Make" }));
  expect(await drawer.findByText("the service is busy")).toBeInTheDocument();
  expect(drawer.getByLabelText("Title")).toHaveValue("Summer dress");
  await user.click(drawer.getByRole("button", { name: "Make" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  const attempts = calls.filter(({ call }) => call === "POST /api/v1/designs");
  const keys = attempts.map(({ request }) => request.headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("faults stand at the fields that they are about", async () => {
  serve({
    "GET /api/v1/me": EVERYTHING,
    "GET /api/v1/designs": { items: [] },
    "POST /api/v1/designs": () =>
      problem(400, "validation_failed", "some values are not allowed", {
        errors: [{ pointer: "/title", detail: "is not a title" }],
      }),
  });
  const user = userEvent.setup();
  show(<DesignsScreen />);

  await user.click((await screen.findAllByRole("button", { name: /New design/ }))[0] as Element);
  await user.type(screen.getByLabelText("Title"), "x");
  await user.type(screen.getByLabelText("Description"), "y");
  await user.click(screen.getByRole("button", { name: "Make" }));

  await waitFor(() =>
    expect(screen.getByLabelText("Title")).toHaveAttribute("aria-invalid", "true"),
  );
});

test("the next page is read by the cursor of the one before", async () => {
  const calls = serve({
    "GET /api/v1/me": EVERYTHING,
    "GET /api/v1/designs": (request: Request) =>
      new URL(request.url).searchParams.get("cursor") === "more"
        ? { items: [{ ...DRESS, id: "2", title: "Coat" }] }
        : { items: [DRESS], nextCursor: "more" },
  });
  const user = userEvent.setup();
  show(<DesignsScreen />, "/t/acme/designs?view=list");

  await user.click(await screen.findByRole("button", { name: "Show more" }));

  expect(await screen.findByText("Coat")).toBeInTheDocument();
  expect(screen.getByText("Summer dress")).toBeInTheDocument();
  expect(screen.getByText("2 in all")).toBeInTheDocument();
  expect(calls.filter(({ call }) => call === "GET /api/v1/designs")).toHaveLength(2);
});

test("a failure to read says why, and can be tried again", async () => {
  let times = 0;
  serve({
    "GET /api/v1/me": EVERYTHING,
    "GET /api/v1/designs": () =>
      ++times === 1
        ? problem(503, "tenant_maintenance", "the tenant is in maintenance")
        : { items: [DRESS] },
  });
  const user = userEvent.setup();
  show(<DesignsScreen />);

  await screen.findByText("the tenant is in maintenance");
  await user.click(screen.getByRole("button", { name: "Try again" }));

  expect(await screen.findByText("Summer dress")).toBeInTheDocument();
});
