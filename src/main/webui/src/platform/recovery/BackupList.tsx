import { LockOutlined, MoreOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { Button, Dropdown, Flex, type MenuProps, Tag, Tooltip, Typography } from "antd";
import type { Backup } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { texts } from "./texts";
import "./recovery.css";

/** What one may do with a backup; null where a permission is missing. */
export interface BackupChoices {
  restore: ((backup: Backup) => void) | null;
  peek: ((backup: Backup) => void) | null;
  verify: ((backup: Backup) => void) | null;
  drill: ((backup: Backup) => void) | null;
  remove: ((backup: Backup) => void) | null;
}

const COLOURS = {
  making: "processing",
  ready: "success",
  failed: "error",
  damaged: "error",
  deleting: "default",
} as const;

interface BackupListProps {
  backups: readonly Backup[];
  choices: BackupChoices;
  label: string;
}

/** Backups, each with what is known of it and what one can do. */
export function BackupList({ backups, choices, label }: BackupListProps) {
  return (
    <ul className="backup-list" aria-label={label}>
      {backups.map((backup) => (
        <BackupRow key={backup.id} backup={backup} choices={choices} />
      ))}
    </ul>
  );
}

function BackupRow({ backup, choices }: { backup: Backup; choices: BackupChoices }) {
  const t = texts.use();
  const { exact, bytes, ago, date } = useFormats();
  const time = exact(backup.takenAt ?? backup.createdAt);
  const isGood = backup.state === "ready";
  const isLocked = backup.lockedUntil !== null && Date.parse(backup.lockedUntil) > Date.now();
  const item = (
    key: string,
    run: ((backup: Backup) => void) | null,
    label: string,
    more: { danger?: boolean; disabled?: boolean; title?: string } = {},
  ): NonNullable<MenuProps["items"]> =>
    run === null ? [] : [{ key, label, onClick: () => run(backup), ...more }];
  const items = [
    ...(isGood ? item("restore", choices.restore, t("restoreThis")) : []),
    ...(isGood ? item("peek", choices.peek, t("peekThis")) : []),
    ...(isGood ? item("verify", choices.verify, t("verify"), { title: t("verifyHint") }) : []),
    ...(isGood ? item("drill", choices.drill, t("drill"), { title: t("drillHint") }) : []),
    ...(["making", "deleting"].includes(backup.state)
      ? []
      : item("remove", choices.remove, t("remove"), { danger: true, disabled: isLocked })),
  ];
  return (
    <li>
      <Flex align="start" gap="small">
        <Flex vertical gap={2} style={{ flex: 1, minWidth: 0 }}>
          <Flex wrap gap="2px 8px" align="center">
            <Typography.Text strong>{time}</Typography.Text>
            <Tag color={COLOURS[backup.state]} style={{ margin: 0 }}>
              {t(`backup_${backup.state}`)}
            </Tag>
            {isLocked && backup.lockedUntil !== null && (
              <Tooltip title={t("locked", { until: exact(backup.lockedUntil) })}>
                <LockOutlined
                  tabIndex={0}
                  aria-label={t("locked", { until: exact(backup.lockedUntil) })}
                />
              </Tooltip>
            )}
            {backup.verifiedAt !== null && (
              <Tooltip title={exact(backup.verifiedAt)}>
                <Typography.Text type="success" style={{ fontSize: 12 }}>
                  <SafetyCertificateOutlined aria-hidden />{" "}
                  {t("verified", { ago: ago(backup.verifiedAt) })}
                </Typography.Text>
              </Tooltip>
            )}
          </Flex>
          <Typography.Text type="secondary" style={{ fontSize: 13 }}>
            {[
              t(backup.origin === "manual" ? "origin_manual" : "origin_scheduled"),
              backup.storedBytes === null ? null : bytes(backup.storedBytes),
              backup.rows === null ? null : t("rows", { count: backup.rows }),
              isGood
                ? backup.keptUntil === null
                  ? t("keptAlways")
                  : t("keptUntil", { until: date(backup.keptUntil) })
                : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </Typography.Text>
        </Flex>
        {items.length > 0 && (
          <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
            <Button type="text" icon={<MoreOutlined />} aria-label={t("more", { time })} />
          </Dropdown>
        )}
      </Flex>
    </li>
  );
}
