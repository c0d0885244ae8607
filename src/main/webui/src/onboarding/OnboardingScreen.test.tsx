import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Operation, SignUp } from "@/api/schema";
import { session } from "@/session/session";
import { type Call, me, problem, serve, show } from "@/testing/screen";
import { keepKey } from "./kept";
import OnboardingScreen from "./OnboardingScreen";

const OFFER = {
  mode: "open",
  plans: ["standard"],
  regions: [],
  languages: ["en", "zh-CN"],
  mostInvitations: 50,
  mostDepartments: 100,
};
const BEGUN: SignUp = {
  id: "one",
  state: "open",
  language: "en",
  organisation: { name: "Acme Fashion", slug: "acme-fashion" },
  departments: [],
  invitations: [],
  missing: ["administrator"],
  createdAt: "2026-11-27T08:00:00Z",
};
const FILLED: SignUp = {
  ...BEGUN,
  administrator: {
    email: "ada@acme.example",
    name: "Ada",
    verified: true,
    ready: true,
    account: "new",
  },
  missing: [],
};

afterEach(() => {
  keepKey(null);
  sessionStorage.clear();
});

function fill(label: string, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

function press(name: string): void {
  // By its text: looking roles up is slow in so large a form.
  fireEvent.click(screen.getByText(name));
}

function secretsOf(calls: readonly Call[], call: string): (string | null)[] {
  return calls
    .filter((each) => each.call === call)
    .map(({ request }) => request.headers.get("Onboarding-Secret"));
}

test("begins with a name and a free slug, and a refused one loses nothing", async () => {
  let taken = true;
  const calls = serve({
    "GET /api/v1/onboarding": OFFER,
    "GET /api/v1/onboarding/slugs/acme-fashion": {
      slug: "acme-fashion",
      state: "free",
      suggestions: [],
    },
    "POST /api/v1/onboarding": { id: "one", secret: "s3cret", expiresAt: "2026-11-27T10:00:00Z" },
    "PUT /api/v1/onboarding/one/organisation": () =>
      taken ? problem(409, "slug_taken", "the slug is taken") : BEGUN,
    "GET /api/v1/onboarding/one": BEGUN,
  });
  const { router } = show(<OnboardingScreen />, "/onboarding");

  await screen.findByLabelText("Name of the organisation");
  fill("Name of the organisation", "Acme Fashion");
  expect(screen.getByLabelText("Address")).toHaveValue("acme-fashion");
  expect(await screen.findByText(/Free. Your people will work at/)).toBeInTheDocument();
  press("Continue");
  expect(await screen.findByText("the slug is taken")).toBeInTheDocument();
  expect(screen.getByLabelText("Name of the organisation")).toHaveValue("Acme Fashion");
  taken = false;
  press("Continue");

  expect(await screen.findByRole("heading", { name: "Who runs it?" })).toBeInTheDocument();
  expect(router.state.location.search).toBe("?step=administrator");
  // Begun once, whatever happened to the name.
  expect(calls.filter(({ call }) => call === "POST /api/v1/onboarding")).toHaveLength(1);
  expect(secretsOf(calls, "PUT /api/v1/onboarding/one/organisation")).toEqual(["s3cret", "s3cret"]);
});

test("shows wrong lines of a pasted list at their number", async () => {
  keepKey({ id: "one", secret: "s3cret" });
  const calls = serve({
    "GET /api/v1/onboarding": OFFER,
    "GET /api/v1/onboarding/one": FILLED,
    "PUT /api/v1/onboarding/one/departments": FILLED,
    "PUT /api/v1/onboarding/one/invitations": () =>
      problem(400, "validation_failed", "1 of 2 lines are wrong", {
        errors: [{ line: 3, code: "email_malformed", detail: "there is no e-mail address" }],
      }),
  });
  show(<OnboardingScreen />, "/onboarding?step=people");

  fireEvent.click(await screen.findByText("Paste or CSV"));
  fill("Addresses, or CSV with a header", "email\nada@acme.example\nbad");
  press("Continue");

  expect(await screen.findByText(/because one line is wrong/)).toBeInTheDocument();
  expect(screen.getByText("Line 3:")).toBeInTheDocument();
  expect(screen.getByLabelText("Addresses, or CSV with a header")).toHaveValue(
    "email\nada@acme.example\nbad",
  );
  const sent = calls.find(({ call }) => call === "PUT /api/v1/onboarding/one/invitations");
  expect(sent?.request.headers.get("Content-Type")).toBe("text/csv");
});

test("the making is followed through a cut, and then the administrator signs in", async () => {
  keepKey({ id: "one", secret: "s3cret" });
  const made: Operation = {
    id: "op",
    kind: "tenant.create",
    tenant: "t1",
    state: "running",
    undoing: false,
    error: null,
    createdAt: "2026-11-27T08:00:00Z",
    finishedAt: null,
    steps: ["create-database", "open-route"].map((name) => ({
      name,
      state: "pending" as const,
      attempts: 0,
      error: null,
      startedAt: null,
      finishedAt: null,
    })),
  };
  let state: SignUp["state"] = "provisioning";
  const streams = [
    () => told(1, "create-database", "doing") + told(2, "create-database", "done"),
    () => {
      state = "done";
      return told(3, "open-route", "done") + told(4, null, "succeeded");
    },
  ];
  const calls = serve({
    "GET /api/v1/onboarding": OFFER,
    "GET /api/v1/onboarding/one": () => ({ ...FILLED, state, operation: "op" }),
    "GET /api/v1/onboarding/one/operation": made,
    "GET /api/v1/onboarding/one/events": () =>
      new Response(streams.shift()?.() ?? null, {
        headers: { "Content-Type": "text/event-stream" },
      }),
    "POST /api/v1/auth/login": { accessToken: "a", expiresIn: 600, tenants: [] },
    "POST /api/v1/auth/tenant": {
      accessToken: "b",
      expiresIn: 600,
      tenant: { id: "t1", slug: "acme-fashion", name: "Acme", roles: [], state: "active" },
    },
  });
  show(<OnboardingScreen />, "/onboarding");

  expect(await screen.findByText("Create the database")).toBeInTheDocument();
  expect(await screen.findByText("done · 1 sec")).toBeInTheDocument();
  // After a reload the password is not known any more: it is asked for.
  fireEvent.change(await screen.findByLabelText("Password"), { target: { value: "purple otter" } });
  press("Sign in");

  expect(await screen.findByRole("button", { name: "Go to the designs" })).toBeInTheDocument();
  expect(session.place()).toBe("acme-fashion");
  expect(sessionStorage.getItem("tenantry.sign-up")).toBeNull();
  expect(
    calls
      .filter(({ call }) => call === "GET /api/v1/onboarding/one/events")
      .map(({ request }) => request.headers.get("Last-Event-ID")),
  ).toEqual([null, "2"]);
});

function told(sequence: number, step: string | null, state: string): string {
  const at = `2026-11-27T08:00:0${sequence}Z`;
  return `id: ${sequence}\ndata: ${JSON.stringify({ sequence, at, step, state })}\n\n`;
}

test("whoever is signed in with the account goes on without its password", async () => {
  keepKey({ id: "one", secret: "s3cret" });
  let ready = false;
  const signUp = () => ({
    ...FILLED,
    missing: ready ? [] : ["password"],
    administrator: { ...FILLED.administrator, account: "existing", ready },
  });
  const calls = serve({
    "GET /api/v1/onboarding": OFFER,
    "GET /api/v1/onboarding/one": signUp,
    "POST /api/v1/auth/browser/refresh": { accessToken: "mine", expiresIn: 600 },
    "GET /api/v1/me": me(),
    "PUT /api/v1/onboarding/one/administrator/password": () => {
      ready = true;
      return signUp();
    },
  });
  show(<OnboardingScreen />, "/onboarding?step=administrator");

  await screen.findByText(/you are signed in with it/);
  press("Continue");

  expect(await screen.findByLabelText("Departments")).toBeInTheDocument();
  const sent = calls.find(({ call }) => call.endsWith("/administrator/password"));
  expect(sent?.request.headers.get("Authorization")).toBe("Bearer mine");
});

test("what failed can be tried again", async () => {
  keepKey({ id: "one", secret: "s3cret" });
  let state: SignUp["state"] = "undone";
  serve({
    "GET /api/v1/onboarding": OFFER,
    "GET /api/v1/onboarding/one": () => ({ ...FILLED, state, failure: "server_unreachable" }),
    "POST /api/v1/onboarding/one/retry": () => {
      state = "waiting";
      return { ...FILLED, state };
    },
  });
  show(<OnboardingScreen />, "/onboarding");

  await screen.findByRole("heading", { name: "It did not succeed" });
  expect(screen.getByText("Server unreachable")).toBeInTheDocument();
  press("Try again");

  expect(await screen.findByRole("heading", { name: "Handed in" })).toBeInTheDocument();
});

test("goes on by the link of a mail, which leaves the address bar at once", async () => {
  serve({
    "GET /api/v1/onboarding": OFFER,
    "POST /api/v1/onboarding/resume": {
      secret: "other",
      signUp: {
        ...FILLED,
        missing: ["password"],
        administrator: { ...FILLED.administrator, ready: false },
      },
    },
    "GET /api/v1/onboarding/one": {
      ...FILLED,
      missing: ["password"],
      administrator: { ...FILLED.administrator, ready: false },
    },
  });
  const { router } = show(<OnboardingScreen />, "/onboarding#token=t0ken");

  expect(await screen.findByLabelText("Password")).toBeInTheDocument();
  await waitFor(() => expect(router.state.location.hash).toBe(""));
});

test("says so where another device has taken the sign-up over", async () => {
  keepKey({ id: "one", secret: "void" });
  serve({
    "GET /api/v1/onboarding": OFFER,
    "GET /api/v1/onboarding/one": () => problem(404, "sign_up_not_found"),
  });
  show(<OnboardingScreen />, "/onboarding?step=people");

  expect(await screen.findByText(/goes on in another window/)).toBeInTheDocument();
  press("Begin anew");
  expect(await screen.findByLabelText("Name of the organisation")).toHaveValue("");
});

test("where nobody signs up by themselves it says so", async () => {
  serve({ "GET /api/v1/onboarding": { ...OFFER, mode: "off" } });
  show(<OnboardingScreen />, "/onboarding");

  expect(await screen.findByRole("heading", { name: "No new organisations" })).toBeInTheDocument();
});
