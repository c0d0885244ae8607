import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Diff, Peek } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import { hoursAgo, OPERATION, TENANT } from "../recovery/testing";
import { AccessDialog } from "./AccessDialog";
import { Comparison } from "./Comparison";

const HERE = "/api/v1/platform/tenants/t1/peeks/p1";

const PEEK: Peek = {
  id: "p1",
  state: "open",
  backup: "b1",
  at: hoursAgo(2),
  requestedBy: "root",
  createdAt: hoursAgo(0),
  expiresAt: hoursAgo(-4),
  handedOutAt: null,
};

const NONE = { byKey: true, columnsOnlyThen: [], columnsOnlyNow: [] };
const DIFF: Diff = {
  same: false,
  tables: [
    {
      ...NONE,
      table: "designs",
      // biome-ignore lint/suspicious/noThenProperty: the API's word
      then: 6,
      now: 5,
      added: 0,
      changed: 1,
      missing: 1,
      examples: [
        {
          change: "changed",
          // biome-ignore lint/suspicious/noThenProperty: the API's word
          then: { code: "c5", title: "Coat" },
          now: { code: "c5", title: "Ruined" },
        },
        {
          change: "missing",
          // biome-ignore lint/suspicious/noThenProperty: the API's word
          then: { code: "c6", title: "Hat" },
          now: null,
        },
      ],
    },
    // biome-ignore lint/suspicious/noThenProperty: the API's word
    { ...NONE, table: "quiet", then: 1, now: 1, added: 0, changed: 0, missing: 0, examples: [] },
  ],
};

describe("a peek", () => {
  it("is compared with now, and a selected row of it is brought back once that was tried", async () => {
    const calls = serve({
      "GET /api/v1/me": me("peek:reveal", "restore:run"),
      [`POST ${HERE}/diff`]: DIFF,
      [`POST ${HERE}/rows`]: async (request: Request) =>
        (await request.clone().json()).dryRun === true
          ? { matched: 1, inserted: 1, replaced: 0 }
          : Response.json({ operation: OPERATION, rows: { id: "r1" } }, { status: 202 }),
      [`GET ${HERE}/rows/r1`]: { id: "r1", state: "done", inserted: 1, replaced: 0 },
      "GET /api/v1/platform/operations/op1": OPERATION,
    });
    show(<Comparison tenant={TENANT} peek={PEEK} />);

    fireEvent.click(screen.getByText("Compare with now"));
    fireEvent.click(await screen.findByText("designs"));
    expect(screen.queryByText("quiet")).toBeNull();
    expect(screen.getByText("Ruined")).toBeInTheDocument();
    fireEvent.click(screen.getByLabelText("Select the row c6"));
    fireEvent.click(screen.getByText("Bring rows back …"));
    const drawer = within(await screen.findByRole("dialog", { hidden: true }));
    expect(drawer.getByText("Bring back").closest("button")).toBeDisabled();
    fireEvent.click(drawer.getByText("Try without changing anything"));
    expect(await drawer.findByText("One row would be put in.")).toBeInTheDocument();
    fireEvent.click(drawer.getByText("Bring back"));
    expect(await drawer.findByText("One row was put in.")).toBeInTheDocument();
    expect(calls.filter(({ call }) => call.endsWith("/rows")).map(({ body }) => body)).toEqual([
      { table: "designs", mode: "insert-missing", keys: [{ code: "c6" }], dryRun: true },
      { table: "designs", mode: "insert-missing", keys: [{ code: "c6" }] },
    ]);
  });

  it("gives its password once, and says so when it was given before", async () => {
    serve({
      "GET /api/v1/me": me("peek:reveal"),
      [`POST ${HERE}/access`]: problem(409, "peek_handed_out"),
    });
    show(<AccessDialog tenant={TENANT} peek={PEEK} close={() => undefined} />);

    fireEvent.click(screen.getByText("Show it"));
    expect(await screen.findByText(/The password was shown before/)).toBeInTheDocument();
  });
});
