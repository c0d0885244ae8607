import { Alert } from "antd";
import type { Tenant } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { texts } from "./texts";

/** What is special about a tenant's state, and until when. */
export function Notice({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const { time } = useFormats();
  const reason = tenant.reason === null ? null : <bdi>{tenant.reason}</bdi>;
  switch (tenant.state) {
    case "suspended":
      return <Alert type="warning" showIcon title={t("suspendedNotice")} description={reason} />;
    case "deleted":
      return (
        <Alert
          type="error"
          showIcon
          title={t("deletedNotice")}
          description={
            <>
              {tenant.purgeAfter !== null && t("deletedUntil", { time: time(tenant.purgeAfter) })}{" "}
              {reason}
            </>
          }
        />
      );
    case "purged":
      return (
        <Alert type="info" showIcon title={t("purgedNotice")} description={t("purgedDetail")} />
      );
    case "failed":
      return (
        <Alert
          type="error"
          showIcon
          title={t("failedNotice")}
          description={t("failedNoticeDetail")}
        />
      );
    default:
      return null;
  }
}
