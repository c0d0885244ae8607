import { useMemo } from "react";
import { type Language, useLanguage } from "./texts";

/** How times and numbers are written, in the language of the screen and the time of the browser. */
export interface Formats {
  /** A moment to the minute: 27 Nov 2026, 14:05. */
  time: (iso: string) => string;
  /** A moment to the second. */
  exact: (iso: string) => string;
  date: (iso: string) => string;
  number: (value: number) => string;
  /** A size, in bytes. */
  bytes: (value: number) => string;
  /** How long ago, or in how long, roughly. */
  ago: (iso: string, now?: number) => string;
  /** A length of time, in milliseconds. */
  duration: (milliseconds: number) => string;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** @param language a BCP 47 tag */
export function formats(language: string): Formats {
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const unit = (value: number, name: string, digits: number): string =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);

  return {
    time: (iso) => written(time, iso),
    exact: (iso) => written(exact, iso),
    date: (iso) => written(date, iso),
    number: (value) => number.format(value),
    bytes: (value) => {
      let scaled = value;
      let step = 0;
      while (scaled >= 1000 && step < UNITS.length - 1) {
        scaled /= 1000;
        step++;
      }
      return unit(scaled, UNITS[step] ?? "byte", scaled < 10 && step > 0 ? 1 : 0);
    },
    ago: (iso, now = Date.now()) => {
      const seconds = (Date.parse(iso) - now) / 1000;
      const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
      return step === undefined
        ? relative.format(0, "second")
        : relative.format(Math.trunc(seconds / step[1]), step[0]);
    },
    duration: (milliseconds) => {
      if (milliseconds < 1000) {
        return unit(Math.round(milliseconds), "millisecond", 0);
      }
      const seconds = milliseconds / 1000;
      if (seconds < 60) {
        return unit(seconds, "second", 1);
      }
      return seconds < 3600 ? unit(seconds / 60, "minute", 1) : unit(seconds / 3600, "hour", 1);
    },
  };
}

function written(format: Intl.DateTimeFormat, iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : format.format(time);
}

export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => formats(regional(language)), [language]);
}

/** The language as it is written where the browser is at home: 27 Nov 2026 or Nov 27, 2026. */
function regional(language: Language): string {
  const main = language.split("-")[0] ?? language;
  const wished = globalThis.navigator?.languages ?? [];
  return wished.find((each) => each.toLowerCase().split("-")[0] === main) ?? language;
}
