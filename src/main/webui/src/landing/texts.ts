import { defineTexts } from "@/texts/texts";

export const texts = defineTexts(
  "landing",
  {
    signIn: "Sign in",
    title: "Your organisation, in a database of its own",
    lead: "Start in two minutes. Invite your people, and get to work.",
    signInThere: "Sign in to your organisation",
    ownTitle: "Yours alone",
    ownDetail:
      "Each organisation has its own database with its own account. What others do neither sees nor slows yours.",
    backTitle: "Back to any second",
    backDetail:
      "Backed up by itself, restored by itself: to the second before the mistake, while everybody else works on.",
    closedTitle: "Your rules at the door",
    closedDetail:
      "Your sign-on, your roles and departments, a second factor, and a log of all that was done.",
    start: "Start your organisation",
  },
  {
    signIn: "登录",
    title: "贵组织，拥有自己的数据库",
    lead: "两分钟即可开始。邀请成员，投入工作。",
    signInThere: "登录您的组织",
    ownTitle: "只属于您",
    ownDetail: "每个组织都有独立的数据库和独立的账户。他人的操作既看不到、也拖不慢您的数据。",
    backTitle: "回到任意一秒",
    backDetail: "单独备份、单独恢复：回到出错前的那一秒，其他人照常工作。",
    closedTitle: "由您把关",
    closedDetail: "您的单点登录、角色与部门、第二重验证，以及完整的操作日志。",
    start: "创建您的组织",
  },
);
