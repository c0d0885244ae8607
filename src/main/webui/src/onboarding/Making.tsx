import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
} from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Flex, Typography, theme } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { body, open } from "@/api/client";
import type { Operation } from "@/api/schema";
import { useEvents } from "@/live/useEvents";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { isOver, type MadeStep, type MakingEvent, stepsWith } from "./making";
import { type Applying, keyOf, signUpKey } from "./signUp";
import { texts } from "./texts";

const STEPS = [
  "adopt-database",
  "create-database",
  "create-account",
  "migrate-database",
  "first-administrator",
  "set-up-organisation",
  "open-route",
] as const;

/** The steps of the operation that makes the organisation, as they happen, each with its time. */
export function Making({ applying }: { applying: Applying }) {
  const t = texts.use();
  const { key, signUp } = applying;
  const queries = useQueryClient();
  // Whether the stream is over is asked before what came last has been drawn.
  const told = useRef<readonly MakingEvent[]>([]);
  const [events, setEvents] = useState(told.current);
  const running = signUp.state === "provisioning";
  const following = useEvents<MakingEvent>({
    path: running ? `/api/v1/onboarding/${key.id}/events` : null,
    send: (request) => fetch(request),
    headers: { "Onboarding-Secret": key.secret },
    event: (event) => {
      told.current = [...told.current, event];
      setEvents(told.current);
    },
    isOver: () => isOver(told.current),
  });
  const live = following === "live" || following === "connecting";
  const operation = useQuery({
    queryKey: ["making", key.id, signUp.operation],
    queryFn: ({ signal }) =>
      body(open.GET("/api/v1/onboarding/{signUp}/operation", { params: keyOf(key), signal })),
    // Where no stream comes through, such as behind some proxies, it is asked for.
    refetchInterval: running && !live ? 1_500 : false,
  });
  const over = isOver(events) || following === "over";
  useEffect(() => {
    if (over) {
      void queries.invalidateQueries({ queryKey: signUpKey(key) });
      void queries.invalidateQueries({ queryKey: ["making", key.id] });
    }
  }, [over, queries, key]);

  return (
    <Flex vertical gap="middle">
      {running && following === "interrupted" && (
        <Alert type="warning" showIcon role="status" title={t("interrupted")} />
      )}
      <Ready query={operation} rows={4}>
        {(made) => <StepList operation={made} events={events} />}
      </Ready>
    </Flex>
  );
}

function StepList({ operation, events }: { operation: Operation; events: readonly MakingEvent[] }) {
  const t = texts.use();
  return (
    <ol className="making" aria-label={t("makingSteps")} aria-live="polite">
      {stepsWith(operation.steps, events).map((step) => (
        <Line key={step.name} step={step} failed={operation.state === "failed"} />
      ))}
    </ol>
  );
}

function Line({ step, failed }: { step: MadeStep; failed: boolean }) {
  const t = texts.use();
  const { token } = theme.useToken();
  const known = STEPS.find((each) => each === step.name);
  const working = step.state === "doing" || step.state === "undoing";
  const icons: Record<MadeStep["state"], ReactNode> = {
    pending: <ClockCircleOutlined style={{ color: token.colorTextDescription }} />,
    doing: failed ? (
      <CloseCircleFilled style={{ color: token.colorError }} />
    ) : (
      <LoadingOutlined style={{ color: token.colorPrimary }} />
    ),
    done: <CheckCircleFilled style={{ color: token.colorSuccess }} />,
    undoing: <LoadingOutlined style={{ color: token.colorWarning }} />,
    undone: <CloseCircleFilled style={{ color: token.colorWarning }} />,
  };
  return (
    <li aria-busy={working && !failed}>
      <span aria-hidden>{icons[step.state]}</span>
      <span className="grow">{known === undefined ? step.name : t(`making_${known}`)}</span>
      <Typography.Text type="secondary" className="making-time">
        {working && failed ? t("state_stopped") : <Time step={step} />}
      </Typography.Text>
    </li>
  );
}

/** How long a step took; while it is at work, how long it takes so far. */
function Time({ step }: { step: MadeStep }) {
  const t = texts.use();
  const { duration } = useFormats();
  const working = step.state === "doing" || step.state === "undoing";
  const now = useNow(working);
  if (step.startedAt === null) {
    return t(`state_${step.state}`);
  }
  const end = step.finishedAt === null ? now : Date.parse(step.finishedAt);
  // The clocks of server and browser differ; nothing takes less than no time.
  const took = Math.max(0, end - Date.parse(step.startedAt));
  return (
    <>
      {t(`state_${step.state}`)} · {duration(took)}
    </>
  );
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
