import { CloseOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import type { Operation } from "@/api/schema";
import { OperationProgress } from "@/live/OperationProgress";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "recovery-followed",
  {
    kind_backup_create: "Backup",
    kind_backup_verify: "Verifying the backup",
    kind_backup_drill: "Restore drill",
    kind_backup_delete: "Removing the backup",
    kind_restore: "Restore",
    kind_undo: "Undoing the restore",
    kind_peek_open: "Opening the peek",
    kind_peek_end: "Ending the peek",
    kind_rows: "Bringing rows back",
    kind_export: "Export",
    kind_export_delete: "Removing the export",
    kind_create: "New organisation",
    dismiss: "Dismiss",
  },
  {
    kind_backup_create: "备份",
    kind_backup_verify: "校验备份",
    kind_backup_drill: "恢复演练",
    kind_backup_delete: "删除备份",
    kind_restore: "恢复",
    kind_undo: "撤销恢复",
    kind_peek_open: "打开历史查看",
    kind_peek_end: "结束历史查看",
    kind_rows: "取回数据行",
    kind_export: "导出",
    kind_export_delete: "删除导出",
    kind_create: "新组织",
    dismiss: "关闭",
  },
);

const KINDS = {
  "backup.create": "kind_backup_create",
  "backup.verify": "kind_backup_verify",
  "backup.drill": "kind_backup_drill",
  "backup.delete": "kind_backup_delete",
  "tenant.restore": "kind_create",
  "tenant.restore-swap": "kind_restore",
  "tenant.restore-undo": "kind_undo",
  "peek.open": "kind_peek_open",
  "peek.end": "kind_peek_end",
  "peek.rows": "kind_rows",
  "tenant.export": "kind_export",
  "export.delete": "kind_export_delete",
  "tenant.create": "kind_create",
} as const;

interface FollowedProps {
  operation: Operation;
  /** When it has ended, in whatever way. */
  ended: (operation: Operation) => void;
  dismiss?: () => void;
}

/** An operation that was asked for here, followed live. */
export function Followed({ operation, ended, dismiss }: FollowedProps) {
  const t = texts.use();
  const kind = Object.entries(KINDS).find(([name]) => name === operation.kind)?.[1];
  return (
    <Card
      size="small"
      title={kind === undefined ? operation.kind : t(kind)}
      extra={
        dismiss !== undefined && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("dismiss")}
            onClick={dismiss}
          />
        )
      }
    >
      <OperationProgress path={`/api/v1/platform/operations/${operation.id}`} over={ended} />
    </Card>
  );
}
