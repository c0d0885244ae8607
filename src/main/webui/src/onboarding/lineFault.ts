import type { Fault } from "@/api/schema";
import { faultSaid } from "@/states/problems";
import { texts } from "./texts";

const KNOWN = [
  "email_malformed",
  "email_repeated",
  "role_not_found",
  "department_not_found",
  "department_name_taken",
  "department_too_deep",
  "name_malformed",
] as const;

/** Says what is wrong with a line or a department, in the language of the screen. */
export function lineFault(fault: Fault): string {
  const known = KNOWN.find((each) => each === fault.code);
  return known === undefined ? faultSaid(fault) : texts.now(`fault_${known}`);
}
