import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { RestoreDrawer } from "./RestoreDrawer";
import { backup, hoursAgo, OPERATION, TENANT } from "./testing";

const RESTORE = "POST /api/v1/platform/tenants/t1/restore";
const FIRST = backup("b1");
const RECOVERY = {
  windows: [{ from: hoursAgo(3), until: hoursAgo(0), backup: "b1", end: null }],
  gaps: [],
};

function open() {
  show(
    <RestoreDrawer
      tenant={TENANT}
      recovery={RECOVERY}
      backups={[FIRST]}
      moment={{ at: Math.floor(Date.now() / 1000) * 1000 - 3_600_000, backup: null }}
      ended={() => undefined}
      close={() => undefined}
    />,
  );
  return {
    restore: () => screen.getByText("Restore").closest("button"),
    type: (moment: string) =>
      fireEvent.change(screen.getByLabelText("To the second"), { target: { value: moment } }),
  };
}

describe("the restore of a tenant", () => {
  it("goes in place to the typed second, once the slug is typed", async () => {
    const calls = serve({
      "GET /api/v1/me": me("restore:run"),
      [RESTORE]: async (request: Request) =>
        (await request.clone().json()).dryRun === true
          ? {
              at: hoursAgo(2),
              backup: FIRST,
              recoveryPoint: hoursAgo(2),
              archivedUntil: hoursAgo(0),
              mode: "in-place",
              server: "db1",
              schemaVersion: "v1",
              migrates: false,
              keptUntil: hoursAgo(-168),
            }
          : Response.json({ operation: OPERATION, restore: {} }, { status: 202 }),
      "GET /api/v1/platform/operations/op1": OPERATION,
      "GET /api/v1/platform/operations/op1/events": new Response(null, { status: 204 }),
    });
    const { restore, type } = open();
    const at = hoursAgo(2).replace(/\.\d+Z$/, "Z");

    type(at);
    fireEvent.click(screen.getByLabelText(/^In place/));
    expect(restore()).toBeDisabled();
    fireEvent.change(screen.getByLabelText("Type acme to confirm"), { target: { value: "acme" } });
    expect(await screen.findByText(/gets a note that the tenant is in/)).toBeInTheDocument();
    fireEvent.click(screen.getByText("Restore"));

    expect(await screen.findByText("The restore is done")).toBeInTheDocument();
    const sent = calls.filter(({ call }) => call === RESTORE).at(-1);
    expect(sent?.body).toEqual({ at: at.replace("Z", ".000Z"), mode: "in-place" });
    expect(sent?.request.headers.get("Idempotency-Key")).not.toBeNull();
  });

  it("leads from a moment before the first backup to the earliest that can be had", async () => {
    serve({ "GET /api/v1/me": me("restore:run") });
    const { restore, type } = open();

    type("2020-01-01 00:00:00");
    expect(screen.getByText("Before the first backup")).toBeInTheDocument();
    expect(restore()).toBeDisabled();
    fireEvent.click(screen.getByText(/^Take /));
    expect(screen.getByText(/This second can be had/)).toBeInTheDocument();
    type("nonsense");
    expect(screen.getByText("Write it like 2026-11-27 10:32:05.")).toBeInTheDocument();
  });

  it("goes on from the last archived moment where the server is lost", async () => {
    const calls = serve({
      "GET /api/v1/me": me("restore:run", "server:read"),
      "GET /api/v1/platform/servers": { items: [{ name: "db1" }, { name: "db2" }] },
      [RESTORE]: () => problem(409, "server_not_lost", "db1 was seen 8 s ago"),
    });
    open();

    fireEvent.click(screen.getByLabelText(/^The server is lost/));
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await user.click(await screen.findByLabelText("Database server"));
    await user.click(await screen.findByTitle("db2"));
    expect(await screen.findByText("db1 was seen 8 s ago")).toBeInTheDocument();
    expect(calls.at(-1)?.body).toEqual({ mode: "lost-server", server: "db2", dryRun: true });
  });

  it("takes a moment by keyboard, and that of a backup by its mark", () => {
    serve({ "GET /api/v1/me": me("restore:run") });
    open();
    const dialog = within(screen.getByRole("dialog", { hidden: true }));
    const thumb = dialog.getByRole("slider", { hidden: true });
    const at = () => Number(thumb.getAttribute("aria-valuenow"));
    const before = at();

    fireEvent.keyDown(thumb, { key: "ArrowRight" });
    fireEvent.keyDown(thumb, { key: "ArrowRight", shiftKey: true });
    expect(at()).toBe(before + 61);
    fireEvent.click(screen.getByLabelText(/^Backup of/));
    expect(screen.getByText("The state of this backup.")).toBeInTheDocument();
  });
});
