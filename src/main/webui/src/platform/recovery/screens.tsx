import { HistoryOutlined, PartitionOutlined, SafetyOutlined } from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Screen } from "@/workspace/screens";

const texts = defineTexts(
  "platform-menu-recovery",
  { bringBack: "Bring back", backups: "Backups", migrations: "Migrations" },
  { bringBack: "找回数据", backups: "备份", migrations: "迁移" },
);

/** Screens about tenants' pasts, and about the versions of their databases. */
export const RECOVERY: readonly Screen[] = [
  {
    path: "recovery",
    permission: "backup:read",
    load: () => import("./RecoveryScreen"),
    menu: { label: () => texts.now("bringBack"), icon: <HistoryOutlined />, group: "recovery" },
  },
  {
    path: "recovery/:tenant",
    permission: "backup:read",
    load: () => import("./TenantRecoveryScreen"),
  },
  {
    path: "backups",
    permission: "backup:read",
    load: () => import("../backups/BackupsScreen"),
    menu: { label: () => texts.now("backups"), icon: <SafetyOutlined />, group: "recovery" },
  },
  {
    path: "recovery/:tenant/peeks/:peek",
    permission: "peek:read",
    load: () => import("../peeks/PeekScreen"),
  },
  {
    path: "migrations",
    permission: "migration:read",
    load: () => import("../migrations/MigrationsScreen"),
    menu: { label: () => texts.now("migrations"), icon: <PartitionOutlined />, group: "fleet" },
  },
  {
    path: "migrations/new",
    permission: "migration:run",
    load: () => import("../migrations/PlanScreen"),
  },
  {
    path: "migrations/:migration",
    permission: "migration:read",
    load: () => import("../migrations/MigrationScreen"),
  },
  {
    path: "migrations/:migration/rollback",
    permission: "migration:run",
    load: () => import("../migrations/RollbackScreen"),
  },
];
