import { Button, Empty, Flex, Result, Skeleton, Spin } from "antd";
import { Component, type ErrorInfo, type PropsWithChildren, type ReactNode } from "react";
import { Link } from "react-router";
import { isProblem } from "@/api/problem";
import { Failure } from "./Failure";
import { texts } from "./texts";

/** While something is loaded: the shape of what comes, said to screen readers as well. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const t = texts.use();
  return (
    <div role="status" aria-label={t("loading")}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** While the whole screen waits. */
export function Waiting({ what }: { what?: string }) {
  const t = texts.use();
  return (
    <Flex align="center" justify="center" vertical gap="middle" style={{ minHeight: "60vh" }}>
      <div role="status" aria-label={what ?? t("loading")}>
        <Spin size="large" />
      </div>
      {what !== undefined && <span>{what}</span>}
    </Flex>
  );
}

/** Where there is nothing yet: says so, and what one can do about it. */
export function Nothing({ children, action }: PropsWithChildren<{ action?: ReactNode }>) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children}>
      {action}
    </Empty>
  );
}

/** Instead of a screen that one's role does not permit. */
export function Forbidden({ permission }: { permission: string }) {
  const t = texts.use();
  return (
    <Result
      status="403"
      title={t("forbiddenTitle")}
      subTitle={t("forbiddenDetail", { permission })}
      extra={<Link to="/">{t("home")}</Link>}
    />
  );
}

export function NotFound() {
  const t = texts.use();
  return (
    <Result
      status="404"
      title={t("notFoundTitle")}
      subTitle={t("notFoundDetail")}
      extra={<Link to="/">{t("home")}</Link>}
    />
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface ReadyProps<T> {
  query: Asked<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}

/**
 * Shows what a query found. Before: that it is loading; if it fails: why, with a way to try again.
 * What was found before stays on the screen below a failure to renew it.
 */
export function Ready<T>({ query, rows, children }: ReadyProps<T>) {
  if (query.data === undefined) {
    if (isProblem(query.error, "permission_denied")) {
      return <Forbidden permission={query.error.problem.detail} />;
    }
    if (query.error != null) {
      return <Failure error={query.error} again={() => query.refetch()} />;
    }
    return <Loading {...(rows === undefined ? {} : { rows })} />;
  }
  return (
    <>
      {query.error != null && (
        <div style={{ marginBottom: 16 }}>
          <Failure error={query.error} again={() => query.refetch()} />
        </div>
      )}
      {children(query.data)}
    </>
  );
}

/** Keeps what breaks while it is drawn from taking the rest of the screen with it. */
export class Boundary extends Component<PropsWithChildren, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    globalThis.reportError?.(new Error(`${error.message}${info.componentStack ?? ""}`));
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

export function Broken() {
  const t = texts.use();
  return (
    <Result
      status="500"
      title={t("brokenTitle")}
      subTitle={t("brokenDetail")}
      extra={
        <Button type="primary" onClick={() => globalThis.location.reload()}>
          {t("reload")}
        </Button>
      }
    />
  );
}
