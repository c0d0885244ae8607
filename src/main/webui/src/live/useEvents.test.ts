import { renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { problem } from "@/testing/screen";
import { useEvents } from "./useEvents";

/** A stream that says something and then breaks off. */
function stream(...events: string[]): Response {
  return new Response(events.join(""), { headers: { "Content-Type": "text/event-stream" } });
}

test("a stream that is cut off is taken up after the event that was seen last", async () => {
  const asked: (string | null)[] = [];
  const seen: number[] = [];
  const answers = [
    stream("id: 1\ndata: 1\n\n", "id: 2\ndata: 2\n\n"),
    problem(503, "service_busy"),
    stream("id: 3\ndata: 3\n\n"),
  ];

  const { result } = renderHook(() =>
    useEvents<number>({
      path: "/api/v1/platform/operations/x/events",
      event: (event) => seen.push(event),
      isOver: () => seen.includes(3),
      firstPause: 1,
      send: async (request) => {
        asked.push(request.headers.get("Last-Event-ID"));
        return answers.shift() ?? problem(599, "too_often");
      },
    }),
  );

  await waitFor(() => expect(result.current).toBe("over"));
  expect(seen).toEqual([1, 2, 3]);
  expect(asked).toEqual([null, "2", "2"]);
});

test("a stream of what is over already is not asked for again", async () => {
  let times = 0;
  const { result } = renderHook(() =>
    useEvents({
      path: "/api/v1/platform/operations/x/events",
      event: () => undefined,
      isOver: () => false,
      send: async () => {
        times++;
        return new Response(null, { status: 204 });
      },
    }),
  );

  await waitFor(() => expect(result.current).toBe("over"));
  expect(times).toBe(1);
});

test("a stream that is refused is not asked for again", async () => {
  let times = 0;
  const { result } = renderHook(() =>
    useEvents({
      path: "/api/v1/platform/operations/x/events",
      event: () => undefined,
      isOver: () => false,
      send: async () => {
        times++;
        return problem(404, "operation_not_found");
      },
    }),
  );

  await waitFor(() => expect(result.current).toBe("refused"));
  expect(times).toBe(1);
});
