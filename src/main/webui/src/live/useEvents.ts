import { EventSourceParserStream } from "eventsource-parser/stream";
import { useEffect, useRef, useState } from "react";
import { asMe } from "@/api/client";
import { ConnectionError, isProblem, problemOf } from "@/api/problem";

/** How following goes. */
export type Following = "connecting" | "live" | "interrupted" | "over" | "refused";

/** Before a stream is taken up again, in milliseconds: at first, and at most. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

interface Options<T> {
  /** Where the events come from; null follows nothing. */
  path: string | null;
  event: (event: T, name: string) => void;
  /** Whether a stream that ended is over for good; otherwise it is taken up again. */
  isOver: () => boolean;
  send?: (request: Request) => Promise<Response>;
  headers?: Record<string, string> | undefined;
  firstPause?: number;
}

/**
 * Follows events of the server. EventSource cannot say who is asking, so the stream is read by
 * fetch; where it is cut off it is taken up again, ever more patiently, from the event last seen.
 */
export function useEvents<T>({
  path,
  event,
  isOver,
  send = asMe,
  headers,
  firstPause = FIRST_PAUSE,
}: Options<T>): Following {
  const [following, setFollowing] = useState<Following>("connecting");
  const latest = useRef({ event, isOver, send, headers, firstPause });
  latest.current = { event, isOver, send, headers, firstPause };

  useEffect(() => {
    if (path === null) {
      return;
    }
    const ended = new AbortController();
    void follow(path, ended.signal, latest, setFollowing);
    return () => ended.abort();
  }, [path]);

  return following;
}

type Latest<T> = {
  current: Required<Omit<Options<T>, "path" | "headers">> & Pick<Options<T>, "headers">;
};

async function follow<T>(
  path: string,
  signal: AbortSignal,
  latest: Latest<T>,
  say: (following: Following) => void,
): Promise<void> {
  let failures = 0;
  let seen = "";
  while (!signal.aborted) {
    try {
      const request = new Request(new URL(path, globalThis.location.origin), {
        headers: {
          Accept: "text/event-stream, application/problem+json",
          ...(seen === "" ? {} : { "Last-Event-ID": seen }),
          ...latest.current.headers,
        },
        signal,
      });
      const response = await latest.current.send(request);
      if (response.status === 204) {
        // What was seen last is the last there is.
        say("over");
        return;
      }
      if (!response.ok || response.body === null) {
        throw await problemOf(response);
      }
      say("live");
      const events = response.body
        .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
        .pipeThrough(new EventSourceParserStream());
      for await (const each of read(events)) {
        failures = 0;
        seen = each.id ?? seen;
        latest.current.event(JSON.parse(each.data) as T, each.event ?? "message");
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (isProblem(error) && error.status < 500 && error.status !== 429) {
        say("refused");
        return;
      }
      if (!isProblem(error) && !(error instanceof ConnectionError)) {
        failures++;
      }
    }
    if (latest.current.isOver()) {
      say("over");
      return;
    }
    say("interrupted");
    failures++;
    await pause(Math.min(LONGEST_PAUSE, latest.current.firstPause * 2 ** (failures - 1)), signal);
  }
}

async function* read<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
