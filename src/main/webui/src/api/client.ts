import createClient, { type Client } from "openapi-fetch";
import { BROWSER } from "@/session/cookies";
import type { Place } from "@/session/place";
import { type Session, session } from "@/session/session";
import { ConnectionError, PlaceLeftError, problemOf } from "./problem";
import type { paths } from "./schema";

/** Void tokens; what else is 401 is said of what the call itself shows, such as a password. */
const VOID = ["token_expired", "token_revoked", "token_invalid", "token_missing"];

/** What a call that succeeded answered. */
interface Answered<T> {
  data?: T;
  response: Response;
}

/** Makes a client that tells of failures by exceptions: ProblemError, ConnectionError or SessionEndedError. */
function client(send: (request: Request) => Promise<Response>): Client<paths> {
  return createClient<paths>({
    baseUrl: globalThis.location?.origin ?? "http://localhost",
    headers: { ...BROWSER, Accept: "application/json, application/problem+json" },
    bodySerializer: (sent) => JSON.stringify(sent, wellFormed),
    fetch: async (request) => {
      const response = await send(request);
      if (!response.ok) {
        throw await problemOf(response);
      }
      return response;
    },
  });
}

/** Half a character cannot be sent. Forms say so at the field; elsewhere its sign takes its place. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
}

async function reached(request: Request): Promise<Response> {
  try {
    return await globalThis.fetch(request);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") {
      throw cause;
    }
    throw new ConnectionError(cause);
  }
}

/**
 * Sends a request as whoever is signed in. A token that is void is renewed, once; a session that is
 * over waits until somebody has signed in again, and then the request goes on. One that outlives the
 * place it was made in is not sent: what was meant for a tenant never reaches another.
 *
 * @throws PlaceLeftError if the tab works elsewhere by now
 */
export async function asMe(request: Request, of: Session = session): Promise<Response> {
  const place = of.place();
  if (place != null) {
    // The server compares it with the token.
    request.headers.set("X-Tenant", place);
  }
  const again = request.clone();
  const token = await of.token();
  const response = await sent(request, token, place, of);
  if (response.status !== 401) {
    return response;
  }
  const problem = await problemOf(response.clone());
  if (!VOID.includes(problem.code)) {
    return response;
  }
  return await sent(again, await of.renew(token), place, of);
}

async function sent(
  request: Request,
  token: string,
  place: Place | undefined,
  of: Session,
): Promise<Response> {
  if (of.place() !== place) {
    throw new PlaceLeftError();
  }
  request.headers.set("Authorization", `Bearer ${token}`);
  return await reached(request);
}

/** The API for whoever is signed in. */
export const api = client((request) => asMe(request));

/** The API for whoever is not. */
export const open = client(reached);

/** The body of an answer; of one without a body, undefined. */
export async function body<T>(call: Promise<Answered<T>>): Promise<T> {
  return (await call).data as T;
}
