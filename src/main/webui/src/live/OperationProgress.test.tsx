import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { problem, serve, show } from "@/testing/screen";
import type { OperationEvent } from "./course";
import { OperationProgress } from "./OperationProgress";

const PATH = "/api/v1/platform/operations/1";
const STEPS = ["create-database", "open-route"];

function operation(state: string, more: object = {}) {
  return {
    id: "1",
    kind: "tenant.create",
    tenant: "t1",
    state,
    undoing: false,
    error: null,
    createdAt: "2026-11-27T05:00:00Z",
    finishedAt: null,
    steps: STEPS.map((name) => step(name, state === "succeeded" ? "done" : "pending")),
    ...more,
  };
}

function step(name: string, state: string, error: string | null = null) {
  const at = state === "pending" ? null : "2026-11-27T05:00:00Z";
  return { name, state, attempts: 1, error, startedAt: at, finishedAt: at };
}

function event(sequence: number, step: string | null, state: string, detail: string | null = null) {
  return { sequence, at: "2026-11-27T05:00:01Z", step, state, detail };
}

function stream(...events: OperationEvent[]): Response {
  const text = events
    .map((each) => `id:${each.sequence}\nevent:step\ndata:${JSON.stringify(each)}\n\n`)
    .join("");
  return new Response(text, { headers: { "Content-Type": "text/event-stream" } });
}

test("follows an operation until it is over, and tells so once", async () => {
  let over = false;
  serve({
    [`GET ${PATH}`]: () => operation(over ? "succeeded" : "running"),
    [`GET ${PATH}/events`]: () => {
      over = true;
      return stream(
        event(1, "create-database", "doing"),
        event(2, "create-database", "done"),
        event(3, "open-route", "done"),
        event(4, null, "succeeded"),
      );
    },
  });
  const told = vi.fn();

  show(<OperationProgress path={PATH} over={told} />);

  expect(await screen.findByText("Done")).toBeVisible();
  expect(screen.getAllByRole("listitem")[0]).toHaveTextContent("Make a database: done");
  await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
});

test("says how far the step at work is, and why one is tried again", async () => {
  serve({
    [`GET ${PATH}`]: operation("running"),
    [`GET ${PATH}/events`]: () =>
      new Response(
        new ReadableStream({
          start(controller) {
            const text = [
              event(1, "create-database", "doing"),
              event(2, "create-database", "progress", "42 % (42 of about 100 MiB)"),
              event(3, "open-route", "retrying", "db1 does not answer"),
            ]
              .map((each) => `data:${JSON.stringify(each)}\n\n`)
              .join("");
            controller.enqueue(new TextEncoder().encode(text));
          },
        }),
      ),
  });

  show(<OperationProgress path={PATH} />);

  expect(await screen.findByText("db1 does not answer")).toBeVisible();
  expect(screen.getByRole("progressbar", { name: "Make a database" })).toHaveAttribute(
    "aria-valuenow",
    "42",
  );
});

test("one that stands still says what to do, and goes on when it is told to", async () => {
  const failed = operation("failed", {
    error: { code: "server_unreachable", detail: "db1 does not answer" },
    steps: [step("create-database", "doing", "db1 does not answer"), step("open-route", "pending")],
  });
  let answer = failed;
  serve({
    [`GET ${PATH}`]: () => answer,
    [`GET ${PATH}/events`]: () => problem(503, "service_busy"),
  });
  const retry = vi.fn(async () => {
    answer = operation("succeeded") as typeof failed;
  });

  show(<OperationProgress path={PATH} retry={retry} />);

  expect(await screen.findByText(/Start the server/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Done")).toBeVisible();
  expect(retry).toHaveBeenCalledOnce();
});
