import { useState } from "react";

/** What a sign-up is known by. Whoever has the secret goes on with it; it signs nobody in. */
export interface SignUpKey {
  id: string;
  secret: string;
}

/**
 * Kept in the session storage, not in the local one: a reload goes on, and two tabs sign two
 * organisations up; but on a machine that others use, too, nothing stays behind a closed tab. Whoever
 * closes it too early goes on by the link of the mail.
 */
const KEPT_AT = "tenantry.sign-up";

export function keptKey(): SignUpKey | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT_AT) ?? "null");
    return isKey(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isKey(kept: unknown): kept is SignUpKey {
  return (
    typeof kept === "object" &&
    kept !== null &&
    "id" in kept &&
    "secret" in kept &&
    typeof kept.id === "string" &&
    typeof kept.secret === "string"
  );
}

export function keepKey(key: SignUpKey | null): void {
  try {
    if (key === null) {
      sessionStorage.removeItem(KEPT_AT);
    } else {
      sessionStorage.setItem(KEPT_AT, JSON.stringify(key));
    }
  } catch {
    // Then it holds until the page is loaded again.
  }
}

/** The key of this tab's sign-up, and how to keep another or forget it. */
export function useKey(): [SignUpKey | null, (key: SignUpKey | null) => void] {
  const [key, setKey] = useState(keptKey);
  return [
    key,
    (next) => {
      keepKey(next);
      setKey(next);
    },
  ];
}
