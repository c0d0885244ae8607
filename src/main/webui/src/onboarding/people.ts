import { isProblem } from "@/api/problem";
import type { Fault, SignUpInvitee } from "@/api/schema";

/** A line of the list as it is typed. */
export interface Row {
  email?: string;
  /** Of those that a list named; it is not typed here. */
  name?: string | null;
  role?: string;
  department?: string | null;
}

/** Rows that say something; blank ones are no people. */
export function written(
  rows: readonly (Row | undefined)[],
): { at: number; invitee: SignUpInvitee }[] {
  return rows.flatMap((row, at) => {
    const email = row?.email?.trim() ?? "";
    const department = row?.department ?? "";
    return email === "" && department === ""
      ? []
      : [
          {
            at,
            invitee: {
              email,
              role: row?.role ?? "member",
              ...(row?.name == null ? {} : { name: row.name }),
              ...(department === "" ? {} : { department }),
            },
          },
        ];
  });
}

/** CSV has a header that names the addresses; anything else is read as pasted addresses. */
export function isCsv(text: string): boolean {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
  return /(^|[,;\t])\s*"?e-?mail"?\s*([,;\t]|$)/i.test(first);
}

/** A line that is wrong, and what it says. */
export interface WrongLine {
  line: number;
  text: string;
  fault: Fault;
}

export function wrongLines(error: unknown, text: string): WrongLine[] {
  if (!isProblem(error)) {
    return [];
  }
  const lines = text.split(/\r?\n/);
  return error.faults.flatMap((fault) =>
    fault.line === undefined
      ? []
      : [{ line: fault.line, text: lines[fault.line - 1]?.trim() ?? "", fault }],
  );
}

/** The field of a line that a fault is about. */
export function fieldOf(code: string | undefined): "email" | "role" | "department" {
  if (code === "department_not_found") {
    return "department";
  }
  return code === "role_not_found" ? "role" : "email";
}
