import { App, Button, Descriptions, Drawer, Flex, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import type { Backup, Operation, Tenant, TenantRestore } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { useRestores, useUndoing } from "./restores";
import { restoreTexts } from "./restoreTexts";

const COLOURS = {
  running: "processing",
  done: "success",
  failed: "error",
  undoing: "processing",
  undone: "default",
} as const;

const MODES = {
  "side-by-side": "mode_side",
  "in-place": "mode_place",
  "lost-server": "mode_lost",
} as const;

interface RestoresTabProps {
  tenant: Tenant;
  /** Backups that are known, for the moments that they show. */
  backups: readonly Backup[];
  atWork: boolean;
  follow: (operation: Operation) => void;
}

/** Restores in the place of a tenant's database, and their undo. */
export function RestoresTab({ tenant, backups, atWork, follow }: RestoresTabProps) {
  const t = restoreTexts.use();
  const may = useMay();
  const { exact } = useFormats();
  const { modal } = App.useApp();
  const restores = useRestores(tenant.id, atWork);
  const undoing = useUndoing(tenant.id, follow);
  const [shown, setShown] = useState<string | null>(null);
  const words = useRestoreWords(backups);
  const detailed = restores.items.find(({ id }) => id === shown);

  const undo = (restore: TenantRestore) =>
    may("restore:run") && canBeUndone(restore)
      ? () =>
          modal.confirm({
            title: t("undoTitle", { time: words.to(restore) }),
            content: t("undoDetail"),
            okText: t("undoRun"),
            okButtonProps: { danger: true },
            cancelText: t("cancel"),
            onOk: () => undoing.run(restore),
          })
      : null;

  const columns: TableColumnsType<TenantRestore> = [
    { key: "asked", title: t("asked"), dataIndex: "createdAt", render: exact },
    { key: "to", title: t("to"), render: (_, restore) => words.to(restore) },
    { key: "mode", title: t("mode"), render: (_, restore) => words.mode(restore) },
    { key: "state", title: t("state"), render: (_, restore) => <RestoreState of={restore} /> },
    {
      key: "actions",
      title: "",
      render: (_, restore) => {
        const run = undo(restore);
        return (
          <Flex gap="small">
            <Button size="small" onClick={() => setShown(restore.id)}>
              {t("details")}
            </Button>
            {run !== null && (
              <Button size="small" danger onClick={run}>
                {t("undo")}
              </Button>
            )}
          </Flex>
        );
      },
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Failure error={undoing.error} />
      <Listing
        pages={restores}
        columns={columns}
        rowKey="id"
        label={t("list")}
        empty={<Nothing>{t("none")}</Nothing>}
      />
      {detailed !== undefined && (
        <RestoreDetails
          backups={backups}
          restore={detailed}
          undo={undo(detailed)}
          close={() => setShown(null)}
        />
      )}
    </Flex>
  );
}

/** Whether the former database is still there to go back to. */
function canBeUndone({ state, keptUntil }: TenantRestore): boolean {
  return state === "done" && keptUntil !== null && Date.parse(keptUntil) > Date.now();
}

function RestoreState({ of: { state } }: { of: TenantRestore }) {
  const t = restoreTexts.use();
  return <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>;
}

function useRestoreWords(backups: readonly Backup[]) {
  const t = restoreTexts.use();
  const { exact } = useFormats();
  return {
    to: ({ at, backup }: TenantRestore) => {
      const shows = at ?? backups.find(({ id }) => id === backup)?.takenAt ?? null;
      return shows === null ? `${t("backup")} …${backup.slice(-6)}` : exact(shows);
    },
    mode: ({ mode }: TenantRestore) => {
      const known = Object.entries(MODES).find(([name]) => name === mode)?.[1];
      return known === undefined ? mode : t(known);
    },
  };
}

interface RestoreDetailsProps {
  backups: readonly Backup[];
  restore: TenantRestore;
  undo: (() => void) | null;
  close: () => void;
}

function RestoreDetails({ backups, restore, undo, close }: RestoreDetailsProps) {
  const t = restoreTexts.use();
  const { exact, duration } = useFormats();
  const words = useRestoreWords(backups);
  const time = (iso: string | null) => (iso === null ? t("never") : exact(iso));
  return (
    <Drawer
      open
      size="min(520px, 100vw)"
      title={t("detail", { time: words.to(restore) })}
      onClose={close}
      footer={
        undo === null ? null : (
          <Flex vertical gap="small" align="end">
            <Button danger onClick={undo}>
              {t("undo")}
            </Button>
            {restore.keptUntil !== null && (
              <span>{t("undoUntil", { until: exact(restore.keptUntil) })}</span>
            )}
          </Flex>
        )
      }
    >
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: "state", label: t("state"), children: <RestoreState of={restore} /> },
          { key: "mode", label: t("mode"), children: words.mode(restore) },
          { key: "asked", label: t("asked"), children: exact(restore.createdAt) },
          { key: "by", label: t("by"), children: <bdi>{restore.requestedBy}</bdi> },
          { key: "backup", label: t("backup"), children: <code>{restore.backup}</code> },
          { key: "switched", label: t("switched"), children: time(restore.switchedAt) },
          {
            key: "cutOver",
            label: t("cutOver"),
            children: restore.cutOverMillis === null ? "—" : duration(restore.cutOverMillis),
          },
          { key: "kept", label: t("undoUntil", { until: "" }), children: time(restore.keptUntil) },
          ...(restore.fencedAt === null
            ? []
            : [{ key: "fenced", label: t("fenced"), children: exact(restore.fencedAt) }]),
          ...(restore.undoneAt === null
            ? []
            : [{ key: "undone", label: t("undone"), children: exact(restore.undoneAt) }]),
          { key: "id", label: t("id"), children: <code>{restore.id}</code> },
        ]}
      />
    </Drawer>
  );
}
