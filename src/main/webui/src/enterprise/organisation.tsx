import {
  ApiOutlined,
  AuditOutlined,
  ExportOutlined,
  LoginOutlined,
  SettingOutlined,
} from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Screen } from "@/workspace/screens";

const texts = defineTexts(
  "organisation-menu",
  {
    signOn: "Sign-on",
    keys: "API keys",
    audit: "Audit log",
    exports: "Exports and backups",
    settings: "Settings",
  },
  {
    signOn: "单点登录",
    keys: "API 密钥",
    audit: "审计日志",
    exports: "导出与备份",
    settings: "设置",
  },
);

/** What concerns the organisation as such. */
export const ORGANISATION: readonly Screen[] = [
  {
    path: "sign-on",
    permission: "sign-on:read",
    load: () => import("./sign-on/SignOnScreen"),
    menu: { label: () => texts.now("signOn"), icon: <LoginOutlined />, group: "organisation" },
  },
  {
    path: "keys",
    permission: "api-key:read",
    load: () => import("./keys/KeysScreen"),
    menu: { label: () => texts.now("keys"), icon: <ApiOutlined />, group: "organisation" },
  },
  {
    path: "audit",
    permission: "audit:read",
    load: () => import("./audit/AuditScreen"),
    menu: { label: () => texts.now("audit"), icon: <AuditOutlined />, group: "organisation" },
  },
  {
    path: "exports",
    permission: "export:read",
    load: () => import("./exports/ExportsScreen"),
    menu: { label: () => texts.now("exports"), icon: <ExportOutlined />, group: "organisation" },
  },
  {
    path: "settings",
    permission: "setting:read",
    load: () => import("./settings/SettingsScreen"),
    menu: { label: () => texts.now("settings"), icon: <SettingOutlined />, group: "organisation" },
  },
];
