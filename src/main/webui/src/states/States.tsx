import type { ReactNode } from "react";
import { Link } from "react-router";
import { isProblem } from "@/api/problem";
import { Failure } from "./Failure";
import { Notice } from "./Notice";
import { useWords } from "./problems";
import { texts } from "./texts";

/** While something is loaded: the shape of what comes, said to screen readers as well. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const t = texts.use();
  return (
    <div role="status" aria-label={t("loading")} className="loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that are all alike
        <div key={row} />
      ))}
    </div>
  );
}

/** Instead of a screen that one's role does not permit. */
export function Forbidden({ permission }: { permission: string | null }) {
  const t = texts.use();
  return (
    <Notice
      status="warning"
      title={t("forbiddenTitle")}
      detail={permission === null ? t("forbiddenPlain") : t("forbiddenDetail", { permission })}
      action={<Link to="/">{t("home")}</Link>}
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
  const words = useWords();
  if (query.data === undefined) {
    if (isProblem(query.error, "permission_denied")) {
      return <Forbidden permission={words === null ? query.error.problem.detail : null} />;
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
