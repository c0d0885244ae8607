import { defineTexts } from "@/texts/texts";
import type { Groups, Screen } from "@/workspace/screens";

const texts = defineTexts("account-menu", { account: "Your account" }, { account: "我的账户" });

export const GROUPS: Groups = { account: () => texts.now("account") };

/** What concerns oneself, in whatever tenant. */
export const SCREENS: readonly Screen[] = [];
