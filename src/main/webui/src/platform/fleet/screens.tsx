import {
  CloudServerOutlined,
  DashboardOutlined,
  SolutionOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Screen } from "@/workspace/screens";

const texts = defineTexts(
  "fleet-menu",
  {
    overview: "Overview",
    tenants: "Tenants",
    operations: "Operations",
    servers: "Servers",
    signUps: "Sign-ups",
  },
  {
    overview: "概览",
    tenants: "租户",
    operations: "操作",
    servers: "服务器",
    signUps: "注册申请",
  },
);

/** The fleet: tenants, what is done to them, and the servers that they lie on. */
export const FLEET: readonly Screen[] = [
  {
    path: "overview",
    permission: "tenant:read",
    load: () => import("../overview/OverviewScreen"),
    menu: { label: () => texts.now("overview"), icon: <DashboardOutlined />, group: "fleet" },
  },
  {
    path: "tenants",
    permission: "tenant:read",
    load: () => import("../tenants/TenantsScreen"),
    menu: { label: () => texts.now("tenants"), icon: <TeamOutlined />, group: "fleet" },
  },
  {
    path: "tenants/:tenant",
    permission: "tenant:read",
    load: () => import("../tenants/TenantScreen"),
  },
  {
    path: "operations",
    permission: "operation:read",
    load: () => import("../operations/OperationsScreen"),
    menu: { label: () => texts.now("operations"), icon: <ThunderboltOutlined />, group: "fleet" },
  },
  {
    path: "operations/:operation",
    permission: "operation:read",
    load: () => import("../operations/OperationScreen"),
  },
  {
    path: "servers",
    permission: "server:read",
    load: () => import("../servers/ServersScreen"),
    menu: { label: () => texts.now("servers"), icon: <CloudServerOutlined />, group: "fleet" },
  },
  {
    path: "servers/:server",
    permission: "server:read",
    load: () => import("../servers/ServerScreen"),
  },
  {
    path: "sign-ups",
    permission: "sign-up:read",
    load: () => import("../sign-ups/SignUpsScreen"),
    menu: { label: () => texts.now("signUps"), icon: <SolutionOutlined />, group: "fleet" },
  },
];
