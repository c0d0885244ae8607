import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { body, open } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { SignUp } from "@/api/schema";
import { type Action, useAction } from "@/forms/useAction";
import type { SignUpKey } from "./kept";

/** A sign-up at work: what it is by now, what it is known by, and where its changes go. */
export interface Applying {
  key: SignUpKey;
  signUp: SignUp;
}

export function keyOf(key: SignUpKey) {
  return { path: { signUp: key.id }, header: { "Onboarding-Secret": key.secret } };
}

export function signUpKey(key: SignUpKey | null) {
  return ["sign-up", key?.id];
}

export function useOffer() {
  return useQuery({
    queryKey: ["onboarding"],
    queryFn: ({ signal }) => body(open.GET("/api/v1/onboarding", { signal })),
    staleTime: 60_000,
  });
}

/** The sign-up, looked at again by itself while others work on it. */
export function useSignUp(key: SignUpKey | null) {
  return useQuery({
    queryKey: signUpKey(key),
    enabled: key !== null,
    queryFn: ({ signal }) =>
      body(
        open.GET("/api/v1/onboarding/{signUp}", {
          params: keyOf(key ?? { id: "", secret: "" }),
          signal,
        }),
      ),
    refetchInterval: ({ state }) => pauseOf(state.data),
  });
}

function pauseOf(signUp: SignUp | undefined): number | false {
  if (signUp?.state === "waiting") {
    return 15_000;
  }
  return signUp?.state === "provisioning" ? 2_000 : false;
}

/** Every call about a sign-up answers it as it is then: that is what is shown. */
export function useFilling<I = void>(
  key: SignUpKey,
  call: (input: I, params: ReturnType<typeof keyOf>) => Promise<SignUp>,
  options: { done?: (signUp: SignUp) => void; said?: string } = {},
): Action<I> {
  const queries = useQueryClient();
  return useAction<I, SignUp>({
    call: async (input) => {
      try {
        return await call(input, keyOf(key));
      } catch (error) {
        if (isGone(error) || isProblem(error, "sign_up_state_conflict")) {
          // Another window went on with it: what is shown is what has become of it.
          await queries.invalidateQueries({ queryKey: signUpKey(key) });
        }
        throw error;
      }
    },
    ...(options.said === undefined ? {} : { said: options.said }),
    done: (signUp) => {
      queries.setQueryData(signUpKey(key), signUp);
      options.done?.(signUp);
    },
  });
}

/** Begins a sign-up, once, and says what the organisation is called. */
export function useNaming(
  key: SignUpKey | null,
  language: string,
  begun: (key: SignUpKey) => void,
  done: (key: SignUpKey, signUp: SignUp) => void,
) {
  const queries = useQueryClient();
  // Not the state of the screen: it would be drawn anew, and what was typed be gone, if naming fails.
  const [fresh] = useState<{ key: SignUpKey | null }>({ key: null });
  return useAction({
    call: async (wish: { name: string; slug: string }, header) => {
      const known = key ?? fresh.key ?? (await begin(language, header["Idempotency-Key"]));
      if (key === null) {
        fresh.key = known;
        begun(known);
      }
      const signUp = await body(
        open.PUT("/api/v1/onboarding/{signUp}/organisation", {
          params: keyOf(known),
          body: { ...wish, language },
        }),
      );
      return { key: known, signUp };
    },
    done: (named) => {
      queries.setQueryData(signUpKey(named.key), named.signUp);
      done(named.key, named.signUp);
    },
  });
}

async function begin(language: string, idempotencyKey: string): Promise<SignUpKey> {
  const { id, secret } = await body(
    open.POST("/api/v1/onboarding", {
      body: { language },
      params: { header: { "Idempotency-Key": idempotencyKey } },
    }),
  );
  if (secret === undefined) {
    throw new Error("a sign-up without its secret");
  }
  return { id, secret };
}

/** Whether the sign-up cannot be gone on with here: it is over, or another device has it. */
export function isGone(error: unknown): boolean {
  return isProblem(error, "sign_up_not_found", "sign_up_expired");
}
