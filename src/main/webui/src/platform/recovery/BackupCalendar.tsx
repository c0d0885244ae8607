import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Flex, Typography } from "antd";
import type { Backup } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { useLanguage } from "@/texts/texts";
import { byDay, type Day, dayOf, monthOf, monthsFrom, weeksOf } from "./months";
import { texts } from "./texts";
import "./calendar.css";

interface BackupCalendarProps {
  backups: readonly Backup[];
  month: string;
  showMonth: (month: string) => void;
  /** The day whose backups are shown; null for all. */
  day: Day | null;
  choose: (day: Day | null) => void;
}

/** A month, and which backups there are of each of its days. */
export function BackupCalendar({ backups, month, showMonth, day, choose }: BackupCalendarProps) {
  const t = texts.use();
  const language = useLanguage();
  const days = byDay(backups);
  const today = dayOf(Date.now());
  const first = new Date(`${month}-01T12:00:00`);
  const weekdays = Array.from(
    { length: 7 },
    (_, index) =>
      // A Monday, and the days after it.
      new Date(Date.UTC(2024, 0, 1 + index)),
  );
  const named = (weekday: "short" | "long" | "narrow") =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" });
  return (
    <section aria-label={t("calendar")}>
      <Flex align="center" gap="small" style={{ marginBottom: 8 }}>
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0, flex: 1 }} aria-live="polite">
          {new Intl.DateTimeFormat(language, { month: "long", year: "numeric" }).format(first)}
        </Typography.Title>
        {monthOf(today) !== month && (
          <Button size="small" onClick={() => showMonth(monthOf(today))}>
            {t("today")}
          </Button>
        )}
        <Button
          size="small"
          icon={<LeftOutlined />}
          aria-label={t("monthBefore")}
          onClick={() => showMonth(monthsFrom(month, -1))}
        />
        <Button
          size="small"
          icon={<RightOutlined />}
          aria-label={t("monthAfter")}
          disabled={month >= monthOf(today)}
          onClick={() => showMonth(monthsFrom(month, 1))}
        />
      </Flex>
      <table className="backup-calendar">
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday.getTime()} scope="col" abbr={named("long").format(weekday)}>
                {named("short").format(weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.find((each) => each !== null)}>
              {week.map((each, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven days
                <td key={index}>
                  {each !== null && (
                    <CalendarDay
                      day={each}
                      isToday={each === today}
                      isChosen={each === day}
                      backups={days.get(each) ?? []}
                      choose={() => choose(each === day ? null : each)}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="backup-legend">
        <span>
          <i className="backup-mark scheduled" /> {t("origin_scheduled")}
        </span>
        <span>
          <i className="backup-mark manual" /> {t("origin_manual")}
        </span>
        <span>
          <i className="backup-mark making" /> {t("legendAtWork")}
        </span>
        <span>
          <i className="backup-mark failed" /> {t("legendBad")}
        </span>
      </div>
    </section>
  );
}

interface CalendarDayProps {
  day: Day;
  isToday: boolean;
  isChosen: boolean;
  backups: readonly Backup[];
  choose: () => void;
}

/** So many backups of a day are drawn each for itself. */
const MARKS = 8;

function CalendarDay({ day, isToday, isChosen, backups, choose }: CalendarDayProps) {
  const t = texts.use();
  const { date, bytes, exact } = useFormats();
  const name = date(`${day}T12:00:00`);
  const each = backups.map(
    ({ takenAt, createdAt, state, origin }) =>
      `${exact(takenAt ?? createdAt)}: ${t(`backup_${state}`)}, ${t(origin === "manual" ? "origin_manual" : "origin_scheduled")}`,
  );
  const stored = backups.reduce((sum, { storedBytes }) => sum + (storedBytes ?? 0), 0);
  return (
    <button
      type="button"
      className="backup-day"
      disabled={backups.length === 0}
      aria-pressed={isChosen}
      title={each.join("\n")}
      aria-current={isToday ? "date" : undefined}
      aria-label={
        backups.length === 0
          ? t("dayNone", { day: name })
          : t("day", { day: name, count: backups.length })
      }
      onClick={choose}
    >
      <span className={isToday ? "number today" : "number"}>{Number(day.slice(8))}</span>
      <span className="backup-marks">
        {backups.slice(0, MARKS).map(({ id, state, origin }) => (
          <span key={id} className={`backup-mark ${state} ${origin}`} />
        ))}
      </span>
      {stored > 0 && <span className="size">{bytes(stored)}</span>}
    </button>
  );
}
