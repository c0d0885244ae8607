import {
  KeyOutlined,
  LaptopOutlined,
  SafetyCertificateOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { defineTexts } from "@/texts/texts";
import type { Groups, Screen } from "@/workspace/screens";

const texts = defineTexts(
  "account-menu",
  {
    account: "Your account",
    profile: "Profile",
    password: "Password",
    factor: "Second factor",
    sessions: "Sessions",
  },
  {
    account: "我的账户",
    profile: "个人资料",
    password: "密码",
    factor: "第二重验证",
    sessions: "会话",
  },
);

export const GROUPS: Groups = { account: () => texts.now("account") };

/** What concerns oneself, in whatever tenant. */
export const SCREENS: readonly Screen[] = [
  {
    path: "profile",
    permission: null,
    load: () => import("./ProfileScreen"),
    menu: { label: () => texts.now("profile"), icon: <UserOutlined />, group: "account" },
  },
  {
    path: "password",
    permission: null,
    load: () => import("./PasswordScreen"),
    menu: { label: () => texts.now("password"), icon: <KeyOutlined />, group: "account" },
  },
  {
    path: "factor",
    permission: null,
    load: () => import("./FactorScreen"),
    menu: {
      label: () => texts.now("factor"),
      icon: <SafetyCertificateOutlined />,
      group: "account",
    },
  },
  {
    path: "sessions",
    permission: null,
    load: () => import("./SessionsScreen"),
    menu: { label: () => texts.now("sessions"), icon: <LaptopOutlined />, group: "account" },
  },
];
