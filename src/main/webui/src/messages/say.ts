/** What is said in passing, after something was done. */
type Hearing = (text: string) => void;

let waiting: string[] = [];
let hearing: Hearing | null = null;
let everSaid = false;
const listeners = new Set<() => void>();

/** Says a sentence for a few seconds, to screen readers as well. */
export function say(text: string): void {
  if (hearing !== null) {
    hearing(text);
    return;
  }
  waiting.push(text);
  everSaid = true;
  for (const listener of listeners) {
    listener();
  }
}

/** Is told all that is said from now on, and what waits; ends with what is answered. */
export function hear(each: Hearing): () => void {
  hearing = each;
  const before = waiting;
  waiting = [];
  before.forEach(each);
  return () => {
    hearing = null;
  };
}

/** Whether there ever was something to say: until then nothing that shows it is loaded. */
export const spoken = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  now: (): boolean => everSaid,
};
