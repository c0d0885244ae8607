import { defineTexts } from "@/texts/texts";
import { EN } from "./texts.en";
import { ZH } from "./texts.zh-CN";

export const texts = defineTexts("onboarding", EN, ZH);
