import { SkinOutlined } from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Groups, Screen } from "@/workspace/screens";

const texts = defineTexts(
  "enterprise-menu",
  {
    work: "Work",
    people: "People",
    organisation: "Organisation",
    designs: "Designs",
  },
  {
    work: "工作",
    people: "人员",
    organisation: "组织",
    designs: "设计",
  },
);

export const GROUPS: Groups = {
  work: () => texts.now("work"),
  people: () => texts.now("people"),
  organisation: () => texts.now("organisation"),
};

/** What there is in a tenant; the first one that somebody may see is where they arrive. */
export const SCREENS: readonly Screen[] = [
  {
    path: "designs",
    permission: "design:read",
    load: () => import("@/studio/DesignsScreen"),
    menu: { label: () => texts.now("designs"), icon: <SkinOutlined />, group: "work" },
  },
];
