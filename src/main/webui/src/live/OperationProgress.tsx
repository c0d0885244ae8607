import "./operation.css";
import { Alert, Button, Flex, Progress, Typography } from "antd";
import { useEffect, useRef } from "react";
import type { Operation } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { type Course, headway } from "./course";
import { useFailureSaid } from "./failures";
import { StepLine } from "./StepLine";
import { texts } from "./texts";
import { type Followed, useCourse } from "./useCourse";

interface OperationProgressProps extends Followed {
  /** Told once it is over. */
  over?: (operation: Operation) => void;
  /** Sets one going again that stands still; where it is absent there is no button. */
  retry?: (() => Promise<unknown>) | undefined;
  /** For whom it is not to mend: what failed is not explained, nor what to do. */
  plain?: boolean;
}

/**
 * An operation as it is done: its steps with their times, how far the one at work is, and if it
 * fails why, and what to do. Give it the operation's path as its key if it may become another's.
 */
export function OperationProgress({
  over,
  retry,
  plain = false,
  ...followed
}: OperationProgressProps) {
  const t = texts.use();
  const { operation, course, error, following, again } = useCourse(followed);
  const told = useRef(false);
  const tell = useRef(over);
  tell.current = over;
  const ended = operation !== undefined && operation.state !== "running" ? operation : null;
  useEffect(() => {
    if (ended === null) {
      told.current = false;
    } else if (!told.current) {
      told.current = true;
      tell.current?.(ended);
    }
  }, [ended]);

  const retrying = useAction({
    call: () => (retry === undefined ? Promise.resolve() : retry()),
    said: t("retried"),
    done: again,
  });

  return (
    <Ready
      query={{ data: course, error, isPending: course === undefined, refetch: again }}
      rows={4}
    >
      {(shown) => (
        <Flex vertical gap="middle">
          <Outcome
            course={shown}
            operation={operation}
            plain={plain}
            retry={
              retry !== undefined && shown.state === "failed" ? (
                <Button type="primary" onClick={() => retrying.run()} loading={retrying.isRunning}>
                  {t("retry")}
                </Button>
              ) : null
            }
          />
          <Failure error={retrying.error} />
          {following === "interrupted" && shown.state === "running" && (
            <Typography.Text type="secondary" role="status">
              {t("interrupted")}
            </Typography.Text>
          )}
          <ol className="operation-steps" aria-label={t("steps")}>
            {shown.steps.map((step) => (
              <StepLine key={step.name} step={step} plain={plain} />
            ))}
          </ol>
        </Flex>
      )}
    </Ready>
  );
}

interface OutcomeProps {
  course: Course;
  operation: Operation | undefined;
  plain: boolean;
  retry: React.ReactNode;
}

/** How it stands as a whole: said to screen readers, too, when it changes. */
function Outcome({ course, operation, plain, retry }: OutcomeProps) {
  const t = texts.use();
  const said = useFailureSaid();
  const { done, all } = headway(course);
  const error = course.error ?? operation?.error ?? null;
  if (course.state === "running") {
    const back = course.steps.some(({ state }) => state === "undoing" || state === "undone");
    return (
      <div role="status">
        <Typography.Text strong>
          {back ? t("turningBack") : t("running", { done, all })}
        </Typography.Text>
        <Progress
          percent={all === 0 ? 0 : Math.round((done / all) * 100)}
          status={back ? "exception" : "active"}
          showInfo={false}
          aria-label={t("running", { done, all })}
        />
      </div>
    );
  }
  if (course.state === "succeeded") {
    return <Alert type="success" showIcon role="status" title={t("succeeded")} />;
  }
  const failed = course.state === "failed";
  const why = error === null || plain ? null : said(error.code);
  return (
    <Alert
      type={failed ? "error" : "warning"}
      showIcon
      role="alert"
      title={t(failed ? "failed" : "undone")}
      description={
        <Flex vertical gap={6} align="start">
          {why !== null && error !== null && (
            <>
              <span>
                <strong>{why.title}</strong>
                {why.remedy !== null && ` · ${why.remedy}`}
              </span>
              {error.detail !== null && <code className="operation-detail">{error.detail}</code>}
              <Typography.Text type="secondary">
                <code>{error.code}</code>
              </Typography.Text>
            </>
          )}
          {!plain && <span>{t(failed ? "failedDetail" : "undoneDetail")}</span>}
          {retry}
        </Flex>
      }
    />
  );
}
