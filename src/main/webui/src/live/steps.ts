import { defineTexts } from "@/texts/texts";

/** What the steps of operations do, in words. */
const EN = {
  "adopt-database": "Take a database that is ready",
  "apply-changelog": "Set the tables up",
  "bring-rows-back": "Bring the rows back",
  "check-seals": "Check every seal",
  "clear-leftovers": "Clear what is left over",
  "close-books": "Search for traces, and sign the receipt",
  "close-route": "Close the tenant",
  "confirm-epoch": "Confirm the new placement in the database",
  "copy-database": "Copy the database",
  "create-account": "Make an account for the database",
  "create-database": "Make a database",
  "cut-sessions": "Let work end, then end sessions",
  "delete-backup": "Delete the backup",
  "delete-export": "Delete the export",
  "discard-database": "Drop the database that was ready",
  "drop-accounts": "Drop the database accounts",
  "drop-database": "Drop the database",
  "fence-database": "Fence the former database off",
  "first-administrator": "Make the first administrator",
  "forget-cache-keys": "Forget what is cached",
  "forget-members": "Forget members and sessions",
  "lock-backup": "Lock the backup",
  "make-account": "Make another database account",
  "migrate-database": "Bring the tables up to date",
  "migrate-databases": "Migrate the databases",
  "open-route": "Open the tenant",
  place: "Choose a server",
  "prepare-database": "Prepare a database",
  "raise-epoch": "Void connections from before",
  "remove-backups": "Remove the backups",
  "remove-exports": "Remove the exports",
  reseal: "Seal every secret anew",
  "restore-database": "Bring the data back",
  "retire-account": "Retire the former account",
  "run-drill": "Restore the backup, and compare every row",
  "set-up-organisation": "Set up departments and invitations",
  "shred-backup-key": "Destroy the key of the backups",
  "store-secret": "Keep a new password, sealed",
  "switch-route": "Switch over",
  "unlock-account": "Unlock the database account",
  "verify-backup": "Read the backup back",
  "write-backup": "Write the backup",
  "write-export": "Write the export",
  "write-identity": "Mark the database as the tenant’s",
} as const;

const texts = defineTexts("steps", EN, {
  "adopt-database": "领用一个已就绪的数据库",
  "apply-changelog": "建立数据表",
  "bring-rows-back": "取回数据行",
  "check-seals": "检查所有密封",
  "clear-leftovers": "清理残留",
  "close-books": "查找残留并签发回执",
  "close-route": "关闭租户",
  "confirm-epoch": "在数据库中确认新的位置",
  "copy-database": "复制数据库",
  "create-account": "创建数据库账号",
  "create-database": "创建数据库",
  "cut-sessions": "等待工作结束，然后断开会话",
  "delete-backup": "删除备份",
  "delete-export": "删除导出",
  "discard-database": "移除预备数据库",
  "drop-accounts": "移除数据库账号",
  "drop-database": "移除数据库",
  "fence-database": "隔离原数据库",
  "first-administrator": "创建首位管理员",
  "forget-cache-keys": "清除缓存",
  "forget-members": "清除成员与会话",
  "lock-backup": "锁定备份",
  "make-account": "创建另一个数据库账号",
  "migrate-database": "更新数据表",
  "migrate-databases": "迁移数据库",
  "open-route": "开放租户",
  place: "选择服务器",
  "prepare-database": "准备数据库",
  "raise-epoch": "使旧连接失效",
  "remove-backups": "移除备份",
  "remove-exports": "移除导出",
  reseal: "重新密封所有密钥",
  "restore-database": "恢复数据",
  "retire-account": "停用原账号",
  "run-drill": "恢复备份并逐行比对",
  "set-up-organisation": "建立部门与邀请",
  "shred-backup-key": "销毁备份密钥",
  "store-secret": "密封保存新密码",
  "switch-route": "切换",
  "unlock-account": "解锁数据库账号",
  "verify-backup": "回读备份",
  "write-backup": "写入备份",
  "write-export": "写入导出",
  "write-identity": "将数据库标记为该租户所有",
});

/** All that have words. */
export const STEPS: readonly string[] = Object.keys(EN);

/** What a step is called: in words if it is known, or else as the journal calls it. */
export function useStepName(): (name: string) => string {
  const t = texts.use();
  return (name) => (isKnown(name) ? t(name) : name);
}

function isKnown(name: string): name is keyof typeof EN {
  return Object.hasOwn(EN, name);
}
