import { ConnectionError, problemOf } from "@/api/problem";
import type { Tokens } from "@/api/schema";
import type { Place } from "./place";

/** Tells the server that refresh tokens belong into cookies that scripts do not see. */
export const BROWSER = { "Tenantry-Browser": "1" } as const;

/**
 * Uses up the refresh token that the browser's cookie of a place holds. One tab at a time: a token
 * that two tabs use is taken for a stolen one.
 *
 * @returns null if there is no such cookie, or its session is over
 */
export async function refreshed(place: Place): Promise<Tokens | null> {
  return await oneTabAtATime(`tenantry-session-${place ?? ""}`, async () => {
    const response = await post("/api/v1/auth/browser/refresh", { tenant: place });
    if (response.ok) {
      return (await response.json()) as Tokens;
    }
    const problem = await problemOf(response);
    if (problem.status === 401) {
      return null;
    }
    throw problem;
  });
}

/** Begins a session in a tenant, with the token of another place. */
export async function chosen(slug: string, token: string): Promise<Tokens> {
  const response = await post("/api/v1/auth/tenant", { tenant: slug }, token);
  if (!response.ok) {
    throw await problemOf(response);
  }
  return (await response.json()) as Tokens;
}

/** Ends all sessions of which this browser has cookies. */
export async function signedOut(): Promise<void> {
  await post("/api/v1/auth/browser/logout", { tenant: null });
}

async function post(path: string, body: unknown, token: string | null = null): Promise<Response> {
  try {
    return await globalThis.fetch(path, {
      method: "POST",
      headers: {
        ...BROWSER,
        "Content-Type": "application/json",
        Accept: "application/json, application/problem+json",
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      // Whoever leaves the page meanwhile does not lose the cookie that comes.
      keepalive: true,
    });
  } catch (cause) {
    throw new ConnectionError(cause);
  }
}

async function oneTabAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Absent where pages come over plain http from another machine.
  return navigator.locks === undefined ? await work() : await navigator.locks.request(name, work);
}
