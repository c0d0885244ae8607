import { Tag } from "antd";
import type { DatabaseServerCheck } from "@/api/schema";
import { tally } from "./servers";
import { texts } from "./texts";

/** What the last check of a server came to. */
export function CheckTag({ check }: { check: DatabaseServerCheck | null }) {
  const t = texts.use();
  if (check === null) {
    return <Tag>{t("neverChecked")}</Tag>;
  }
  const { errors, warnings } = tally(check.findings);
  if (errors > 0) {
    return <Tag color="error">{t("errors", { count: errors })}</Tag>;
  }
  return warnings > 0 ? (
    <Tag color="warning">{t("warnings", { count: warnings })}</Tag>
  ) : (
    <Tag color="success">{t("allWell")}</Tag>
  );
}
