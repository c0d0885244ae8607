import { BulbOutlined, TranslationOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { defineTexts, type Language, speak, useLanguage } from "@/texts/texts";
import { type Appearance, appear, useAppearance } from "@/theme/appearance";
import type { ChoiceProps } from "./Choice";

// Apart from those of the frame of places, which whoever has not signed in does without.
const texts = defineTexts(
  "preferences",
  {
    language: "Language",
    appearance: "Appearance",
    system: "As the machine",
    light: "Light",
    dark: "Dark",
  },
  { language: "语言", appearance: "外观", system: "跟随系统", light: "浅色", dark: "深色" },
);

/** Each language is called as its speakers call it. */
const NAMES: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

// Menus are a good part of Ant Design, and few open these.
const load = () => import("./Choice");
const Choice = lazy(load);

export function LanguageChoice() {
  const t = texts.use();
  return (
    <Chooser
      label={t("language")}
      icon={<TranslationOutlined />}
      chosen={useLanguage()}
      items={Object.entries(NAMES).map(([key, label]) => ({ key, label, lang: key }))}
      choose={(key) => void speak(key as Language)}
    />
  );
}

export function AppearanceChoice() {
  const t = texts.use();
  return (
    <Chooser
      label={t("appearance")}
      icon={<BulbOutlined />}
      chosen={useAppearance().appearance}
      items={(["system", "light", "dark"] as const).map((key) => ({ key, label: t(key) }))}
      choose={(key) => appear(key as Appearance)}
    />
  );
}

function Chooser(choice: ChoiceProps) {
  const [asked, setAsked] = useState(false);
  const button = (
    <Button
      type="text"
      icon={choice.icon}
      aria-label={choice.label}
      title={choice.label}
      onPointerEnter={() => void load().catch(() => undefined)}
      onClick={() => setAsked(true)}
    />
  );
  return asked ? (
    <Suspense fallback={button}>
      <Choice {...choice} />
    </Suspense>
  ) : (
    button
  );
}
