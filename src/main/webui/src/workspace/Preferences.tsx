import { BulbOutlined, GlobalOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { type Language, speak, useLanguage } from "@/texts/texts";
import { type Appearance, appear, useAppearance } from "@/theme/appearance";
import { texts } from "./texts";

/** Each language is called as its speakers call it. */
const NAMES: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

export function LanguageChoice() {
  const t = texts.use();
  const language = useLanguage();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: Object.entries(NAMES).map(([key, label]) => ({ key, label, lang: key })),
        onClick: ({ key }) => void speak(key as Language),
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={t("language")}
        title={t("language")}
      />
    </Dropdown>
  );
}

export function AppearanceChoice() {
  const t = texts.use();
  const { appearance } = useAppearance();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [appearance],
        items: (["system", "light", "dark"] as const).map((key) => ({ key, label: t(key) })),
        onClick: ({ key }) => appear(key as Appearance),
      }}
    >
      <Button
        type="text"
        icon={<BulbOutlined />}
        aria-label={t("appearance")}
        title={t("appearance")}
      />
    </Dropdown>
  );
}
