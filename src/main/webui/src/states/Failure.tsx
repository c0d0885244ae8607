import { Alert, Button, Flex } from "antd";
import type { ReactNode } from "react";
import { ConnectionError, isProblem, SessionEndedError } from "@/api/problem";
import type { Fault } from "@/api/schema";
import { Original } from "./Original";
import { useTitle, useWords, type Words } from "./problems";
import { texts } from "./texts";

/** What a failure says, for whoever is at the screen. */
export interface Said {
  title: string;
  detail: string;
  /** Whether the server said it in other words, which name the values that it is about. */
  isOurs: boolean;
  remedy: string | null;
  code: string | null;
  request: string | null;
}

/** Puts a failure into words. */
export function useSaid(): (error: unknown) => Said {
  const t = texts.use();
  const titleOf = useTitle();
  const words = useWords();
  return (error) => {
    if (isProblem(error)) {
      const { problem, retryAfter } = error;
      const sentence = words?.sentence(problem.code);
      const wait = retryAfter === null ? null : t("retryIn", { count: retryAfter });
      // What a program reads of the header is said here in seconds.
      const isInSeconds = wait !== null && /Retry-After/.test(problem.remedy ?? "");
      return {
        title: titleOf(problem.code, problem.title),
        detail: sentence ?? problem.detail,
        isOurs: sentence !== undefined,
        remedy:
          [sentence === undefined && !isInSeconds ? problem.remedy : null, wait]
            .filter(Boolean)
            .join(" ") || null,
        code: problem.code,
        request: problem.requestId ?? null,
      };
    }
    const plain = { isOurs: true, remedy: null, code: null, request: null };
    if (error instanceof ConnectionError) {
      return { ...plain, title: t("offlineTitle"), detail: t("offlineDetail") };
    }
    if (error instanceof SessionEndedError) {
      return { ...plain, title: t("endedTitle"), detail: t("endedDetail") };
    }
    return { ...plain, title: t("brokenTitle"), detail: t("brokenDetail") };
  };
}

interface FailureProps {
  error: unknown;
  /** Tries again what failed. */
  again?: (() => void) | undefined;
  action?: ReactNode;
}

/** Says what failed, why, and what to do; nothing if nothing failed. */
export function Failure({ error, again, action }: FailureProps) {
  const t = texts.use();
  const said = useSaid();
  const words = useWords();
  if (error === null || error === undefined) {
    return null;
  }
  const { title, detail, isOurs, remedy, code, request } = said(error);
  const faults = isProblem(error) ? error.faults : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        <Flex vertical gap={4}>
          {detail !== title && <span>{detail}</span>}
          {remedy !== null && <strong>{remedy}</strong>}
          {faults.length > 0 && (
            <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 240, overflow: "auto" }}>
              {faults.slice(0, 200).map((fault, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
                <li key={index}>
                  {fault.line != null && `${t("line", { line: fault.line })}: `}
                  {words === null ? (
                    <>
                      {fault.detail}
                      {fault.remedy != null && ` ${fault.remedy}`}
                    </>
                  ) : (
                    <FaultSaid fault={fault} words={words} />
                  )}
                </li>
              ))}
            </ul>
          )}
          {isOurs && isProblem(error) && <Original error={error} />}
          {!isOurs && code !== null && (
            <span className="secondary small">
              {t("code")} <code>{code}</code>
              {request !== null && (
                <>
                  {" · "}
                  {t("request")} <code>{request}</code>
                </>
              )}
            </span>
          )}
        </Flex>
      }
      action={
        action ??
        (again !== undefined && (
          <Button size="small" onClick={again}>
            {t("again")}
          </Button>
        ))
      }
    />
  );
}

/** Which value is wrong, and how; what we do not know is among the server's own words. */
function FaultSaid({ fault, words }: { fault: Fault; words: Words }) {
  const which = [fault.pointer?.slice(1), fault.parameter].find(Boolean);
  const said = words.fault(fault);
  return (
    <>
      {which !== undefined && (
        <>
          <code>{which}</code>{" "}
        </>
      )}
      {said ?? <code>{fault.code ?? fault.detail}</code>}
    </>
  );
}
