import {
  ApartmentOutlined,
  DashboardOutlined,
  MailOutlined,
  SafetyCertificateOutlined,
  SkinOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Groups, Screen } from "@/workspace/screens";
import { ORGANISATION } from "./organisation";

const texts = defineTexts(
  "enterprise-menu",
  {
    work: "Work",
    people: "People",
    organisation: "Organisation",
    dashboard: "Dashboard",
    designs: "Designs",
    members: "Members",
    departments: "Departments",
    roles: "Roles",
    invitations: "Invitations",
  },
  {
    work: "工作",
    people: "人员",
    organisation: "组织",
    dashboard: "概览",
    designs: "设计",
    members: "成员",
    departments: "部门",
    roles: "角色",
    invitations: "邀请",
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
    path: "dashboard",
    permission: null,
    load: () => import("./dashboard/DashboardScreen"),
    menu: { label: () => texts.now("dashboard"), icon: <DashboardOutlined />, group: "work" },
  },
  {
    path: "designs",
    permission: "design:read",
    load: () => import("@/studio/DesignsScreen"),
    menu: { label: () => texts.now("designs"), icon: <SkinOutlined />, group: "work" },
  },
  {
    path: "members",
    permission: "member:read",
    load: () => import("./members/MembersScreen"),
    menu: { label: () => texts.now("members"), icon: <TeamOutlined />, group: "people" },
  },
  {
    path: "departments",
    permission: "department:read",
    load: () => import("./departments/DepartmentsScreen"),
    menu: { label: () => texts.now("departments"), icon: <ApartmentOutlined />, group: "people" },
  },
  {
    path: "roles",
    permission: "role:read",
    load: () => import("./roles/RolesScreen"),
    menu: {
      label: () => texts.now("roles"),
      icon: <SafetyCertificateOutlined />,
      group: "people",
    },
  },
  {
    path: "invitations",
    permission: "invitation:read",
    load: () => import("./invitations/InvitationsScreen"),
    menu: { label: () => texts.now("invitations"), icon: <MailOutlined />, group: "people" },
  },
  {
    path: "invitations/many",
    permission: "invitation:create",
    load: () => import("./invitations/ManyScreen"),
  },
  ...ORGANISATION,
];
