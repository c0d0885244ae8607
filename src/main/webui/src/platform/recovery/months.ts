import type { Backup } from "@/api/schema";

/** A day of the calendar, in the time of the browser: `2026-11-27`. */
export type Day = string;

export function dayOf(iso: string | number): Day {
  const date = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The month that a day is in: `2026-11`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** Another month, so many later. */
export function monthsFrom(month: string, by: number): string {
  const [year = 2000, number = 1] = month.split("-").map(Number);
  return monthOf(dayOf(new Date(year, number - 1 + by, 1).getTime()));
}

export function isMonth(text: string | null): text is string {
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The days of a month in weeks from Monday on; null before its first and after its last. */
export function weeksOf(month: string): (Day | null)[][] {
  const [year = 2000, number = 1] = month.split("-").map(Number);
  const length = new Date(year, number, 0).getDate();
  const before = (new Date(year, number - 1, 1).getDay() + 6) % 7;
  const days: (Day | null)[] = Array.from({ length: before }, () => null);
  for (let day = 1; day <= length; day++) {
    days.push(dayOf(new Date(year, number - 1, day).getTime()));
  }
  while (days.length % 7 !== 0) {
    days.push(null);
  }
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** Backups by the day that they show, or were asked for where they show none. */
export function byDay(backups: readonly Backup[]): ReadonlyMap<Day, readonly Backup[]> {
  const days = new Map<Day, Backup[]>();
  for (const backup of backups) {
    const day = dayOf(backup.takenAt ?? backup.createdAt);
    days.set(day, [...(days.get(day) ?? []), backup]);
  }
  return days;
}
