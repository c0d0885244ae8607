import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Migration, MigrationPlan, MigrationTarget } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import MigrationScreen from "./MigrationScreen";
import PlanScreen from "./PlanScreen";
import RollbackScreen from "./RollbackScreen";
import { afterWaves, readWaves } from "./waves";

const FLEET = "/api/v1/platform/migrations";
const NOW = "2026-11-27T06:00:00Z";

const PAUSED: Migration = {
  id: "",
  from: null,
  to: "bbbbbbbbbbbb",
  rollbackOf: null,
  state: "paused",
  pausedFor: "error_budget",
  wave: 2,
  waves: 3,
  upToDate: 0,
  targets: { succeeded: 14, failed: 1, pending: 5 },
  settings: {
    canary: {},
    waves: [10, 50, 100],
    parallelism: 4,
    errorBudget: 0,
    attempts: 5,
    lockWaitSeconds: 5,
    statementSeconds: 600,
    repair: false,
  },
  requestedBy: "root",
  createdAt: NOW,
  changedAt: NOW,
  finishedAt: null,
};

const FAILED: MigrationTarget = {
  tenant: "t7",
  slug: "shop-7",
  server: "db1",
  state: "failed",
  code: "step_failed",
  detail: "Duplicate entry 'x' for key 'designs.title'",
  from: "aaaaaaaa",
  to: "bbbbbbbb",
  wave: 2,
  attempts: 1,
  startedAt: NOW,
  finishedAt: NOW,
};

const PLAN: MigrationPlan = {
  from: null,
  to: "bbbbbbbbbbbb",
  upToDate: 2,
  ways: [
    {
      from: "aaaaaaaaaaaa",
      to: "bbbbbbbbbbbb",
      engine: "mariadb-11.4.5",
      databases: 15,
      replayable: true,
      likeNew: true,
      statements: [
        { sql: "ALTER TABLE designs ADD COLUMN colour VARCHAR(40)", destroys: null },
        { sql: "ALTER TABLE designs DROP COLUMN prompt", destroys: "drops a column" },
      ],
    },
  ],
};

describe("migrations", () => {
  it("are planned with their SQL, and destroy data only if that is allowed", async () => {
    const calls = serve({
      "GET /api/v1/me": me("migration:run"),
      [`POST ${FLEET}/plan`]: PLAN,
      [`POST ${FLEET}`]: Response.json(PAUSED, { status: 202 }),
    });
    show(<PlanScreen />);

    expect(await screen.findByText("ALTER TABLE designs DROP COLUMN prompt")).toBeInTheDocument();
    expect(screen.getByText("May destroy: drops a column")).toBeInTheDocument();
    expect(screen.getByText("Of 15 databases: up to 2 → up to 8 → up to 15.")).toBeInTheDocument();
    fireEvent.click(screen.getByText("Start the migration"));
    expect(await screen.findByText(/Without this it is refused/)).toBeInTheDocument();
    fireEvent.click(screen.getByLabelText("Allow statements that destroy data"));
    fireEvent.click(screen.getByText("Start the migration"));
    expect(await screen.findByText(/Data is destroyed, and nobody/)).toBeInTheDocument();
    const [, confirm] = screen.getAllByText("Start the migration");
    fireEvent.click(confirm as HTMLElement);
    const started = () => calls.find(({ call }) => call === `POST ${FLEET}`);
    await waitFor(() => expect(started()).toBeDefined());
    expect(started()?.body).toMatchObject({ destructive: true, waves: [10, 50, 100] });
  });

  it("that paused say why, show what failed, and go on", async () => {
    const calls = serve({
      "GET /api/v1/me": me("migration:read", "migration:run"),
      [`GET ${FLEET}/`]: PAUSED,
      [`GET ${FLEET}//targets`]: { items: [FAILED], nextCursor: null },
      [`POST ${FLEET}//resume`]: PAUSED,
    });
    show(<MigrationScreen />, "/platform/migrations/m1?state=failed");

    expect(
      await screen.findByText(/more targets failed than its error budget/),
    ).toBeInTheDocument();
    expect(await screen.findByText(/Duplicate entry/)).toBeInTheDocument();
    const asked = calls.find(({ call }) => call.endsWith("/targets"));
    expect(new URL(asked?.request.url ?? "").searchParams.get("state")).toBe("failed");
    fireEvent.click(screen.getByText("Resume"));
    await waitFor(() =>
      expect(calls.some(({ call }) => call === `POST ${FLEET}//resume`)).toBe(true),
    );
  });

  it("cannot be steered by whoever may only read them", async () => {
    serve({
      "GET /api/v1/me": me("migration:read"),
      [`GET ${FLEET}/`]: PAUSED,
      [`GET ${FLEET}//targets`]: { items: [], nextCursor: null },
    });
    show(<MigrationScreen />);

    expect(await screen.findByText("14 / 20")).toBeInTheDocument();
    expect(screen.queryByText("Resume")).toBeNull();
    expect(screen.queryByText("Cancel the migration")).toBeNull();
  });

  it("say so where the live view is cut off, and catch up", async () => {
    const running: Migration = { ...PAUSED, state: "running", pausedFor: null };
    let mend: (answer: Response) => void = () => undefined;
    const streams: (Response | Promise<Response>)[] = [
      new Response(": hello\n\n", { headers: { "Content-Type": "text/event-stream" } }),
      new Promise((resolve) => {
        mend = resolve;
      }),
    ];
    serve({
      "GET /api/v1/me": me("migration:read"),
      [`GET ${FLEET}/`]: running,
      [`GET ${FLEET}//targets`]: { items: [], nextCursor: null },
      [`GET ${FLEET}//events`]: () => streams.shift(),
    });
    show(<MigrationScreen />);

    expect(await screen.findByText(/The live view was cut off/)).toBeInTheDocument();
    expect(screen.getByText("14 / 20")).toBeInTheDocument();
    const after = { ...running, targets: { succeeded: 15, failed: 1, pending: 4 } };
    mend(
      new Response(`id: 2\ndata: ${JSON.stringify(after)}\n\n`, {
        headers: { "Content-Type": "text/event-stream" },
      }),
    );

    expect(await screen.findByText("15 / 20")).toBeInTheDocument();
  });

  it("that cannot be taken back say what to do instead", async () => {
    serve({
      "GET /api/v1/me": me("migration:run"),
      [`GET ${FLEET}/`]: PAUSED,
      [`GET ${FLEET}//rollback`]: problem(409, "rollback_impossible", "0003 has no rollback"),
    });
    show(<RollbackScreen />);

    expect(await screen.findByText("0003 has no rollback")).toBeInTheDocument();
    expect(screen.getByText(/Add a changeset that undoes it/)).toBeInTheDocument();
  });
});

describe("waves", () => {
  it("rise to a hundred", () => {
    expect(readWaves("10, 50, 100")).toEqual([10, 50, 100]);
    expect(readWaves("100 %")).toEqual([100]);
    for (const text of ["", "50", "50, 10, 100", "0, 100", "10, x, 100", "100, 200"]) {
      expect(readWaves(text)).toBeNull();
    }
    expect(afterWaves([10, 50, 100], 15)).toEqual([2, 8, 15]);
  });
});
