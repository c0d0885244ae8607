import { AuditOutlined, TeamOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Groups, Screen } from "@/workspace/screens";
import { RECOVERY } from "./recovery/screens";

const texts = defineTexts(
  "platform-menu",
  {
    fleet: "Fleet",
    recovery: "Recovery",
    platform: "Platform",
    overview: "Overview",
    tenants: "Tenants",
    operations: "Operations",
    servers: "Servers",
    signUps: "Sign-ups",
    audit: "Audit log",
  },
  {
    fleet: "机群",
    recovery: "恢复",
    platform: "平台",
    overview: "概览",
    tenants: "租户",
    operations: "操作",
    servers: "服务器",
    signUps: "注册申请",
    audit: "审计日志",
  },
);

export const GROUPS: Groups = {
  fleet: () => texts.now("fleet"),
  recovery: () => texts.now("recovery"),
  platform: () => texts.now("platform"),
};

/** What there is for whoever runs the platform. */
export const SCREENS: readonly Screen[] = [
  ...RECOVERY,
  {
    path: "tenants",
    permission: "tenant:read",
    load: () => import("./tenants/TenantsScreen"),
    menu: { label: () => texts.now("tenants"), icon: <TeamOutlined />, group: "fleet" },
  },
  {
    path: "tenants/:tenant",
    permission: "tenant:read",
    load: () => import("./tenants/TenantScreen"),
  },
  {
    path: "operations",
    permission: "operation:read",
    load: () => import("./operations/OperationsScreen"),
    menu: { label: () => texts.now("operations"), icon: <ThunderboltOutlined />, group: "fleet" },
  },
  {
    path: "operations/:operation",
    permission: "operation:read",
    load: () => import("./operations/OperationScreen"),
  },
  {
    path: "audit",
    permission: "platform-audit:read",
    load: () => import("./audit/PlatformAuditScreen"),
    menu: { label: () => texts.now("audit"), icon: <AuditOutlined />, group: "platform" },
  },
];
