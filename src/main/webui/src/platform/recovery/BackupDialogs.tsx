import { Alert, Button, Flex, Input, Modal, Table, Tag } from "antd";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { Backup, JudgedBackup, Operation, Tenant } from "@/api/schema";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { useDeleting, usePruning, usePruningPlan } from "./queries";
import { texts } from "./texts";

interface RemoveDialogProps {
  tenant: Tenant;
  backup: Backup;
  follow: (operation: Operation) => void;
  close: () => void;
}

/** Asks before a backup goes; for the last good one, by the slug typed. */
export function RemoveDialog({ tenant, backup, follow, close }: RemoveDialogProps) {
  const t = texts.use();
  const { exact } = useFormats();
  const [typed, setTyped] = useState("");
  const deleting = useDeleting({ tenant: tenant.id, follow }, close);
  const isLast = isProblem(deleting.error, "confirmation_mismatch");
  const [wasLast, setWasLast] = useState(false);
  const asksSlug = isLast || wasLast;
  return (
    <Modal
      open
      title={t("removeTitle", { time: exact(backup.takenAt ?? backup.createdAt) })}
      onCancel={close}
      cancelText={t("cancel")}
      okText={t("remove")}
      okButtonProps={{
        danger: true,
        loading: deleting.isRunning,
        disabled: asksSlug && typed !== tenant.slug,
      }}
      onOk={() => {
        setWasLast(asksSlug);
        deleting.run({ backup: backup.id, slug: asksSlug ? typed : null });
      }}
    >
      <Flex vertical gap="middle">
        <span>{t("removeDetail")}</span>
        {!isLast && <Failure error={deleting.error} />}
        {asksSlug && (
          <>
            <Alert type="warning" showIcon title={t("removeLast", { slug: tenant.slug })} />
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              aria-label={t("confirm", { slug: tenant.slug })}
              placeholder={tenant.slug}
              autoComplete="off"
              autoFocus
            />
          </>
        )}
      </Flex>
    </Modal>
  );
}

const WHY = [
  "hourly",
  "daily",
  "weekly",
  "monthly",
  "manual",
  "last",
  "in_use",
  "locked",
  "chain",
] as const;

/** Shows what the rules no longer keep, and has it removed. */
export function PruneDialog({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const t = texts.use();
  const { exact } = useFormats();
  const plan = usePruningPlan(tenant.id, true);
  const pruning = usePruning(tenant.id, close);
  const going = plan.data?.backups.filter(({ stays }) => !stays).length ?? 0;
  const why = (reason: string) => {
    const known = WHY.find((each) => each === reason);
    return known === undefined ? reason : t(`why_${known}`);
  };
  return (
    <Modal
      open
      width={640}
      title={t("pruneTitle")}
      onCancel={close}
      footer={
        <Flex gap="small" justify="end">
          <Button onClick={close}>{t(going === 0 ? "close" : "cancel")}</Button>
          {going > 0 && (
            <Button
              danger
              type="primary"
              loading={pruning.isRunning}
              onClick={() => pruning.run(undefined)}
            >
              {t("pruneRun", { count: going })}
            </Button>
          )}
        </Flex>
      }
    >
      <Flex vertical gap="middle">
        <Failure error={pruning.error} />
        <Ready query={plan} rows={3}>
          {({ backups }) => (
            <>
              {going === 0 && <Alert type="success" showIcon title={t("pruneNone")} />}
              <Table<JudgedBackup>
                size="small"
                rowKey="backup"
                dataSource={backups}
                pagination={false}
                scroll={{ x: 480, y: 320 }}
                columns={[
                  {
                    key: "time",
                    title: t("taken"),
                    dataIndex: "createdAt",
                    width: 190,
                    render: exact,
                  },
                  {
                    key: "stays",
                    title: t("state"),
                    dataIndex: "stays",
                    width: 80,
                    render: (stays: boolean) => (
                      <Tag color={stays ? "success" : "error"}>{t(stays ? "stays" : "goes")}</Tag>
                    ),
                  },
                  {
                    key: "why",
                    title: t("because"),
                    dataIndex: "reasons",
                    render: (reasons: string[]) => reasons.map(why).join(", "),
                  },
                ]}
              />
            </>
          )}
        </Ready>
      </Flex>
    </Modal>
  );
}
