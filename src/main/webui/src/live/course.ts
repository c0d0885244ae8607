import type { Operation, OperationFailure } from "@/api/schema";

/** What the server tells of an operation while it is done. */
export interface OperationEvent {
  sequence: number;
  at: string;
  /** The step that it is about; null if it is about the whole operation. */
  step: string | null;
  state: string;
  detail: string | null;
}

const STEP_STATES = ["pending", "doing", "done", "undoing", "undone"] as const;
const OPERATION_STATES = ["running", "succeeded", "failed", "undone"] as const;

/** How a step is: as the journal says, or why it does not get on. */
export type StepState = (typeof STEP_STATES)[number] | "retrying" | "waiting" | "failed";
export type OperationState = (typeof OPERATION_STATES)[number];

export interface StepCourse {
  name: string;
  state: StepState;
  startedAt: string | null;
  finishedAt: string | null;
  /** How far it is, of a hundred, if it says so. */
  percent: number | null;
  /** Why it waits, is tried again or failed. */
  detail: string | null;
}

/** How far an operation is. */
export interface Course {
  state: OperationState;
  steps: readonly StepCourse[];
  error: OperationFailure | null;
}

/** How far an operation is that was read. */
export function courseOf(operation: Operation): Course {
  return {
    state: operation.state,
    error: operation.error,
    steps: operation.steps.map((step) => ({
      name: step.name,
      state: step.error !== null && operation.state === "failed" ? "failed" : step.state,
      startedAt: step.startedAt,
      finishedAt: step.finishedAt,
      percent: null,
      detail: step.error,
    })),
  };
}

/** The plan of an operation, before anything of it is done: its events tell the rest. */
export function planOf(operation: Operation): Course {
  return {
    state: "running",
    error: null,
    steps: operation.steps.map(({ name }) => ({
      name,
      state: "pending",
      startedAt: null,
      finishedAt: null,
      percent: null,
      detail: null,
    })),
  };
}

/** How far it is after an event. */
export function after(course: Course, event: OperationEvent): Course {
  if (event.step === null) {
    const state = OPERATION_STATES.find((each) => each === event.state);
    return state === undefined ? course : { ...course, state };
  }
  const known = course.steps.some(({ name }) => name === event.step);
  const steps = known
    ? course.steps.map((step) => (step.name === event.step ? moved(step, event) : step))
    : [...course.steps, moved(unforeseen(event.step), event)];
  return { ...course, steps };
}

function unforeseen(name: string): StepCourse {
  return {
    name,
    state: "pending",
    startedAt: null,
    finishedAt: null,
    percent: null,
    detail: null,
  };
}

function moved(step: StepCourse, { state, at, detail }: OperationEvent): StepCourse {
  switch (state) {
    case "progress": {
      const percent = Number.parseInt(detail ?? "", 10);
      return { ...step, state: "doing", detail, percent: Number.isNaN(percent) ? null : percent };
    }
    case "retrying":
    case "waiting":
    case "failed":
      return { ...step, state, detail };
    case "doing":
    case "undoing":
      return { ...step, state, startedAt: at, finishedAt: null, percent: null, detail: null };
    case "done":
    case "undone":
      return { ...step, state, finishedAt: at, percent: null, detail: null };
    default:
      return step;
  }
}

/** Whether somebody sees it move: it is being done, or about to be. */
export function isAtWork({ state }: StepCourse): boolean {
  return state === "doing" || state === "undoing" || state === "retrying" || state === "waiting";
}

/** Steps that are done, of how many. */
export function headway(course: Course): { done: number; all: number } {
  return {
    done: course.steps.filter(({ state }) => state === "done").length,
    all: course.steps.length,
  };
}
