/** Which tenant this tab works in; a reload asks for it, another tab does not. Never a secret. */
const KEPT_AT = "tenantry.tab";

export function tenantOfTab(): string | null {
  try {
    return sessionStorage.getItem(KEPT_AT);
  } catch {
    return null;
  }
}

export function workIn(tenant: string | null): void {
  try {
    if (tenant === null) {
      sessionStorage.removeItem(KEPT_AT);
    } else {
      sessionStorage.setItem(KEPT_AT, tenant);
    }
  } catch {
    // Then a deep link is followed without a question.
  }
}
