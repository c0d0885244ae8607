import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
  RollbackOutlined,
} from "@ant-design/icons";
import { Progress, Typography } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useFormats } from "@/texts/format";
import { isAtWork, type StepCourse, type StepState } from "./course";
import { useStepName } from "./steps";
import { texts } from "./texts";

const ICONS: Readonly<Record<StepState, ReactNode>> = {
  pending: <MinusCircleOutlined />,
  doing: <LoadingOutlined />,
  done: <CheckCircleFilled />,
  undoing: <LoadingOutlined />,
  undone: <RollbackOutlined />,
  retrying: <LoadingOutlined />,
  waiting: <ClockCircleOutlined />,
  failed: <CloseCircleFilled />,
};

/** A step of an operation: what it does, how it is, and how long it takes. */
export function StepLine({ step, plain }: { step: StepCourse; plain: boolean }) {
  const t = texts.use();
  const stepName = useStepName();
  const told = step.detail !== null && !plain && step.state !== "doing" ? step.detail : null;
  return (
    <li className="operation-step" data-state={step.state}>
      <span className="operation-mark" aria-hidden>
        {ICONS[step.state]}
      </span>
      <span className="operation-what">
        <span>
          {stepName(step.name)}
          <span className="hidden">: {t(`state_${step.state}`)}</span>
        </span>
        {(step.state === "retrying" || step.state === "waiting") && (
          <Typography.Text type="warning"> · {t(`state_${step.state}`)}</Typography.Text>
        )}
        {told !== null && <code className="operation-detail">{told}</code>}
        {step.percent !== null && (
          <Progress percent={step.percent} size="small" aria-label={stepName(step.name)} />
        )}
      </span>
      <Length step={step} />
    </li>
  );
}

function Length({ step }: { step: StepCourse }) {
  const t = texts.use();
  const { duration, exact } = useFormats();
  const atWork = isAtWork(step);
  const now = useNow(atWork);
  if (step.startedAt === null || (step.finishedAt === null && !atWork)) {
    return null;
  }
  const end = step.finishedAt === null ? now : Date.parse(step.finishedAt);
  const time = duration(Math.max(0, end - Date.parse(step.startedAt)));
  return (
    <Typography.Text
      type="secondary"
      className="operation-time"
      title={`${t(step.finishedAt === null ? "takes" : "took", { time })} · ${exact(step.startedAt)}`}
    >
      {time}
    </Typography.Text>
  );
}

/** The time, each second for as long as somebody looks at something that runs. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
