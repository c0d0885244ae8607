import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "roles-of-product",
  {
    enterprise_admin: "Administrator",
    department_admin: "Department administrator",
    member: "Member",
    support_guest: "Guest of the platform",
    platform_admin: "Platform administrator",
    platform_support: "Platform support",
    own: "Role of the organisation",
  },
  {
    enterprise_admin: "管理员",
    department_admin: "部门管理员",
    member: "成员",
    support_guest: "平台访客",
    platform_admin: "平台管理员",
    platform_support: "平台支持",
    own: "组织自定义角色",
  },
);

const OF_PRODUCT = [
  "enterprise_admin",
  "department_admin",
  "member",
  "support_guest",
  "platform_admin",
  "platform_support",
] as const;

/** What a role is called; one that an organisation made by the name it gave it, if that is known. */
export function useRoleName(): (role: string, name?: string) => string {
  const t = texts.use();
  return (role, name) => {
    const known = OF_PRODUCT.find((each) => each === role);
    return known === undefined ? (name ?? t("own")) : t(known);
  };
}
