import { defineTexts } from "@/texts/texts";
import { EN } from "./actions.en";
import { ZH } from "./actions.zh-CN";

const texts = defineTexts("audit-actions", EN, ZH);
const areas = defineTexts(
  "audit-areas",
  {
    access: "Signing in",
    "access-policy": "Joining",
    "api-key": "API keys",
    audit: "Audit log",
    backup: "Backups",
    department: "Departments",
    export: "Exports",
    invitation: "Invitations",
    member: "Members",
    migration: "Migrations",
    operation: "Operations",
    peek: "Peeks",
    plan: "Plans",
    role: "Roles",
    secrets: "Secrets",
    server: "Servers",
    "sign-on": "Sign-on",
    "sign-up": "Sign-ups",
    "signing-key": "Signing keys",
    support: "Support",
    tenant: "Organisations",
  },
  {
    access: "登录",
    "access-policy": "加入方式",
    "api-key": "API 密钥",
    audit: "审计日志",
    backup: "备份",
    department: "部门",
    export: "导出",
    invitation: "邀请",
    member: "成员",
    migration: "迁移",
    operation: "操作",
    peek: "回看",
    plan: "套餐",
    role: "角色",
    secrets: "机密",
    server: "服务器",
    "sign-on": "单点登录",
    "sign-up": "注册",
    "signing-key": "签名密钥",
    support: "支持访问",
    tenant: "组织",
  },
);

type Action = keyof typeof EN;

/** All that concerns one thing; what an organisation's log never has is marked. */
const AREAS = [
  { area: "access" },
  { area: "access-policy" },
  { area: "member" },
  { area: "invitation" },
  { area: "role" },
  { area: "department" },
  { area: "sign-on" },
  { area: "api-key" },
  { area: "support" },
  { area: "tenant" },
  { area: "backup" },
  { area: "peek" },
  { area: "export" },
  { area: "audit" },
  { area: "plan", platform: true },
  { area: "migration", platform: true },
  { area: "operation", platform: true },
  { area: "server", platform: true },
  { area: "secrets", platform: true },
  { area: "signing-key", platform: true },
  { area: "sign-up", platform: true },
] as const;

const ACTIONS = Object.keys(EN).filter(isKnown);

function isKnown(action: string): action is Action {
  return Object.hasOwn(EN, action);
}

/** What an action is called; by its code, if we do not know it. */
export function useActionName(): (action: string) => string {
  const t = texts.use();
  return (action) => (isKnown(action) ? t(action) : action);
}

interface ActionChoice {
  label: string;
  title: string;
  options: { value: string; label: string }[];
}

/** Actions to choose from, each area's below its name, headed by all of the area at once. */
export function useActionChoices(all: (area: string) => string, platform: boolean): ActionChoice[] {
  const t = texts.use();
  const area = areas.use();
  return AREAS.filter((each) => platform || !("platform" in each)).map((each) => {
    const name = area(each.area);
    const own = ACTIONS.filter((action) => action.startsWith(`${each.area}.`));
    return {
      label: name,
      title: name,
      options: [
        { value: each.area, label: all(name) },
        ...own.map((action) => ({ value: action, label: t(action) })),
      ],
    };
  });
}
