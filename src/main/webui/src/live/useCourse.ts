import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asMe } from "@/api/client";
import { problemOf } from "@/api/problem";
import type { Operation } from "@/api/schema";
import { after, type Course, courseOf, type OperationEvent, planOf } from "./course";
import { type Following, useEvents } from "./useEvents";

/** Where an operation is read and followed, and by whom. */
export interface Followed {
  /** Where it is read: `/api/v1/platform/operations/{id}`. */
  path: string;
  /** Where its events come from: below that, `/events`, unless it is said otherwise. */
  events?: string;
  /** How requests are sent: as whoever is signed in, unless it is said otherwise. */
  send?: (request: Request) => Promise<Response>;
  headers?: Record<string, string>;
}

interface CourseOf {
  operation: Operation | undefined;
  course: Course | undefined;
  error: unknown;
  following: Following;
  /** Reads it again, and follows it anew if it runs. */
  again: () => void;
}

/** While events do not come it is read every so often instead. */
const WITHOUT_EVENTS = 2_000;

/** How an operation is read: under one key, wherever on a screen it is shown. */
export function readingOf({ path, send = asMe, headers }: Followed) {
  return queryOptions({
    queryKey: ["operation", path],
    queryFn: async ({ signal }) => {
      const url = new URL(path, globalThis.location.origin);
      const accept = { Accept: "application/json, application/problem+json" };
      const response = await send(new Request(url, { headers: { ...accept, ...headers }, signal }));
      if (!response.ok) {
        throw await problemOf(response);
      }
      return (await response.json()) as Operation;
    },
  });
}

/**
 * Follows an operation: its plan is read once, what happens comes as events, and when it is over it
 * is read again, for what events do not say.
 */
export function useCourse({ path, events, send = asMe, headers }: Followed): CourseOf {
  const [round, setRound] = useState(0);
  const [course, setCourse] = useState<Course | null>(null);
  const following = useRef<Following>("connecting");

  const query = useQuery({
    ...readingOf({ path, send, ...(headers === undefined ? {} : { headers }) }),
    refetchInterval: ({ state }) =>
      state.data?.state === "running" && !["connecting", "live"].includes(following.current)
        ? WITHOUT_EVENTS
        : false,
  });
  const operation = query.data;
  const running = operation?.state === "running";

  const latest = useRef<Course | null>(null);
  const followed = useEvents<OperationEvent>({
    // The round is not sent: it has the stream of an operation that goes on taken up again.
    path: running ? `${events ?? `${path}/events`}#${round}` : null,
    event: (event) => {
      const before = latest.current ?? (operation === undefined ? null : planOf(operation));
      if (before !== null) {
        latest.current = after(before, event);
        setCourse(latest.current);
      }
    },
    isOver: () => latest.current !== null && latest.current.state !== "running",
    send,
    headers,
  });
  following.current = followed;

  const { refetch } = query;
  const over = course !== null && course.state !== "running";
  useEffect(() => {
    if (over) {
      void refetch();
    }
  }, [over, refetch]);

  const shown = running && course !== null ? course : operation && courseOf(operation);
  return {
    operation,
    course: shown,
    error: query.error,
    following: followed,
    again: () => {
      latest.current = null;
      setCourse(null);
      setRound((before) => before + 1);
      void refetch();
    },
  };
}
