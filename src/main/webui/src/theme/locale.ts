import { inChinese } from "@/texts/chinese";

/** The words of Ant Design's own parts, which are English by themselves. */
export const locale = inChinese(async () => (await import("./chinese")).default);
