import type { Backup, RecoveryGap, RecoveryWindow, TenantRecovery } from "@/api/schema";

/** Whether a moment can be had again, and if not, why not. */
export type Reach =
  | { kind: "open"; window: RecoveryWindow }
  /** Behind what is archived: the server waits for it, a few minutes at most. */
  | { kind: "behind"; until: string }
  | { kind: "gap"; reason: string; gap: RecoveryGap | null; next: RecoveryWindow | null }
  | { kind: "before"; first: RecoveryWindow | null }
  | { kind: "future" };

/** What a tenant's windows say of a moment. */
export function reachOf(recovery: TenantRecovery, at: number, now = Date.now()): Reach {
  const { windows, gaps } = recovery;
  if (at > now) {
    return { kind: "future" };
  }
  const first = windows[0] ?? null;
  if (first === null || at < Date.parse(first.from)) {
    return { kind: "before", first };
  }
  const inside = windows.findLast(
    (each) => Date.parse(each.from) <= at && at <= Date.parse(each.until),
  );
  if (inside !== undefined) {
    return { kind: "open", window: inside };
  }
  const before = windows.findLast((each) => Date.parse(each.from) <= at) ?? first;
  if (before.end === null || (before.end === "not_archived" && before === windows.at(-1))) {
    return { kind: "behind", until: before.until };
  }
  return {
    kind: "gap",
    reason: before.end,
    gap: gaps.findLast((each) => Date.parse(each.from) <= at) ?? null,
    next: windows.find((each) => Date.parse(each.from) > at) ?? null,
  };
}

/** A part of the axis of time, in milliseconds. */
export interface Axis {
  from: number;
  until: number;
}

/** All that there is: from the first backup to now. */
export function wholeAxis(recovery: TenantRecovery, backups: readonly Backup[], now: number): Axis {
  const begins = [
    ...recovery.windows.map((each) => Date.parse(each.from)),
    ...backups.flatMap((each) => (each.takenAt === null ? [] : [Date.parse(each.takenAt)])),
  ];
  const from = begins.length === 0 ? now - 86_400_000 : Math.min(...begins);
  const margin = Math.max(60_000, (now - from) * 0.03);
  return { from: from - margin, until: now };
}

/** A part of the axis of a given length around a moment, within the whole. */
export function around(whole: Axis, at: number, length: number): Axis {
  if (length >= whole.until - whole.from) {
    return whole;
  }
  const from = Math.min(Math.max(whole.from, at - length / 2), whole.until - length);
  return { from, until: from + length };
}

/** Where a moment lies on an axis, in percent, kept within it. */
export function placeOn(axis: Axis, at: number): number {
  const share = (at - axis.from) / (axis.until - axis.from);
  return Math.min(100, Math.max(0, share * 100));
}

const STEPS = [
  1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
].map((seconds) => seconds * 1000);

/** Round moments, in the time of the browser, that an axis is labelled with. */
export function ticksOf(axis: Axis, most: number): number[] {
  const length = axis.until - axis.from;
  const step = STEPS.find((each) => length / each <= most) ?? length;
  const offset = new Date(axis.from).getTimezoneOffset() * 60_000;
  const ticks: number[] = [];
  for (
    let at = Math.ceil((axis.from - offset) / step) * step + offset;
    at <= axis.until;
    at += step
  ) {
    ticks.push(at);
  }
  return ticks;
}

const WRITTEN =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*$/i;

/**
 * Reads a moment as people write one, or as a log has it: `2026-11-27 10:32:05`, with `Z` or `+08:00` if it is
 * not in the time of the browser; null if it is none.
 */
export function readMoment(text: string): number | null {
  const found = WRITTEN.exec(text);
  if (found === null) {
    return null;
  }
  const [, year, month, day, hour, minute, second, fraction, zone] = found;
  const two = (part: string | undefined) => (part ?? "0").padStart(2, "0");
  const local = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${two(second)}.${(fraction ?? "0").slice(0, 3).padEnd(3, "0")}`;
  const offset =
    zone === undefined
      ? ""
      : /^(z|utc)$/i.test(zone)
        ? "Z"
        : zone.replace(/(\d{2})(\d{2})$/, "$1:$2");
  const at = Date.parse(local + offset);
  // The 31st of February is read as a day of March otherwise.
  const same = Number.isNaN(at) ? null : new Date(Date.parse(`${local}Z`));
  return same !== null && same.getUTCDate() === Number(day) ? at : null;
}

/** Writes a moment to the second, as readMoment reads it, in the time of the browser. */
export function writeMoment(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** The same moment in UTC, to the second. */
export function writeUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The time of the browser, by name and distance from UTC: `Europe/Berlin, UTC+01:00`. */
export function zoneOf(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const two = (part: number) => String(part).padStart(2, "0");
  const distance = `UTC${minutes < 0 ? "−" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === "UTC" ? "UTC" : `${timeZone}, ${distance}`;
}
