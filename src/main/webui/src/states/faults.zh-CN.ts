import { REASONS } from "@/sign-on/reasons.zh-CN";

/** What is wrong with a single value, line or part, by the code that the API gives it. */
export const FAULTS: Readonly<Record<string, string>> = {
  already_invited: "该地址已有一份未接受的邀请。",
  already_member: "此人已是成员。",
  beyond_own_permissions: "这会授予您自己没有的权限。",
  department_name_taken: "同一位置下已有同名的部门。",
  department_not_found: "没有这个部门。",
  department_too_deep: "部门的层级过多。",
  email_malformed: "邮箱格式不正确。",
  email_repeated: "该邮箱在前面的行中已出现。",
  limit_reached: "数量过多。",
  name_malformed: "名称过长，或含有控制字符。",
  not_offered: "这不在可选之列。",
  role_not_found: "没有这个角色。",

  too_short: "至少需要 12 个字符。",
  too_long: "过长。",
  breached: "此密码（或与之相近的密码）已在泄露的数据中出现。",
  keyboard_run: "这些键在键盘上彼此相邻。",
  repetitive: "重复过多。",
  personal: "其中包含他人知道的姓名或地址。",

  organisation: "还没有填写组织。",
  administrator: "还没有填写管理员。",
  verification: "管理员的邮箱尚未验证。",
  password: "管理员还没有设置密码。",
  plan: "所选的套餐已不再提供，请另选。",
  region: "还没有选择地区。",
  departments: "有人被分到了不存在的部门。",

  sign_on: "请从该组织的单点登录进入。",
  ...REASONS,
};

/** What the API's own rules for values say: they have no codes, and always these words. */
export const RULES: readonly (readonly [rule: RegExp, words: string])[] = [
  [/^must not be blank$/, "不能为空。"],
  [/^must not be (?:null|empty)$/, "此项必填。"],
  [/^must not be blank or hold control characters$/, "不能为空，也不能含有控制字符。"],
  [/^size must be between 0 and (\d+)$/, "长度不能超过 $1。"],
  [/^size must be between (\d+) and 2147483647$/, "长度不能少于 $1。"],
  [/^size must be between (\d+) and (\d+)$/, "长度须在 $1 至 $2 之间。"],
  [/^must be greater than or equal to (-?\d+)$/, "不能小于 $1。"],
  [/^must be less than or equal to (-?\d+)$/, "不能大于 $1。"],
  [/^must be a future date$/, "须为将来的时间。"],
  [/^must match "(.*)"$/, "格式不正确。"],
  [/^is not a field of this call$/, "服务器不认识此字段。"],
  [/^is missing or of the wrong type$/, "缺少此项，或类型不正确。"],
  [/^cannot be read$/, "无法读取此值。"],
];
