import { Progress, Typography } from "antd";
import { part } from "./servers";
import { texts } from "./texts";

/** From such a part on somebody should know that a server fills up. */
const NEARLY_FULL = 0.85;

interface UsageProps {
  /** What it is of, for screen readers. */
  label: string;
  used: number | null;
  limit: number | null | undefined;
  written: (value: number) => string;
}

/** How much of a limit is used. */
export function Usage({ label, used, limit, written }: UsageProps) {
  const t = texts.use();
  if (used === null) {
    return <Typography.Text type="secondary">{t("notMeasured")}</Typography.Text>;
  }
  const full = part(used, limit);
  if (full === null || limit === null || limit === undefined) {
    return <span>{written(used)}</span>;
  }
  return (
    <div style={{ minWidth: 110, maxWidth: 260 }}>
      <span>{t("ofLimit", { used: written(used), limit: written(limit) })}</span>
      <Progress
        percent={Math.min(100, Math.round(full * 100))}
        status={full >= 1 ? "exception" : "normal"}
        {...(full >= NEARLY_FULL && full < 1 ? { strokeColor: "var(--ant-color-warning)" } : {})}
        showInfo={false}
        size="small"
        aria-label={label}
      />
    </div>
  );
}
