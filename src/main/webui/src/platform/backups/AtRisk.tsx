import { Flex, type TableColumnsType, Tag, Tooltip, Typography } from "antd";
import { Link } from "react-router";
import type { TenantAtRisk } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import type { Pages } from "@/lists/usePages";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { texts } from "./texts";

const RISKS = [
  "never",
  "stale",
  "database_changed",
  "recovery_gap",
  "failed",
  "drill_failed",
] as const;

const SCHEDULES = ["off", "hourly", "6-hourly", "12-hourly", "daily", "weekly"] as const;

/** Tenants whose data could not be brought back, or not as late as it should, and what to do. */
export function AtRisk({ tenants }: { tenants: Pages<TenantAtRisk> }) {
  const t = texts.use();
  const { ago, exact } = useFormats();
  const scheduled = (schedule: string) => {
    const known = SCHEDULES.find((each) => each === schedule);
    return known === undefined ? schedule : t(`schedule_${known}`);
  };
  const columns: TableColumnsType<TenantAtRisk> = [
    {
      key: "tenant",
      title: t("organisation"),
      render: (_, { name, slug }) => (
        <Flex vertical>
          <Link to={`/platform/recovery/${slug}`}>
            <bdi>{name}</bdi>
          </Link>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {slug}
          </Typography.Text>
        </Flex>
      ),
    },
    { key: "risks", title: t("risks"), width: 380, render: (_, of) => <Risks of={of} /> },
    {
      key: "newest",
      title: t("newest"),
      render: (_, { newestAt, failures, lastFailureAt }) => (
        <Flex vertical>
          {newestAt === null ? (
            t("never")
          ) : (
            <Tooltip title={exact(newestAt)}>
              <span>{ago(newestAt)}</span>
            </Tooltip>
          )}
          {failures > 0 && lastFailureAt !== null && (
            <Typography.Text type="secondary" style={{ fontSize: 12 }}>
              {t("failures", { count: failures, ago: ago(lastFailureAt) })}
            </Typography.Text>
          )}
        </Flex>
      ),
    },
    {
      key: "schedule",
      title: t("schedule"),
      render: (_, { schedule, nextAt }) => (
        <Flex vertical>
          {scheduled(schedule)}
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {Date.parse(nextAt) < Date.now()
              ? t("nextOverdue", { ago: ago(nextAt) })
              : `${t("next")} ${ago(nextAt)}`}
          </Typography.Text>
        </Flex>
      ),
    },
    { key: "server", title: t("server"), dataIndex: "server" },
  ];
  return (
    <Listing
      pages={tenants}
      columns={columns}
      rowKey="tenant"
      label={t("atRisk")}
      empty={<Nothing>{t("noRisk")}</Nothing>}
    />
  );
}

function Risks({ of: { risks } }: { of: TenantAtRisk }) {
  const t = texts.use();
  return (
    <Flex vertical gap={6}>
      {risks.map((risk) => {
        const known = RISKS.find((each) => each === risk);
        return (
          <div key={risk}>
            <Tag color="error">{known === undefined ? risk : t(`risk_${known}`)}</Tag>
            {known !== undefined && (
              <Typography.Text type="secondary" style={{ fontSize: 13 }}>
                {t(`risk_${known}_do`)}
              </Typography.Text>
            )}
          </div>
        );
      })}
    </Flex>
  );
}
