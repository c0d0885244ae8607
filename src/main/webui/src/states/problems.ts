import type { Fault } from "@/api/schema";
import { inChinese } from "@/texts/chinese";

// The server says in English what went wrong.
const problems = inChinese(async () => (await import("./chinese")).chinese);

export type Words = NonNullable<ReturnType<typeof problems.now>>;

// Before there is a problem: the network may be what fails.
void problems.prepare();

/** What problems say in the language of the screen; null where the server's own words do. */
export const useWords = problems.use;

/** What is wrong with a single value, line or part; outside of a component as well. */
export function faultSaid(fault: Pick<Fault, "code" | "detail">): string {
  return problems.now()?.fault(fault) ?? fault.detail;
}

/** The title of a problem: the server's own in English, ours in other languages. */
export function useTitle(): (code: string, title: string) => string {
  const words = useWords();
  return (code, title) => words?.title(code) ?? title;
}
