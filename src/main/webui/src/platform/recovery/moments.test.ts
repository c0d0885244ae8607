import { describe, expect, it } from "vitest";
import type { TenantRecovery } from "@/api/schema";
import { around, placeOn, reachOf, readMoment, writeMoment } from "./moments";

const RECOVERY: TenantRecovery = {
  windows: [
    {
      from: "2026-11-20T01:00:00Z",
      until: "2026-11-22T12:00:00Z",
      backup: "a",
      end: "logs_purged",
    },
    { from: "2026-11-23T01:00:00Z", until: "2026-11-27T10:00:00Z", backup: "b", end: null },
  ],
  gaps: [],
};
const NOW = Date.parse("2026-11-27T10:00:08Z");

describe("a moment", () => {
  it("can be had within a window, not between two, before the first or after now", () => {
    const kind = (iso: string) => reachOf(RECOVERY, Date.parse(iso), NOW).kind;
    expect(kind("2026-11-21T00:00:00Z")).toBe("open");
    expect(kind("2026-11-22T13:00:00Z")).toBe("gap");
    expect(kind("2026-11-19T00:00:00Z")).toBe("before");
    expect(kind("2026-11-27T10:00:05Z")).toBe("behind");
    expect(kind("2026-11-28T00:00:00Z")).toBe("future");
    expect(reachOf({ windows: [], gaps: [] }, NOW - 1, NOW)).toEqual({
      kind: "before",
      first: null,
    });
  });

  it("is read as people write it and as logs have it", () => {
    expect(readMoment("2026-11-27T10:32:05Z")).toBe(Date.parse("2026-11-27T10:32:05Z"));
    expect(readMoment("2026-11-27 10:32:05 +0800")).toBe(Date.parse("2026-11-27T02:32:05Z"));
    expect(readMoment(" 2026-11-27 10:32 ")).toBe(new Date(2026, 10, 27, 10, 32).getTime());
    const local = new Date(2026, 10, 27, 10, 32, 5).getTime();
    expect(writeMoment(local)).toBe("2026-11-27 10:32:05");
    expect(readMoment(writeMoment(local))).toBe(local);
  });

  it("is none if the day does not exist, or it is something else", () => {
    for (const text of ["2026-02-31 10:00:00", "2026-11-27", "yesterday", "27.11.2026 10:00", ""]) {
      expect(readMoment(text)).toBeNull();
    }
  });

  it("lies on an axis that stays within the whole", () => {
    const whole = { from: 0, until: 1000 };
    expect(around(whole, 990, 100)).toEqual({ from: 900, until: 1000 });
    expect(around(whole, 500, 5000)).toEqual(whole);
    expect(placeOn(whole, 250)).toBe(25);
    expect(placeOn(whole, -5)).toBe(0);
  });
});
