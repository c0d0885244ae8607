import type { Fault, Problem } from "./schema";

/** A call that the server answered with a problem document (RFC 9457). */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds after which it is worth trying again, if the server says so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  get faults(): readonly Fault[] {
    return this.problem.errors ?? [];
  }
}

/** Whether an error is a problem with one of these codes. */
export function isProblem(error: unknown, ...codes: string[]): error is ProblemError {
  return error instanceof ProblemError && (codes.length === 0 || codes.includes(error.code));
}

/** The server was not reached, or its answer was cut off. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super("the server cannot be reached", { cause });
    this.name = "ConnectionError";
  }
}

/** The session is over, and nobody signed in again to go on with it. */
export class SessionEndedError extends Error {
  constructor() {
    super("the session has ended");
    this.name = "SessionEndedError";
  }
}

/** The tab works in another tenant than when a call was made, so the call was not sent. */
export class PlaceLeftError extends Error {
  constructor() {
    super("the tab works elsewhere by now");
    this.name = "PlaceLeftError";
  }
}

/** Reads what an answer that is no success says. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : null;
  try {
    const body = (await response.json()) as Partial<Problem>;
    if (typeof body.code === "string") {
      return new ProblemError(body as Problem, retryAfter);
    }
  } catch {
    // A proxy's page, say.
  }
  return new ProblemError(
    {
      type: "about:blank",
      title: response.statusText || `HTTP ${response.status}`,
      status: response.status,
      detail: `the server answered with status ${response.status}`,
      code: "unexpected_answer",
    } as Problem,
    retryAfter,
  );
}
