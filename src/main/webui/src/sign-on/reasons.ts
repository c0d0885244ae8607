import { texts } from "./texts";

const PROBLEMS = [
  "sign_on_not_found",
  "sign_on_state_invalid",
  "sign_on_unavailable",
  "sign_on_token_refused",
  "sign_on_refused",
  "sign_on_code_invalid",
  "tenant_requires_second_factor",
  "too_many_attempts",
] as const;

const REASONS = [
  "provider_refused",
  "email_missing",
  "email_unverified",
  "email_domain",
  "role_missing",
  "role_gone",
  "not_a_member",
  "suspended",
  "account_closed",
  "platform_staff",
  "unreachable",
  "slow",
  "busy",
  "client_refused",
] as const;

/** What a problem of a sign-on means; what stands in an address is shown only if it is known. */
export function useProblemWords(code: string): { title: string; detail: string } {
  const t = texts.use();
  const known = PROBLEMS.find((each) => each === code);
  return known === undefined
    ? { title: t("other_title"), detail: t("other") }
    : { title: t(`${known}_title`), detail: t(known) };
}

/** Why exactly; null if it is not said, or there is no more to say than its code. */
export function useReason(code: string | null): string | null {
  const t = texts.use();
  const known = REASONS.find((each) => each === code);
  return known === undefined ? null : t(`reason_${known}`);
}
