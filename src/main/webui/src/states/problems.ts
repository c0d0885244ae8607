import type { Language } from "@/texts/texts";
import { TITLES } from "./problems.zh-CN";

/** The title of a problem: the server's own in English, ours in other languages. */
export function titleOf(code: string, title: string, language: Language): string {
  return language === "zh-CN" ? (TITLES[code] ?? title) : title;
}
