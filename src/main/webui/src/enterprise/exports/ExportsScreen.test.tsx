import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Export } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import ExportsScreen from "./ExportsScreen";

const READY: Export = {
  id: "01JD8Q3C5N8F4T3J6B1ZK2M7XA",
  state: "ready",
  bytes: 7100,
  rows: 1042,
  tables: 12,
  scheduled: false,
  createdAt: "2026-11-01T08:00:00Z",
  takenAt: "2026-11-01T08:00:01Z",
  finishedAt: "2026-11-01T08:00:02Z",
  expiresAt: "2026-11-08T08:00:00Z",
};

test("a link to an export is shown with how long it holds", async () => {
  serve({
    "GET /api/v1/me": me("export:read", "export:download"),
    "GET /api/v1/exports": { items: [READY], nextCursor: null },
    [`POST /api/v1/exports/${READY.id}/link`]: {
      url: "/api/v1/downloads/1?sig=x",
      expiresAt: "2026-11-01T09:00:00Z",
    },
  });
  const user = userEvent.setup();
  show(<ExportsScreen />);

  expect(await screen.findByText("12 tables, 1,042 rows")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Delete|Export all/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /Get a link/ }));

  expect(await screen.findByLabelText("Link to the export")).toHaveValue(
    "http://localhost:3000/api/v1/downloads/1?sig=x",
  );
});

test("a platform without a store says so", async () => {
  serve({
    "GET /api/v1/me": me("export:read", "export:create"),
    "GET /api/v1/exports": { items: [], nextCursor: null },
    "POST /api/v1/exports": () => problem(409, "backups_off"),
  });
  const user = userEvent.setup();
  show(<ExportsScreen />);

  await user.click((await screen.findAllByRole("button", { name: /Export all/ }))[0] as Element);
  await user.click(await screen.findByRole("button", { name: "Export" }));

  expect(await screen.findByText("This platform keeps no exports")).toBeInTheDocument();
});
