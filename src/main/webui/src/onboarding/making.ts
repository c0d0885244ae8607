import type { Operation, OperationStep } from "@/api/schema";

/** What the server tells of an operation: of one of its steps, or, without one, of all of it. */
export interface MakingEvent {
  sequence: number;
  at: string;
  step: string | null;
  state: string;
}

export type MadeStep = Pick<OperationStep, "name" | "state" | "startedAt" | "finishedAt">;

const STATES = ["pending", "doing", "done", "undoing", "undone"] as const;
const OVER: readonly string[] = ["succeeded", "failed", "undone"] satisfies Operation["state"][];

/** The steps as they are after what was told; events that come twice change nothing. */
export function stepsWith(steps: readonly MadeStep[], events: readonly MakingEvent[]): MadeStep[] {
  const after = new Map(steps.map((step) => [step.name, { ...step }]));
  for (const { step: name, state, at } of events) {
    const told = STATES.find((each) => each === state);
    if (name === null || told === undefined) {
      continue;
    }
    const before = after.get(name) ?? { name, state: told, startedAt: null, finishedAt: null };
    if (before.finishedAt !== null && Date.parse(at) <= Date.parse(before.finishedAt)) {
      // The stream begins at the beginning, and how it is by now is known already.
      continue;
    }
    const begins = told === "doing" || told === "undoing";
    after.set(name, {
      ...before,
      state: told,
      startedAt: begins ? at : before.startedAt,
      finishedAt: told === "done" || told === "undone" ? at : null,
    });
  }
  return [...after.values()];
}

/** Whether the operation is over, by the last that was told of it. */
export function isOver(events: readonly MakingEvent[]): boolean {
  const last = events.findLast(({ step }) => step === null);
  return last !== undefined && OVER.includes(last.state);
}
