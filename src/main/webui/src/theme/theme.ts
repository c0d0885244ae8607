import { type ThemeConfig, theme } from "antd";

/** Inks that are told from what they lie on by everybody: 4.5 to 1 at least (WCAG 2.2 AA). */
const LIGHT: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    colorPrimary: "#2947c8",
    colorInfo: "#2947c8",
    colorLink: "#2947c8",
    colorSuccess: "#1b7a3d",
    colorSuccessBg: "#effaf2",
    colorSuccessBorder: "#a8dfba",
    colorWarning: "#8f5a00",
    colorWarningBg: "#fff8e6",
    colorWarningBorder: "#f3d48b",
    colorError: "#c22d2d",
    colorErrorBg: "#fff1f0",
    colorTextDescription: "#5a6072",
    colorTextSecondary: "#4b5163",
    colorTextTertiary: "#5a6072",
    colorTextPlaceholder: "#6b7182",
    colorBgLayout: "#f5f6fa",
  },
};

const DARK: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    colorPrimary: "#5b78f6",
    colorInfo: "#7d95ff",
    colorLink: "#93a8ff",
    colorSuccess: "#4cc27a",
    colorSuccessBg: "#12281a",
    colorWarning: "#e0a63c",
    colorWarningBg: "#2b2111",
    colorError: "#ff7b72",
    colorErrorBg: "#2e1716",
    colorTextDescription: "#a7adbd",
    colorTextSecondary: "#b9bfce",
    colorTextTertiary: "#a7adbd",
    colorTextPlaceholder: "#8f95a6",
    colorBgLayout: "#0f1117",
    colorBgContainer: "#171a22",
    colorBgElevated: "#1e222c",
  },
};

/** The class that has the theme's variables, for what is styled by hand. */
export const VARIABLES = "tenantry";

const BOTH: ThemeConfig = {
  token: {
    borderRadius: 8,
    fontFamily:
      "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  },
  cssVar: { key: VARIABLES },
  hashed: false,
};

/** Ant Design's theme, light or dark. */
export function themeOf(dark: boolean): ThemeConfig {
  const own = dark ? DARK : LIGHT;
  const ground = dark ? "#171a22" : "#ffffff";
  return {
    ...BOTH,
    ...own,
    token: { ...BOTH.token, ...own.token },
    components: {
      Layout: {
        headerBg: ground,
        siderBg: ground,
        bodyBg: dark ? "#0f1117" : "#f5f6fa",
        headerPadding: "0 16px",
        headerHeight: 56,
      },
      Menu: {
        itemSelectedColor: dark ? "#b5c3ff" : "#2947c8",
        itemSelectedBg: dark ? "#232b4d" : "#e9edff",
        darkItemSelectedColor: "#b5c3ff",
      },
      // The white of a filled button needs a darker ground than ink on black does.
      Button: dark
        ? {
            colorPrimary: "#3d5ae0",
            colorPrimaryHover: "#4a66e6",
            // The ink of a button that is not filled, though, has to be lighter than that.
            defaultHoverColor: "#93a8ff",
            defaultHoverBorderColor: "#93a8ff",
            defaultActiveColor: "#93a8ff",
            // White is not told from the light red that warns in the dark.
            dangerColor: "#2a0a08",
          }
        : {},
      Tabs: dark
        ? { itemSelectedColor: "#93a8ff", itemHoverColor: "#b5c3ff", inkBarColor: "#93a8ff" }
        : {},
      Table: { headerBg: dark ? "#1c202a" : "#f8f9fc" },
    },
  };
}
