import { Alert } from "antd";
import { isProblem } from "@/api/problem";
import { Failure } from "@/states/Failure";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "people-refusals",
  {
    beyond_own_permissions: "That would go beyond what you may do yourself",
    beyond_own_permissions_way:
      "Nobody can give, take or change more than they have. Ask an administrator of your organisation.",
    last_admin: "Nobody else runs this organisation",
    last_admin_way:
      "Make somebody else administrator first, or hand your organisation over. Then try again.",
    member_state_conflict: "Their state has changed meanwhile",
    member_state_conflict_way: "Look at them again: they may have left, or wait for approval.",
    member_not_found: "They are not among the members any more",
    member_not_found_way: "Somebody may have removed them, or moved them beyond your departments.",
    account_shared: "Their account opens other doors, too",
    account_shared_way:
      "They belong to another organisation or to the platform. Have them ask the operators of the platform.",
    second_factor_not_found: "They have no second factor",
    second_factor_not_found_way: "There is nothing to take away: they sign in with the password.",
    department_cycle: "A department cannot lie below itself",
    department_cycle_way: "Choose another one.",
    department_too_deep: "That would be deeper than ten levels",
    department_too_deep_way: "Choose a place nearer to the top.",
    department_name_taken: "There is one of this name at that place already",
    department_name_taken_way: "Rename one of the two first, or merge them.",
    department_not_empty: "Somebody or something is still in it",
    department_not_empty_way:
      "It has members, open invitations or departments below it. Say where they go.",
    role_in_use: "Somebody has this role",
    role_in_use_way: "Members or open invitations have it. Say which role they get instead.",
    role_name_taken: "There is a role of this name already",
    role_name_taken_way: "Choose another name.",
    already_member: "Whoever has this address is a member already",
    already_member_way: "Look for them among the members.",
    already_invited: "This address has an open invitation",
    already_invited_way: "Send that one again, or revoke it first.",
    invitation_state_conflict: "That invitation is not open any more",
    invitation_state_conflict_way: "It was accepted, revoked or has expired. Invite them anew.",
  },
  {
    beyond_own_permissions: "这超出了您自己的权限",
    beyond_own_permissions_way:
      "任何人都不能授予、收回或更改超出自己权限的内容。请联系贵组织的管理员。",
    last_admin: "没有其他人管理此组织",
    last_admin_way: "请先将其他人设为管理员，或移交组织，然后重试。",
    member_state_conflict: "该成员的状态已发生变化",
    member_state_conflict_way: "请重新查看：对方可能已离开，或正在等待批准。",
    member_not_found: "该成员已不在列表中",
    member_not_found_way: "可能已被移除，或已被移到您管理的部门之外。",
    account_shared: "该账户还属于其他地方",
    account_shared_way: "对方还属于其他组织或平台，请让对方联系平台运营人员。",
    second_factor_not_found: "该成员没有第二重验证",
    second_factor_not_found_way: "无需移除：对方仅用密码登录。",
    department_cycle: "部门不能位于自身之下",
    department_cycle_way: "请选择其他部门。",
    department_too_deep: "层级将超过十级",
    department_too_deep_way: "请选择更靠近顶层的位置。",
    department_name_taken: "该位置已有同名部门",
    department_name_taken_way: "请先重命名其中一个，或将两者合并。",
    department_not_empty: "部门中仍有内容",
    department_not_empty_way: "其中还有成员、未接受的邀请或下级部门。请指定它们的去向。",
    role_in_use: "该角色正在使用",
    role_in_use_way: "有成员或未接受的邀请使用此角色。请指定替代的角色。",
    role_name_taken: "已有同名角色",
    role_name_taken_way: "请换一个名称。",
    already_member: "该邮箱的所有者已是成员",
    already_member_way: "请在成员列表中查找。",
    already_invited: "该邮箱已有一份未接受的邀请",
    already_invited_way: "请重新发送那份邀请，或先将其撤销。",
    invitation_state_conflict: "该邀请已失效",
    invitation_state_conflict_way: "它已被接受、撤销或过期。请重新邀请。",
  },
);

const KNOWN = [
  "beyond_own_permissions",
  "last_admin",
  "member_state_conflict",
  "member_not_found",
  "account_shared",
  "second_factor_not_found",
  "department_cycle",
  "department_too_deep",
  "department_name_taken",
  "department_not_empty",
  "role_in_use",
  "role_name_taken",
  "already_member",
  "already_invited",
  "invitation_state_conflict",
] as const;

/** Says why something about people was refused, in the words of these screens; all else as Failure does. */
export function Refused({ error, again }: { error: unknown; again?: () => void }) {
  const t = texts.use();
  const known = KNOWN.find((code) => isProblem(error, code));
  return known === undefined ? (
    <Failure error={error} again={again} />
  ) : (
    <Alert type="warning" showIcon role="alert" title={t(known)} description={t(`${known}_way`)} />
  );
}
