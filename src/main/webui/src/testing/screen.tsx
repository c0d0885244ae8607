import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import type { ReactElement } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { vi } from "vitest";
import { Frame } from "@/Frame";
import { newQueries } from "@/session/queries";
import { session } from "@/session/session";

/** What a stubbed call answers: a body, or a whole response. */
type Answer = unknown | Response;
export type Answering = Answer | ((request: Request) => Answer | Promise<Answer>);

/** Calls that were made: `POST /api/v1/designs`, and what was sent. */
export interface Call {
  call: string;
  request: Request;
  body: unknown;
}

/**
 * Stands in for the server at the boundary of the browser: `fetch`. What no answer is given for fails
 * the test by a 599.
 *
 * @param answers by method and path without its query: `GET /api/v1/designs`
 */
export function serve(answers: Record<string, Answering>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(
      typeof input === "string" ? new URL(input, "http://localhost:3000") : input,
      init,
    );
    const call = `${request.method} ${new URL(request.url).pathname}`;
    const text = await request.clone().text();
    calls.push({ call, request, body: sent(request, text) });
    const answer = answers[call];
    if (answer === undefined) {
      return problem(599, "no_answer_in_this_test", call);
    }
    const given = typeof answer === "function" ? await answer(request) : answer;
    return given instanceof Response ? given : Response.json(given);
  });
  return calls;
}

function sent(request: Request, text: string): unknown {
  if (text === "") {
    return undefined;
  }
  // What fetch adds by itself to a string has a charset; that is JSON nevertheless.
  const isText = ["text/csv", "text/plain"].includes(request.headers.get("Content-Type") ?? "");
  return isText ? text : JSON.parse(text);
}

/** A problem document. */
export function problem(status: number, code: string, detail = code, more: object = {}): Response {
  return Response.json(
    { type: `urn:tenantry:problem:${code}`, title: code, status, detail, code, ...more },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}

/** Somebody at work in the tenant acme, with these permissions. */
export function me(...permissions: string[]) {
  const tenant = { id: "1", slug: "acme", name: "Acme", roles: ["member"], state: "active" };
  return {
    id: "ada",
    email: "ada@acme.example",
    name: "Ada",
    roles: ["member"],
    tenant,
    tenants: [tenant],
    permissions,
  };
}

/** Shows a screen to somebody who is signed in at acme. */
export function show(screen: ReactElement, at = "/t/acme/here") {
  session.adopt("acme", { accessToken: "token", expiresIn: 600 });
  const router = createMemoryRouter([{ path: "*", element: screen }], { initialEntries: [at] });
  const queries = newQueries();
  queries.setDefaultOptions({ queries: { retry: false } });
  const rendered = render(
    <Frame>
      {/* Without its styles: jsdom takes more time over them than over all the rest. */}
      <ConfigProvider theme={{ zeroRuntime: true }}>
        <QueryClientProvider client={queries}>
          <App component={false}>
            <RouterProvider router={router} />
          </App>
        </QueryClientProvider>
      </ConfigProvider>
    </Frame>,
  );
  return { ...rendered, router, queries };
}
