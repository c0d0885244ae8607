import { defineTexts } from "@/texts/texts";

export const texts = defineTexts(
  "tenant-members",
  {
    members: "Members",
    written: "These are people of a customer. Each look is in the tenant’s audit log.",
    filters: "Filters",
    search: "Search by name or address",
    anyState: "Any state",
    nobody: "Nobody belongs to this tenant.",
    nobodyLike: "Nobody is like that.",
    showAll: "Show all",
    lastSeen: "Last seen",
    never: "not on record",
    lastSeenHint:
      "When a session of theirs in this tenant was last used, as far as one is on record.",
  },
  {
    members: "成员",
    written: "这些是客户的人员信息。每次查看都会记入该租户的审计日志。",
    filters: "筛选",
    search: "按姓名或邮箱搜索",
    anyState: "任意状态",
    nobody: "该租户没有成员。",
    nobodyLike: "没有符合条件的成员。",
    showAll: "显示全部",
    lastSeen: "最近使用",
    never: "无记录",
    lastSeenHint: "其在该租户的会话最近一次使用的时间（以现有记录为准）。",
  },
);
