import { defineTexts } from "@/texts/texts";

/** What operations do, by their kinds. */
const EN = {
  "tenant.create": "Create a tenant",
  "tenant.clone": "Clone a tenant",
  "tenant.restore": "Restore into a new tenant",
  "tenant.restore-swap": "Restore a tenant",
  "tenant.restore-undo": "Take a restore back",
  "tenant.drop-kept": "Drop a former database",
  "tenant.fence-left": "Fence a former database off",
  "tenant.suspend": "Suspend a tenant",
  "tenant.resume": "Resume a tenant",
  "tenant.delete": "Delete a tenant",
  "tenant.undelete": "Undelete a tenant",
  "tenant.purge": "Purge a tenant",
  "tenant.rotate-credentials": "Rotate credentials",
  "tenant.export": "Export a tenant’s data",
  "export.delete": "Delete an export",
  "backup.create": "Back a tenant up",
  "backup.verify": "Verify a backup",
  "backup.drill": "Restore drill",
  "backup.lock": "Lock a backup",
  "backup.delete": "Delete a backup",
  "backup.clear": "Clear a backup away",
  "peek.open": "Open a peek",
  "peek.rows": "Bring rows back",
  "peek.end": "End a peek",
  "fleet.migrate": "Migrate a server’s databases",
  "database.prepare": "Prepare a database",
  "database.discard": "Discard a prepared database",
  "secrets.reseal": "Seal secrets anew",
} as const;

const texts = defineTexts("operation-kinds", EN, {
  "tenant.create": "创建租户",
  "tenant.clone": "克隆租户",
  "tenant.restore": "恢复为新租户",
  "tenant.restore-swap": "恢复租户",
  "tenant.restore-undo": "撤回恢复",
  "tenant.drop-kept": "移除原数据库",
  "tenant.fence-left": "隔离原数据库",
  "tenant.suspend": "暂停租户",
  "tenant.resume": "重新开放租户",
  "tenant.delete": "删除租户",
  "tenant.undelete": "撤销删除",
  "tenant.purge": "清除租户",
  "tenant.rotate-credentials": "轮换凭据",
  "tenant.export": "导出租户数据",
  "export.delete": "删除导出",
  "backup.create": "备份租户",
  "backup.verify": "校验备份",
  "backup.drill": "恢复演练",
  "backup.lock": "锁定备份",
  "backup.delete": "删除备份",
  "backup.clear": "清理备份",
  "peek.open": "打开回看",
  "peek.rows": "取回数据行",
  "peek.end": "结束回看",
  "fleet.migrate": "迁移服务器上的数据库",
  "database.prepare": "准备数据库",
  "database.discard": "移除预备数据库",
  "secrets.reseal": "重新密封密钥",
});

/** The kinds there are, those of tenants first. */
export const KINDS: readonly string[] = Object.keys(EN);

/** What a kind is called: in words if it is known, or else as the journal calls it. */
export function useKindName(): (kind: string) => string {
  const t = texts.use();
  return (kind) => (isKnown(kind) ? t(kind) : kind);
}

function isKnown(kind: string): kind is keyof typeof EN {
  return Object.hasOwn(EN, kind);
}
