/** How the page where a trial ends tells the one where it began. */
const CHANNEL = "tenantry-sign-on-test";
/** In which organisation this browser last began one: a slug, until the trial is over. */
const KEPT_AT = "tenantry.sign-on-test";

type Message = { kind: "over"; test: string } | { kind: "seen"; test: string };

function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && "kind" in value && "test" in value;
}

/** Notes where a trial begins: it ends at an address that knows no organisation. */
export function begin(slug: string): void {
  try {
    localStorage.setItem(KEPT_AT, slug);
  } catch {
    // Then the page where it ends can only say that it is over.
  }
}

/** Where the latest trial began. */
export function beganIn(): string | null {
  try {
    return localStorage.getItem(KEPT_AT);
  } catch {
    return null;
  }
}

/** A trial that is over leaves nothing behind. */
export function forget(): void {
  try {
    localStorage.removeItem(KEPT_AT);
  } catch {
    // Then there is nothing to forget.
  }
}

/** Waits for trials that end in other tabs. */
export function onTrial(over: (test: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isMessage(event.data) && event.data.kind === "over") {
      channel.postMessage({ kind: "seen", test: event.data.test } satisfies Message);
      over(event.data.test);
    }
  });
  return () => channel.close();
}

/** Tells other tabs that a trial is over. */
export function tell(test: string, seen: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isMessage(event.data) && event.data.kind === "seen" && event.data.test === test) {
      seen();
    }
  });
  channel.postMessage({ kind: "over", test } satisfies Message);
  return () => channel.close();
}
