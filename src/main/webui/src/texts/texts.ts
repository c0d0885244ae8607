import i18next, { type i18n as I18n } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT_AT = "tenantry.language";

/** The texts of the console, each feature's in a namespace of its own. */
export const i18n: I18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: preferred(),
  fallbackLng: "en",
  supportedLngs: [...LANGUAGES],
  // React escapes what it shows; what is left is the direction of names.
  interpolation: { escapeValue: true, escape: isolated },
  keySeparator: false,
  nsSeparator: false,
  returnNull: false,
  initAsync: false,
  resources: {},
});
tell(i18n.language as Language);

/** A name in a sentence: written from right to left, or turned around, it turns nothing else around. */
export function isolated(value: string): string {
  const plain = value.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** The language that somebody chose, or else the first of their browser's that we speak. */
function preferred(): Language {
  const kept = read();
  if (kept !== null) {
    return kept;
  }
  const wished = globalThis.navigator?.languages ?? [];
  for (const each of wished) {
    if (each.toLowerCase().startsWith("zh")) {
      return "zh-CN";
    }
    if (each.toLowerCase().startsWith("en")) {
      return "en";
    }
  }
  return "en";
}

function read(): Language | null {
  try {
    const kept = localStorage.getItem(KEPT_AT);
    return LANGUAGES.find((each) => each === kept) ?? null;
  } catch {
    return null;
  }
}

/** Changes the language, here and for the next time. */
export async function speak(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT_AT, language);
  } catch {
    // Then it holds for this time.
  }
  await i18n.changeLanguage(language);
  tell(language);
}

function tell(language: Language): void {
  if (typeof document !== "undefined") {
    document.documentElement.lang = language;
  }
}

/** The language of the screen. */
export function useLanguage(): Language {
  const { i18n: present } = useTranslation();
  return (LANGUAGES as readonly string[]).includes(present.language)
    ? (present.language as Language)
    : "en";
}

/** What a text is given: numbers choose the plural by the name `count`. */
export type Values = Record<string, string | number>;

type Whole<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
type Required<K extends string> = K extends `${string}_one` ? never : K;

/** Gives the text of a key in the language of the screen. */
export type Text<K extends string> = (key: Whole<K>, values?: Values) => string;

export interface Texts<K extends string> {
  /** The texts in the language of the screen, anew when that changes. */
  use: () => Text<K>;
  /** A text outside of a component. */
  now: Text<K>;
}

/**
 * Declares the texts of a feature, in both languages: what one lacks, the compiler misses. Plurals
 * end in `_one` and `_other`; Chinese has the latter alone.
 *
 * @param feature the namespace, unique in the console
 */
export function defineTexts<const E extends Record<string, string>>(
  feature: string,
  en: E,
  zhCN: Record<Required<keyof E & string>, string>,
): Texts<keyof E & string> {
  i18n.addResourceBundle("en", feature, en);
  i18n.addResourceBundle("zh-CN", feature, zhCN);
  return {
    use: () => {
      const { t } = useTranslation(feature, { i18n });
      return (key, values) => t(key as string, values ?? {});
    },
    now: (key, values) => i18n.t(key as string, { ns: feature, ...values }),
  };
}
