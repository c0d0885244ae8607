import { Alert, Button, Card, Flex, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { SupportVisit, Tenant } from "@/api/schema";
import { Question } from "@/forms/Question";
import { Listing } from "@/lists/Listing";
import { useMay, useMe } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { isThere } from "../tenants/like";
import { Enter } from "./Enter";
import { texts } from "./texts";
import { useEnding, useGoingOn, useReleasing, useVisits } from "./visits";

const COLOURS = { open: "processing", ended: "default", expired: "default" } as const;

/** Guests of the platform in a tenant, and what lets its own people in again. */
export function Support({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const may = useMay();
  const me = useMe().data;
  const [search] = useSearchParams();
  const { time } = useFormats();
  const visits = useVisits(tenant.id);
  const ending = useEnding(tenant);
  const goingOn = useGoingOn(tenant);
  const own = visits.items.find(({ state, guest }) => state === "open" && guest === me?.id);

  return (
    <Flex vertical gap="middle">
      {search.has("over") && own === undefined && (
        <Alert type="info" showIcon closable title={t("overNotice")} />
      )}
      {own !== undefined && (
        <Alert
          type="info"
          showIcon
          title={t("goingOn", { time: time(own.expiresAt) })}
          description={
            <Flex gap="small" wrap>
              <Button
                type="primary"
                onClick={() => goingOn.run(own.id)}
                loading={goingOn.isRunning}
              >
                {t("goOn")}
              </Button>
              <Button onClick={() => ending.run(own.id)} loading={ending.isRunning}>
                {t("end")}
              </Button>
            </Flex>
          }
        />
      )}
      <Failure error={goingOn.error ?? ending.error} />
      {may("support-visit:open") && own === undefined && <Enter tenant={tenant} />}
      {may("tenant-sign-on:release") && isThere(tenant) && <SignOn tenant={tenant} />}
      <Card title={t("visits")}>
        <Visits
          visits={visits}
          end={may("support-visit:open") ? (visit) => ending.run(visit.id) : null}
        />
      </Card>
    </Flex>
  );
}

interface VisitsProps {
  visits: ReturnType<typeof useVisits>;
  end: ((visit: SupportVisit) => void) | null;
}

function Visits({ visits, end }: VisitsProps) {
  const t = texts.use();
  const { time } = useFormats();
  const columns: TableColumnsType<SupportVisit> = [
    {
      key: "who",
      title: t("who"),
      width: 200,
      render: (_, { name, email }) => (
        <Flex vertical>
          <bdi>{name}</bdi>
          <Typography.Text type="secondary">{email}</Typography.Text>
        </Flex>
      ),
    },
    {
      key: "state",
      title: t("state"),
      width: 100,
      render: (_, { state }) => <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>,
    },
    {
      key: "mode",
      title: t("mode"),
      width: 120,
      render: (_, { mode }) => t(mode === "full" ? "full" : "readOnly"),
    },
    {
      key: "reason",
      title: t("reason"),
      width: 260,
      render: (_, { reason }) => <bdi>{reason}</bdi>,
    },
    {
      key: "when",
      title: t("when"),
      width: 190,
      render: (_, { beganAt, endedAt, expiresAt }) => (
        <Flex vertical>
          <span>{time(beganAt)}</span>
          <Typography.Text type="secondary">
            {t("until", { time: time(endedAt ?? expiresAt) })}
          </Typography.Text>
        </Flex>
      ),
    },
    ...(end === null
      ? []
      : [
          {
            key: "actions",
            title: <span className="hidden">{t("actions")}</span>,
            width: 130,
            render: (_: unknown, visit: SupportVisit) =>
              visit.state === "open" && (
                <Button
                  size="small"
                  aria-label={t("endOne", { name: visit.name })}
                  onClick={() => end(visit)}
                >
                  {t("end")}
                </Button>
              ),
          },
        ]),
  ];
  return (
    <Listing
      pages={visits}
      columns={columns}
      rowKey="id"
      label={t("visits")}
      empty={<Nothing>{t("noVisits")}</Nothing>}
    />
  );
}

function SignOn({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const releasing = useReleasing(tenant, close);
  return (
    <Card title={t("signOnTitle")}>
      <Flex vertical gap="middle" align="start">
        <Typography.Text type="secondary">{t("signOnDetail")}</Typography.Text>
        <Button onClick={() => setAsking(true)}>{t("release")}</Button>
      </Flex>
      {asking && (
        <Question
          title={t("releaseTitle", { name: tenant.name })}
          label={t("release")}
          action={releasing}
          close={close}
        >
          {t("releaseQuestion")}
        </Question>
      )}
    </Card>
  );
}
