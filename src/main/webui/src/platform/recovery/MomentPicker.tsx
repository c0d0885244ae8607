import { Button, Flex, Form, Input, Segmented, Select, Space, Typography } from "antd";
import { useState } from "react";
import type { Backup, TenantRecovery } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { around, reachOf, readMoment, wholeAxis, writeMoment, writeUtc, zoneOf } from "./moments";
import { ReachNote } from "./ReachNote";
import { Timeline } from "./Timeline";
import { timeTexts } from "./timeTexts";

/** A moment of the past: of a backup, or any second. */
export interface Moment {
  at: number;
  backup: string | null;
}

/** How the API is told of a moment. */
export function wishOf({ at, backup }: Moment): { at: string } | { backup: string } {
  return backup === null ? { at: new Date(at).toISOString() } : { backup };
}

/** Whether a moment can be had, or perhaps will be: what is not archived yet is waited for. */
export function canBeHad(moment: Moment, recovery: TenantRecovery): boolean {
  const reach = reachOf(recovery, moment.at).kind;
  return moment.backup !== null || reach === "open" || reach === "behind";
}

export function momentOf(backup: Backup): Moment {
  return { at: Date.parse(backup.takenAt ?? backup.createdAt), backup: backup.id };
}

/** A moment to begin with: a little before what is archived. */
export function likelyMoment(recovery: TenantRecovery): Moment {
  const last = recovery.windows.at(-1);
  const until = last === undefined ? Date.now() : Date.parse(last.until);
  const from = last === undefined ? 0 : Math.ceil(Date.parse(last.from) / 1000) * 1000;
  return { at: Math.max(from, Math.floor(until / 1000) * 1000 - 600_000), backup: null };
}

const ZOOMS = { all: Number.POSITIVE_INFINITY, day: 86_400_000, hour: 3_600_000, minutes: 600_000 };
type Zoom = keyof typeof ZOOMS;

interface MomentPickerProps {
  recovery: TenantRecovery;
  backups: readonly Backup[];
  value: Moment;
  change: (moment: Moment) => void;
}

/** Chooses a moment: on the axis, by typing, by steps, or of a backup. */
export function MomentPicker({ recovery, backups, value, change }: MomentPickerProps) {
  const t = timeTexts.use();
  const { exact } = useFormats();
  const [zoom, setZoom] = useState<Zoom>("all");
  const [middle, setMiddle] = useState(value.at);
  const [now] = useState(Date.now);
  const [typed, setTyped] = useState<string | null>(null);
  const good = backups.filter(({ state, takenAt }) => state === "ready" && takenAt !== null);
  const axis = around(wholeAxis(recovery, good, now), middle, ZOOMS[zoom]);
  const isWrong = typed !== null && readMoment(typed) === null;

  function take(moment: Moment): void {
    setTyped(null);
    if (moment.at < axis.from || moment.at > axis.until) {
      setMiddle(moment.at);
    }
    change(moment);
  }

  function type(text: string): void {
    setTyped(text);
    const at = readMoment(text);
    if (at !== null) {
      setMiddle(at);
      change({ at, backup: null });
    }
  }

  const step = (by: number, label: string, sign: string) => (
    <Button
      aria-label={label}
      title={label}
      onClick={() => take({ at: value.at + by, backup: null })}
    >
      {sign}
    </Button>
  );

  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="small" justify="space-between" align="center">
        <Segmented<Zoom>
          size="small"
          aria-label={t("zoom")}
          value={zoom}
          onChange={(next) => {
            setMiddle(value.at);
            setZoom(next);
          }}
          options={(["all", "day", "hour", "minutes"] as const).map((each) => ({
            value: each,
            label: t(`zoom_${each}`),
          }))}
        />
        <Typography.Text strong aria-live="polite">
          {exact(new Date(value.at).toISOString())}
        </Typography.Text>
      </Flex>
      <Timeline
        recovery={recovery}
        backups={good}
        axis={axis}
        at={value.at}
        choose={(at) => take({ at, backup: null })}
        chosenBackup={value.backup}
        chooseBackup={(backup) => take(momentOf(backup))}
      />
      <Form layout="vertical" component="div">
        <Flex wrap gap="0 16px">
          <Form.Item
            label={t("typed")}
            htmlFor="moment-typed"
            style={{ flex: "3 1 300px", minWidth: 0, marginBottom: 0 }}
            validateStatus={isWrong ? "error" : ""}
            help={isWrong ? t("typedWrong") : t("inUtc", { time: writeUtc(value.at) })}
            extra={t("typedHint", { zone: zoneOf(value.at) })}
          >
            <Flex wrap gap="small">
              <Input
                id="moment-typed"
                value={typed ?? writeMoment(value.at)}
                onChange={(event) => type(event.target.value)}
                onBlur={() => {
                  if (!isWrong) {
                    setTyped(null);
                  }
                }}
                autoComplete="off"
                spellCheck={false}
                style={{ fontVariantNumeric: "tabular-nums", flex: "1 1 190px", width: "auto" }}
              />
              <Space.Compact>
                {step(-60_000, t("earlierMinute"), "−1m")}
                {step(-1000, t("earlierSecond"), "−1s")}
                {step(1000, t("laterSecond"), "+1s")}
                {step(60_000, t("laterMinute"), "+1m")}
              </Space.Compact>
            </Flex>
          </Form.Item>
          <Form.Item
            label={t("ofBackup")}
            htmlFor="moment-backup"
            style={{ flex: "2 1 220px", minWidth: 0, marginBottom: 0 }}
          >
            <Select<string | null>
              id="moment-backup"
              value={value.backup}
              placeholder={t("ofBackupNone")}
              options={good.map((backup) => ({
                value: backup.id,
                label: exact(backup.takenAt ?? backup.createdAt),
              }))}
              onChange={(id) => {
                const backup = good.find((each) => each.id === id);
                if (backup !== undefined) {
                  take(momentOf(backup));
                }
              }}
            />
          </Form.Item>
        </Flex>
      </Form>
      <ReachNote
        reach={value.backup === null ? reachOf(recovery, value.at) : null}
        take={(at) => take({ at, backup: null })}
      />
    </Flex>
  );
}
