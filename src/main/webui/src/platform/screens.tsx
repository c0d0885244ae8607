import { AuditOutlined, SettingOutlined } from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Groups, Screen } from "@/workspace/screens";
import { FLEET } from "./fleet/screens";
import { RECOVERY } from "./recovery/screens";

const texts = defineTexts(
  "platform-menu",
  {
    fleet: "Fleet",
    recovery: "Recovery",
    platform: "Platform",
    audit: "Audit log",
    settings: "Settings",
  },
  { fleet: "机群", recovery: "恢复", platform: "平台", audit: "审计日志", settings: "设置" },
);

export const GROUPS: Groups = {
  fleet: () => texts.now("fleet"),
  recovery: () => texts.now("recovery"),
  platform: () => texts.now("platform"),
};

/** What there is for whoever runs the platform. */
export const SCREENS: readonly Screen[] = [
  ...FLEET,
  ...RECOVERY,
  {
    path: "audit",
    permission: "platform-audit:read",
    load: () => import("./audit/PlatformAuditScreen"),
    menu: { label: () => texts.now("audit"), icon: <AuditOutlined />, group: "platform" },
  },
  {
    path: "settings",
    permission: "plan:read",
    load: () => import("./settings/PlatformSettingsScreen"),
    menu: { label: () => texts.now("settings"), icon: <SettingOutlined />, group: "platform" },
  },
];
