import type { Permission } from "@/api/schema";
import { defineTexts, useLanguage } from "@/texts/texts";

const nouns = defineTexts(
  "permission-nouns",
  {
    design: "Designs",
    setting: "Settings",
    export: "Exports",
    member: "Members",
    department: "Departments",
    role: "Roles",
    invitation: "Invitations",
    "access-policy": "Signing in and joining",
    "sign-on": "Sign-on",
    audit: "Audit log",
    "api-key": "API keys",
    "support-access": "Support access",
  },
  {
    design: "设计",
    setting: "设置",
    export: "导出",
    member: "成员",
    department: "部门",
    role: "角色",
    invitation: "邀请",
    "access-policy": "登录与加入",
    "sign-on": "单点登录",
    audit: "审计日志",
    "api-key": "API 密钥",
    "support-access": "支持访问",
  },
);

const NOUNS = [
  "design",
  "setting",
  "export",
  "member",
  "department",
  "role",
  "invitation",
  "access-policy",
  "sign-on",
  "audit",
  "api-key",
  "support-access",
] as const;

/** What permissions are for, in Chinese; the server says it in English. */
const ZH: Readonly<Record<string, string>> = {
  "design:read": "查看设计",
  "design:create": "创建设计",
  "design:update": "修改设计",
  "design:delete": "删除设计",
  "setting:read": "查看组织的设置",
  "export:read": "查看组织的数据导出",
  "export:create": "导出组织的数据",
  "export:download": "下载组织的数据导出",
  "export:delete": "移除组织的数据导出",
  "member:read": "查看成员",
  "member:update": "更改成员的部门和状态",
  "member:assign": "为成员分配角色（不超出自己的权限）",
  "member:remove": "移除成员",
  "member:recover": "移除成员已丢失的第二重验证",
  "member:approve": "批准或拒绝等待加入的人",
  "department:read": "查看部门",
  "department:manage": "创建、更改、移动、合并和删除部门",
  "role:read": "查看角色及其权限",
  "role:manage": "创建、更改和删除角色（不超出自己的权限）",
  "invitation:read": "查看邀请",
  "invitation:create": "邀请成员",
  "invitation:manage": "重新发送和撤销邀请",
  "access-policy:manage": "查看和更改登录与加入方式",
  "sign-on:read": "查看单点登录的设置（不含密钥）",
  "sign-on:manage": "设置并强制使用单点登录（需要其全部权限）",
  "audit:read": "查看组织的审计日志",
  "api-key:read": "查看 API 密钥（不含密钥本身）",
  "api-key:manage": "创建（不超出自己的权限）和撤销 API 密钥",
  "support-access:read": "查看支持人员能否进入及其访问记录",
  "support-access:manage": "决定支持人员能否进入，并结束其访问",
};

/** Permissions about one thing. */
export interface Group {
  noun: string;
  permissions: Permission[];
}

/** Permissions by what they are about, in the server's order. */
export function grouped(permissions: readonly Permission[]): Group[] {
  const groups: Group[] = [];
  for (const permission of permissions) {
    const noun = permission.name.split(":")[0] ?? permission.name;
    const group = groups.find((each) => each.noun === noun);
    if (group === undefined) {
      groups.push({ noun, permissions: [permission] });
    } else {
      group.permissions.push(permission);
    }
  }
  return groups;
}

/** What a permission is for. */
export function usePermissionText(): (permission: Permission) => string {
  const language = useLanguage();
  return ({ name, summary }) => (language === "zh-CN" ? (ZH[name] ?? summary) : summary);
}

/** What a group of permissions is about. */
export function useNoun(): (noun: string) => string {
  const t = nouns.use();
  return (noun) => {
    const known = NOUNS.find((each) => each === noun);
    return known === undefined ? noun : t(known);
  };
}
