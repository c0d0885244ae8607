import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { Backup, TenantRecovery } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { useLanguage } from "@/texts/texts";
import { type Axis, placeOn, ticksOf } from "./moments";
import { timeTexts, useReasons } from "./timeTexts";
import "./timeline.css";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface TimelineProps {
  recovery: TenantRecovery;
  backups: readonly Backup[];
  axis: Axis;
  /** The chosen moment; null where none is chosen, but the axis only looked at. */
  at: number | null;
  choose?: (at: number) => void;
  chosenBackup?: string | null;
  chooseBackup?: (backup: Backup) => void;
}

/** What can be had again, on an axis of time: windows, what lies between them, backups, a moment. */
export function Timeline(props: TimelineProps) {
  const { recovery, backups, axis, at, choose, chosenBackup, chooseBackup } = props;
  const t = timeTexts.use();
  const { exact } = useFormats();
  const track = useRef<HTMLDivElement>(null);

  function drag(event: PointerEvent<HTMLDivElement>): void {
    const box = track.current?.getBoundingClientRect();
    if (choose === undefined || box === undefined || box.width === 0) {
      return;
    }
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    choose(toSecond(axis.from + share * (axis.until - axis.from)));
  }

  return (
    <div className="timeline">
      <div
        ref={track}
        className={choose === undefined ? "timeline-track" : "timeline-track choosing"}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture?.(event.pointerId);
          drag(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) {
            drag(event);
          }
        }}
      >
        <Spans recovery={recovery} axis={axis} />
        {backups.map((backup) =>
          backup.takenAt === null || !within(axis, Date.parse(backup.takenAt)) ? null : (
            <button
              type="button"
              key={backup.id}
              tabIndex={-1}
              className={backup.id === chosenBackup ? "timeline-backup chosen" : "timeline-backup"}
              style={{ insetInlineStart: `${placeOn(axis, Date.parse(backup.takenAt))}%` }}
              title={t("backup", { time: exact(backup.takenAt) })}
              aria-label={t("backup", { time: exact(backup.takenAt) })}
              onPointerDown={(event) => event.stopPropagation()}
              onClick={() => chooseBackup?.(backup)}
            />
          ),
        )}
        {at !== null && choose !== undefined && <Thumb axis={axis} at={at} choose={choose} />}
      </div>
      <Ticks axis={axis} />
      <div className="timeline-keys" aria-hidden="true">
        <span>
          <i className="timeline-window" /> {t("legendWindow")}
        </span>
        {hasGaps(recovery) && (
          <span>
            <i className="timeline-gap" /> {t("legendGap")}
          </span>
        )}
        <span>
          <i className="timeline-key-backup" /> {t("legendBackup")}
        </span>
      </div>
    </div>
  );
}

function Spans({ recovery, axis }: { recovery: TenantRecovery; axis: Axis }) {
  const t = timeTexts.use();
  const { exact } = useFormats();
  const reasons = useReasons();
  const spans = [
    ...betweenWindows(recovery).map((gap) => ({
      ...gap,
      className: "timeline-span timeline-gap",
      title: t("gap", { from: exact(gap.from), until: exact(gap.until), why: reasons(gap.reason) }),
    })),
    ...recovery.windows.map(({ from, until }) => ({
      from,
      until,
      className: "timeline-span timeline-window",
      title: t("window", { from: exact(from), until: exact(until) }),
    })),
  ];
  return spans.map(({ from, until, className, title }) => {
    const start = placeOn(axis, Date.parse(from));
    const end = placeOn(axis, Date.parse(until));
    return Date.parse(until) < axis.from || Date.parse(from) > axis.until ? null : (
      <div
        key={`${className}${from}`}
        className={className}
        title={title}
        style={{ insetInlineStart: `${start}%`, width: `${end - start}%` }}
      />
    );
  });
}

/** What lies between the windows: each ends for a reason, and the next begins with a backup. */
function betweenWindows({ windows }: TenantRecovery) {
  return windows.flatMap((window, index) => {
    const next = windows[index + 1];
    // What is not archived yet, at the end, is on its way.
    return window.end === null || (next === undefined && window.end === "not_archived")
      ? []
      : [
          {
            from: window.until,
            until: next?.from ?? new Date().toISOString(),
            reason: window.end,
          },
        ];
  });
}

function hasGaps(recovery: TenantRecovery): boolean {
  return betweenWindows(recovery).length > 0;
}

function Thumb({ axis, at, choose }: { axis: Axis; at: number; choose: (at: number) => void }) {
  const t = timeTexts.use();
  const { exact } = useFormats();

  function press(event: KeyboardEvent): void {
    const step = event.shiftKey ? MINUTE : SECOND;
    const to: Record<string, number> = {
      ArrowLeft: at - step,
      ArrowDown: at - step,
      ArrowRight: at + step,
      ArrowUp: at + step,
      PageDown: at - HOUR,
      PageUp: at + HOUR,
      Home: axis.from,
      End: axis.until,
    };
    const wished = to[event.key];
    if (wished !== undefined) {
      event.preventDefault();
      choose(toSecond(wished));
    }
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      className="timeline-thumb"
      style={{ insetInlineStart: `${placeOn(axis, at)}%` }}
      aria-label={t("axis")}
      aria-description={t("axisHint")}
      title={t("axisHint")}
      aria-valuemin={Math.floor(axis.from / SECOND)}
      aria-valuemax={Math.floor(axis.until / SECOND)}
      aria-valuenow={Math.floor(at / SECOND)}
      aria-valuetext={exact(new Date(at).toISOString())}
      onKeyDown={press}
    />
  );
}

function Ticks({ axis }: { axis: Axis }) {
  const language = useLanguage();
  const length = axis.until - axis.from;
  const format = new Intl.DateTimeFormat(
    language,
    length > 48 * HOUR
      ? { month: "short", day: "numeric" }
      : length > 10 * MINUTE
        ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
        : { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  );
  return (
    <div className="timeline-ticks" aria-hidden="true">
      {ticksOf(axis, 6).map((tick) => {
        const place = placeOn(axis, tick);
        return place < 4 || place > 96 ? null : (
          <span key={tick} style={{ left: `${place}%` }}>
            {format.format(tick)}
          </span>
        );
      })}
    </div>
  );
}

function within(axis: Axis, at: number): boolean {
  return axis.from <= at && at <= axis.until;
}

function toSecond(at: number): number {
  return Math.round(at / SECOND) * SECOND;
}
