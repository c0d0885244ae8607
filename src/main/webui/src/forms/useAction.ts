import {
  type QueryClient,
  type QueryKey,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import { say } from "@/messages/say";

/** What an action's call is given besides its input. */
export interface Attempt {
  /**
   * The same for each attempt at one thing: whoever presses again after a lost answer does not do it
   * twice. For the header of calls that create.
   */
  "Idempotency-Key": string;
}

interface ActionOptions<I, O> {
  call: (input: I, attempt: Attempt) => Promise<O>;
  /** What is read anew afterwards: queries whose keys begin like one of these. */
  renews?: readonly QueryKey[];
  /** What is said afterwards. */
  said?: string | ((output: O) => string);
  done?: (output: O, input: I) => void;
}

/** Something that somebody does. It runs once at a time; a failure is held until the next attempt. */
export interface Action<I> {
  run: (input: I) => void;
  isRunning: boolean;
  error: unknown;
  forget: () => void;
}

export function useAction<I = void, O = unknown>(options: ActionOptions<I, O>): Action<I> {
  const queries = useQueryClient();
  const attempt = useRef<{ input: string; key: string } | null>(null);

  const mutation = useMutation<O, unknown, I>({
    // A lost network fails at once and visibly, instead of being sent by surprise later on.
    networkMode: "always",
    retry: false,
    // What was sent may be a password: it does not outlive the screen.
    gcTime: 0,
    mutationFn: (input) => {
      const written = JSON.stringify(input) ?? "";
      if (attempt.current === null || attempt.current.input !== written) {
        attempt.current = { input: written, key: newKey() };
      }
      return options.call(input, { "Idempotency-Key": attempt.current.key });
    },
    onSuccess: async (output, input) => {
      attempt.current = null;
      const said = typeof options.said === "function" ? options.said(output) : options.said;
      if (said !== undefined) {
        say(said);
      }
      options.done?.(output, input);
      await Promise.all((options.renews ?? []).map((queryKey) => renewed(queries, queryKey)));
    },
  });

  return {
    run: (input) => {
      if (!mutation.isPending) {
        mutation.mutate(input);
      }
    },
    isRunning: mutation.isPending,
    error: mutation.error,
    forget: mutation.reset,
  };
}

/**
 * Reads anew what queries found. What is being read at this moment for the first time was asked for
 * before the change, and would be taken for its outcome: so that is let go of first.
 */
async function renewed(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  await queries.cancelQueries({ queryKey });
  await queries.invalidateQueries({ queryKey });
}

/** 128 random bits. Not crypto.randomUUID, which browsers have over TLS and on this machine only. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
