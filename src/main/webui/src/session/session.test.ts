import { beforeEach, expect, test, vi } from "vitest";
import { asMe } from "@/api/client";
import { PlaceLeftError, SessionEndedError } from "@/api/problem";
import { problem, serve } from "@/testing/screen";
import { Session } from "./session";

const TOKENS = { accessToken: "first", expiresIn: 600 };
let session: Session;

beforeEach(() => {
  session = new Session();
});

function designs(): Request {
  return new Request("http://localhost:3000/api/v1/designs");
}

test("a void token is renewed once, and the call made again", async () => {
  session.adopt("acme", TOKENS);
  const calls = serve({
    "GET /api/v1/designs": (request: Request) =>
      request.headers.get("Authorization") === "Bearer second"
        ? { items: [] }
        : problem(401, "token_revoked"),
    "POST /api/v1/auth/browser/refresh": { accessToken: "second", expiresIn: 600 },
  });

  const response = await asMe(designs(), session);

  expect(response.status).toBe(200);
  expect(calls.map(({ call }) => call)).toEqual([
    "GET /api/v1/designs",
    "POST /api/v1/auth/browser/refresh",
    "GET /api/v1/designs",
  ]);
  expect(calls[1]?.body).toEqual({ tenant: "acme" });
});

test("calls that need another token at the same time share one renewal", async () => {
  session.adopt("acme", { ...TOKENS, expiresIn: 1 });
  const calls = serve({
    "GET /api/v1/designs": { items: [] },
    "POST /api/v1/auth/browser/refresh": { accessToken: "second", expiresIn: 600 },
  });

  await Promise.all([asMe(designs(), session), asMe(designs(), session)]);

  expect(calls.filter(({ call }) => call.endsWith("/refresh"))).toHaveLength(1);
});

test("a tenant whose cookie made room for others is chosen anew", async () => {
  session.adopt("acme", { ...TOKENS, expiresIn: 1 });
  const calls = serve({
    "GET /api/v1/designs": { items: [] },
    "POST /api/v1/auth/browser/refresh": async (request: Request) =>
      (await request.clone().json()).tenant === "acme"
        ? problem(401, "refresh_token_invalid")
        : { accessToken: "outside", expiresIn: 600 },
    "POST /api/v1/auth/tenant": { accessToken: "anew", expiresIn: 600 },
  });

  await asMe(designs(), session);

  expect(calls.at(-1)?.request.headers.get("Authorization")).toBe("Bearer anew");
  expect(session.read()).toEqual({ kind: "open", place: "acme" });
});

test("when the session is over a call waits for the next sign-in, and then goes on", async () => {
  session.adopt("acme", { ...TOKENS, expiresIn: 1 });
  const calls = serve({
    "GET /api/v1/designs": { items: [] },
    "POST /api/v1/auth/browser/refresh": () => problem(401, "refresh_token_invalid"),
  });

  const waiting = asMe(designs(), session);
  await vi.waitFor(() => expect(session.read()).toEqual({ kind: "ended", place: "acme" }));
  session.adopt("acme", { accessToken: "third", expiresIn: 600 });

  expect((await waiting).status).toBe(200);
  expect(calls.at(-1)?.request.headers.get("Authorization")).toBe("Bearer third");
});

test("a guest who signs in again goes on as a guest", async () => {
  const calls = serve({});
  const answers = [{ accessToken: "first", expiresIn: 1 }, null, null];
  const guest = async () =>
    answers.length > 0 ? (answers.shift() ?? null) : { accessToken: "second", expiresIn: 600 };
  await session.open("acme", guest);

  const waiting = session.token();
  await vi.waitFor(() => expect(session.read()).toEqual({ kind: "ended", place: "acme" }));
  await expect(session.goOn("acme", TOKENS)).rejects.toThrow(SessionEndedError);
  await session.goOn("acme", TOKENS);

  expect(await waiting).toBe("second");
  expect(calls).toEqual([]);
});

test("whoever leaves instead lets the call fail", async () => {
  session.adopt("acme", { ...TOKENS, expiresIn: 1 });
  serve({ "POST /api/v1/auth/browser/refresh": () => problem(401, "refresh_token_invalid") });

  const waiting = expect(asMe(designs(), session)).rejects.toThrow(SessionEndedError);
  await vi.waitFor(() => expect(session.read().kind).toBe("ended"));
  session.forget();

  await waiting;
});

test("a call made in one tenant is not sent with the token of another", async () => {
  session.adopt("acme", { ...TOKENS, expiresIn: 1 });
  let renewed: (response: Response) => void = () => undefined;
  const calls = serve({
    "GET /api/v1/designs": { items: [] },
    "POST /api/v1/auth/browser/refresh": () =>
      new Promise<Response>((resolve) => {
        renewed = resolve;
      }),
  });

  const late = expect(asMe(designs(), session)).rejects.toThrow(PlaceLeftError);
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  session.adopt("other", { accessToken: "of other", expiresIn: 600 });
  renewed(Response.json({ accessToken: "late", expiresIn: 600 }));

  await late;
  expect(await session.token()).toBe("of other");
  expect(calls.map(({ call }) => call)).not.toContain("GET /api/v1/designs");
});

test("the tenant that a call is meant for is named, so that the server compares it", async () => {
  session.adopt("acme", TOKENS);
  const calls = serve({ "GET /api/v1/designs": { items: [] } });

  await asMe(designs(), session);

  expect(calls[0]?.request.headers.get("X-Tenant")).toBe("acme");
});
