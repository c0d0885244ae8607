import { useTitle } from "@/states/problems";
import { defineTexts, useLanguage } from "@/texts/texts";

/** Why operations fail, in a few words. */
const TITLES = {
  server_unreachable: "The database server did not answer",
  server_full: "The database server is full",
  server_refused: "The database server refuses its admin account",
  server_unsupported: "The database server’s release is not safe",
  no_server_available: "No database server takes it",
  tenant_database_missing: "The tenant’s database is not there",
  changelog_broken: "The tenant changelog does not run",
  schema_mismatch: "The database does not look as its changelog says",
  schema_drifted: "The database does not look as its version says",
  snapshot_unsupported: "Some tables cannot be read as of one moment",
  snapshot_blocked: "A long transaction is in the way",
  engine_mismatch: "The server runs another engine",
  copy_mismatch: "The copy is not like the original",
  backup_damaged: "The backup is not what was written",
  backup_format_unknown: "A newer release made the backup",
  backup_store_failed: "The store of backups does not work",
  backups_off: "Backups are not configured",
  recovery_gap: "That moment cannot be restored",
  replay_failed: "The server refused an archived change",
  rows_refused: "The database does not take the rows",
  export_limit: "There are as many exports as are kept",
  step_failed: "A step failed",
} as const;

/** The same of those that are no problem of a call. */
const TITLES_ZH: Readonly<Record<string, string>> = {
  schema_mismatch: "数据库与变更日志不符",
  schema_drifted: "数据库与其版本不符",
  snapshot_unsupported: "有些表无法按同一时刻读取",
  snapshot_blocked: "有长事务阻挡",
  copy_mismatch: "副本与原件不一致",
  backup_damaged: "备份内容已损坏",
  backup_format_unknown: "备份由更新的版本创建",
  replay_failed: "服务器拒绝了归档的变更",
  export_limit: "导出数量已达上限",
  step_failed: "某个步骤失败",
};

const REMEDIES = {
  server_unreachable:
    "Start the server, or mend the network; what is still tried goes on by itself.",
  server_full:
    "Make room on the server: a larger volume, fewer old logs. Or drain it, so that new tenants go elsewhere.",
  server_refused: "Check the server: the check says what to grant or to set.",
  server_unsupported: "Upgrade the server.",
  no_server_available: "Add a server, raise a capacity, or activate one.",
  tenant_database_missing: "Restore a backup, or delete and purge the tenant.",
  changelog_broken: "Mend the changeset that the detail names. Nothing was changed.",
  schema_mismatch: "Find out who changed the database by hand; then migrate with repair.",
  schema_drifted: "Find out who changed the database by hand; then migrate with repair.",
  snapshot_unsupported: "Convert the tables that the detail names to InnoDB.",
  snapshot_blocked: "Find the transaction in information_schema.INNODB_TRX, end it, and ask again.",
  engine_mismatch: "Choose a server of the same engine.",
  copy_mismatch: "Compare the servers’ settings and releases.",
  backup_damaged: "Take another backup, and find out what happened to the disk.",
  backup_format_unknown: "Restore it with the release that made it.",
  backup_store_failed: "Look at the folder or bucket of the backups: its room, its rights.",
  backups_off: "Configure a store of backups.",
  recovery_gap: "Choose another moment.",
  replay_failed: "The detail says what was refused: another release, or a setting of the server.",
  rows_refused: "The detail says what is in the way.",
  export_limit: "Delete an export, then ask again.",
  step_failed: "The detail has the words of whatever refused.",
} as const;

const REMEDIES_ZH: Record<keyof typeof REMEDIES, string> = {
  server_unreachable: "启动服务器或修复网络；仍在重试的操作会自行继续。",
  server_full: "在服务器上腾出空间：更大的卷、更少的旧日志；或停止接收新租户。",
  server_refused: "检查该服务器：结果会说明需要授予或设置什么。",
  server_unsupported: "升级服务器。",
  no_server_available: "添加服务器、提高容量或启用一台。",
  tenant_database_missing: "恢复备份，或删除并清除该租户。",
  changelog_broken: "修正详情中指明的变更集。未做任何更改。",
  schema_mismatch: "查明谁手动改动了数据库，然后以修复方式迁移。",
  schema_drifted: "查明谁手动改动了数据库，然后以修复方式迁移。",
  snapshot_unsupported: "将详情中列出的表转换为 InnoDB。",
  snapshot_blocked: "在 information_schema.INNODB_TRX 中找到该事务，结束后重新发起。",
  engine_mismatch: "选择相同引擎的服务器。",
  copy_mismatch: "比较两台服务器的设置与版本。",
  backup_damaged: "改用另一个备份，并查明磁盘出了什么问题。",
  backup_format_unknown: "用创建它的版本来恢复。",
  backup_store_failed: "检查备份的文件夹或存储桶：空间与权限。",
  backups_off: "请配置备份存储。",
  recovery_gap: "请选择其他时刻。",
  replay_failed: "详情说明了被拒绝的内容：版本不同，或服务器的某项设置。",
  rows_refused: "详情说明了障碍所在。",
  export_limit: "删除一个导出后重新发起。",
  step_failed: "详情是拒绝方的原话。",
};

const remedies = defineTexts("operation-remedies", REMEDIES, REMEDIES_ZH);

/** Says why an operation failed and what to do about it. */
export function useFailureSaid(): (code: string) => { title: string; remedy: string | null } {
  const t = remedies.use();
  const language = useLanguage();
  const titleOf = useTitle();
  return (code) => ({
    title: (language === "zh-CN" ? TITLES_ZH[code] : undefined) ?? titleOf(code, english(code)),
    remedy: isKnown(code) ? t(code) : null,
  });
}

function english(code: string): string {
  return isKnown(code) ? TITLES[code] : code;
}

function isKnown(code: string): code is keyof typeof REMEDIES {
  return Object.hasOwn(REMEDIES, code);
}
