import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import { RemoveDialog } from "./BackupDialogs";
import { BackupList } from "./BackupList";
import TenantRecovery from "./TenantRecovery";
import { backup, hoursAgo, OPERATION, TENANT } from "./testing";

const HERE = "/api/v1/platform/tenants/t1";

describe("the recovery of a tenant", () => {
  it("says what can be had, and shows nobody what they may not do", async () => {
    serve({
      "GET /api/v1/me": me("backup:read"),
      [`GET ${HERE}/backups`]: { items: [backup("b1")], nextCursor: null },
      [`GET ${HERE}/recovery`]: {
        windows: [{ from: hoursAgo(3), until: hoursAgo(0), backup: "b1", end: null }],
        gaps: [],
      },
    });
    show(<TenantRecovery tenant={TENANT} />);

    expect(await screen.findByText(/Any second from/)).toBeInTheDocument();
    expect(await screen.findByText(/by schedule · 2.4 kB · 42 rows/)).toBeInTheDocument();
    for (const hidden of ["Restore …", "Back up now", "Restores", "Prune …"]) {
      expect(screen.queryByText(hidden)).toBeNull();
    }
    expect(screen.queryByLabelText(/^More for/)).toBeNull();
  });

  it("removes the last good backup only by the slug", async () => {
    const calls = serve({
      "GET /api/v1/me": me("backup:delete"),
      [`DELETE ${HERE}/backups/b1`]: (request: Request) =>
        new URL(request.url).searchParams.get("slug") === "acme"
          ? Response.json({ operation: OPERATION, backup: backup("b1") }, { status: 202 })
          : problem(400, "confirmation_mismatch"),
    });
    let closed = false;
    show(
      <RemoveDialog
        tenant={TENANT}
        backup={backup("b1")}
        follow={() => undefined}
        close={() => {
          closed = true;
        }}
      />,
    );

    fireEvent.click(screen.getByText("Remove"));
    const typed = await screen.findByLabelText("Type acme to confirm");
    fireEvent.change(typed, { target: { value: "acme" } });
    fireEvent.click(screen.getByText("Remove"));
    await waitFor(() => expect(closed).toBe(true));
    expect(calls.filter(({ call }) => call.startsWith("DELETE"))).toHaveLength(2);
  });

  it("lets nobody remove a locked backup", async () => {
    serve({ "GET /api/v1/me": me("backup:delete") });
    show(
      <BackupList
        label="Backups"
        backups={[backup("b1", { lockedUntil: hoursAgo(-48) })]}
        choices={{ restore: null, peek: null, verify: null, drill: null, remove: () => undefined }}
      />,
    );

    expect(screen.getByLabelText(/^Locked until/)).toBeInTheDocument();
    fireEvent.click(screen.getByLabelText(/^More for/));
    const menu = within(await screen.findByRole("menu", { hidden: true }));
    expect(menu.getByText("Remove").closest("li")).toHaveAttribute("aria-disabled", "true");
  });
});
