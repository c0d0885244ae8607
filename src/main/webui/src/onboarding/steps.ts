import type { OnboardingOffer, SignUp } from "@/api/schema";

/** What is filled in, in this order. The address says which one is shown: `?step=people`. */
export type Step = "organisation" | "administrator" | "plan" | "people" | "review";

/** Those that there is something to say at: a plan and a region only where there is a choice. */
export function stepsOf({ plans, regions }: OnboardingOffer): Step[] {
  const choice = plans.length > 1 || regions.length > 1;
  return [
    "organisation",
    "administrator",
    ...(choice ? ["plan" as const] : []),
    "people",
    "review",
  ];
}

const NEEDED: Readonly<Record<string, Step>> = {
  organisation: "organisation",
  slug: "organisation",
  administrator: "administrator",
  verification: "administrator",
  password: "administrator",
  plan: "plan",
  region: "plan",
  departments: "people",
};

/** The step that cannot be passed yet; the last one if nothing is missing. */
export function furthest(signUp: SignUp | undefined, steps: readonly Step[]): number {
  const missing = signUp?.missing ?? ["organisation"];
  const first = missing
    .map((each) => placeOf(NEEDED[each], steps))
    .filter((index) => index >= 0)
    .toSorted((one, other) => one - other)[0];
  return first ?? steps.length - 1;
}

/** Which step is shown to somebody who wishes for one: none is skipped that is not filled in. */
export function stepAt(
  wish: string | null,
  signUp: SignUp | undefined,
  steps: readonly Step[],
): number {
  const most = furthest(signUp, steps);
  const wished = placeOf(wish, steps);
  return wished < 0 ? most : Math.min(wished, most);
}

function placeOf(name: string | null | undefined, steps: readonly (string | null)[]): number {
  return name === undefined ? -1 : steps.indexOf(name);
}

/** Whether what was filled in can still be changed. */
export function isEditable({ state }: SignUp): boolean {
  return state === "open" || state === "rejected" || state === "undone";
}
