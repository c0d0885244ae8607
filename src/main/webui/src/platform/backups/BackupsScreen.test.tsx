import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Drill, LogArchives, TenantAtRisk } from "@/api/schema";
import { me, serve, show } from "@/testing/screen";
import { hoursAgo, TENANT } from "../recovery/testing";
import BackupsScreen from "./BackupsScreen";

const RISK: TenantAtRisk = {
  tenant: "t1",
  slug: "acme",
  name: "Acme",
  server: "db1",
  schedule: "daily",
  risks: ["stale", "failed"],
  newestBackup: "b1",
  newestAt: hoursAgo(30),
  nextAt: hoursAgo(6),
  failures: 3,
  lastFailureAt: hoursAgo(1),
};

const ARCHIVES: LogArchives = {
  on: true,
  servers: [
    {
      server: "db1",
      replica: null,
      coveredUntil: hoursAgo(2),
      lagSeconds: 7200,
      bytesBehind: 1000,
      problem: "binlog_off",
      detail: "log_bin is off",
      warnings: [],
      gaps: [
        {
          from: hoursAgo(5),
          to: hoursAgo(4),
          database: null,
          reason: "logs_purged",
          detail: "binlog.000003 is gone",
        },
      ],
    },
  ],
};

function drill(id: string, state: Drill["state"], errorCode: string | null): Drill {
  return {
    id,
    tenant: "t1",
    backup: "b1",
    server: "db1",
    state,
    askedAt: hoursAgo(1),
    finishedAt: hoursAgo(1),
    backupAgeSeconds: 60,
    recoveryPointSeconds: 60,
    recoveryTimeSeconds: 2,
    rows: 4,
    bytes: 808,
    replayed: null,
    errorCode,
    errorDetail: null,
  };
}

function answers() {
  return {
    "GET /api/v1/me": me("backup:read"),
    "GET /api/v1/platform/backups/at-risk": { items: [RISK], nextCursor: null },
    "GET /api/v1/platform/backups/drills": {
      items: [drill("d2", "failed", "backup_damaged"), drill("d1", "passed", null)],
      nextCursor: null,
    },
    "GET /api/v1/platform/tenants/t1": TENANT,
    "GET /api/v1/platform/recovery": ARCHIVES,
  };
}

describe("backups of the fleet", () => {
  it("name the tenants at risk, why, and what to do", async () => {
    serve(answers());
    show(<BackupsScreen />);

    expect(await screen.findByText("Older than its schedule allows")).toBeInTheDocument();
    expect(screen.getByText(/It is tried again by itself/)).toBeInTheDocument();
    expect(screen.getByText(/3 attempts have failed since/)).toBeInTheDocument();
    expect(screen.getByText("Acme").closest("a")).toHaveAttribute(
      "href",
      "/platform/recovery/acme",
    );
  });

  it("show the latest drill of each tenant, or all", async () => {
    serve(answers());
    show(<BackupsScreen />, "/platform/backups?view=drills");

    expect(await screen.findByText("backup_damaged")).toBeInTheDocument();
    expect(screen.queryByText("passed")).toBeNull();
    fireEvent.click(screen.getByLabelText("Only the latest of each tenant"));
    expect(await screen.findByText("passed")).toBeInTheDocument();
  });

  it("say what keeps a log from being archived, and what is lost of it", async () => {
    serve(answers());
    show(<BackupsScreen />, "/platform/backups?view=archives");

    expect(await screen.findByText("Nothing is archived: binlog_off")).toBeInTheDocument();
    expect(
      screen.getByText("The server threw its log away before it was archived."),
    ).toBeInTheDocument();
  });
});
