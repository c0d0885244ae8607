import { defineTexts } from "@/texts/texts";

export const texts = defineTexts(
  "pickers",
  {
    member: "Search by name or address",
    department: "Choose a department",
    role: "Choose a role",
    none: "None is called that.",
    nobody: "Nobody is called that.",
    more: "Go on typing: there are more.",
    failed: "The list cannot be read.",
    ofProduct: "Of the product",
    own: "Of your organisation",
  },
  {
    member: "按姓名或邮箱搜索",
    department: "选择部门",
    role: "选择角色",
    none: "没有这个名称。",
    nobody: "没有这个人。",
    more: "请继续输入：还有更多结果。",
    failed: "无法读取列表。",
    ofProduct: "系统角色",
    own: "组织自定义角色",
  },
);
