import { Alert, App, Button, Card, Flex, Steps, Tag, Typography } from "antd";
import { Link, useParams } from "react-router";
import type { Migration } from "@/api/schema";
import type { Following } from "@/live/useEvents";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { Facts } from "../fleet/Facts";
import { Trail } from "../fleet/Trail";
import { Bar } from "./Bar";
import { MigrationState } from "./MigrationState";
import {
  countOf,
  countOfAll,
  type Steering,
  shortVersion,
  useMigration,
  useSteering,
} from "./migrations";
import { Targets } from "./Targets";
import { texts } from "./texts";

/** A migration: how far it is, live; what failed and why; what steers it. */
export default function MigrationScreen() {
  const t = texts.use();
  const { exact } = useFormats();
  const { migration: id = "" } = useParams();
  const { query, following } = useMigration(id);
  const title = t("migration", {
    time: query.data === undefined ? "…" : exact(query.data.createdAt),
  });
  const said: Record<Steering, string> = {
    pause: t("paused"),
    resume: t("resumed"),
    retry: t("resumed"),
    cancel: t("cancelled"),
  };
  const steering = useSteering(id, (how) => said[how]);
  return (
    <Page
      title={title}
      trail={<Trail to="/platform/migrations" label={t("title")} here={title} />}
      actions={
        query.data !== undefined && (
          <Steer migration={query.data} run={steering.run} isRunning={steering.isRunning} />
        )
      }
    >
      <Flex vertical gap="middle">
        <Failure error={steering.error} />
        <Ready query={query}>
          {(migration) => (
            <>
              <Headway migration={migration} following={following} />
              <Targets migration={migration} />
              <Settings migration={migration} />
            </>
          )}
        </Ready>
      </Flex>
    </Page>
  );
}

interface SteerProps {
  migration: Migration;
  run: (how: Steering) => void;
  isRunning: boolean;
}

function Steer({ migration, run, isRunning }: SteerProps) {
  const t = texts.use();
  const may = useMay();
  const { modal } = App.useApp();
  const { state } = migration;
  if (!may("migration:run")) {
    return null;
  }
  const isGoing = state === "running" || state === "paused";
  const hasFailures = countOf(migration, "failed") + countOf(migration, "drifted") > 0;
  const canGoBack =
    !isGoing && migration.rollbackOf === null && countOf(migration, "succeeded") > 0;
  return (
    <>
      {state === "running" && (
        <Button loading={isRunning} onClick={() => run("pause")}>
          {t("pause")}
        </Button>
      )}
      {state === "paused" && (
        <Button type="primary" loading={isRunning} onClick={() => run("resume")}>
          {t("resume")}
        </Button>
      )}
      {!isGoing && hasFailures && (
        <Button type="primary" loading={isRunning} onClick={() => run("retry")}>
          {t("retry")}
        </Button>
      )}
      {isGoing && (
        <Button
          danger
          onClick={() =>
            modal.confirm({
              title: t("cancelAsk"),
              content: t("cancelDetail"),
              okText: t("cancel"),
              okButtonProps: { danger: true },
              cancelText: t("cancelWord"),
              onOk: () => run("cancel"),
            })
          }
        >
          {t("cancel")}
        </Button>
      )}
      {canGoBack && (
        <Link to={`/platform/migrations/${migration.id}/rollback`}>
          <Button>{t("rollback")}</Button>
        </Link>
      )}
    </>
  );
}

function Headway({ migration, following }: { migration: Migration; following: Following }) {
  const t = texts.use();
  const { number } = useFormats();
  const { state, pausedFor, wave, waves, rollbackOf } = migration;
  const all = countOfAll(migration);
  return (
    <Card
      size="small"
      title={
        <Flex wrap gap="small" align="center">
          <MigrationState of={migration} />
          {rollbackOf !== null && (
            <Link to={`/platform/migrations/${rollbackOf}`}>{t("takesBack")}</Link>
          )}
          {state === "running" && (following === "live" || following === "interrupted") && (
            <Tag color={following === "live" ? "success" : "default"}>
              {following === "interrupted" ? t("liveCut") : t("live")}
            </Tag>
          )}
        </Flex>
      }
      extra={
        <Typography.Text strong aria-live="polite">
          {number(countOf(migration, "succeeded"))} / {number(all)}
        </Typography.Text>
      }
    >
      <Flex vertical gap="middle">
        {state === "paused" && (
          <Alert
            type="warning"
            showIcon
            title={t(pausedFor === "error_budget" ? "pausedBudget" : "pausedOperator")}
          />
        )}
        {state === "incomplete" && <Alert type="error" showIcon title={t("isIncomplete")} />}
        {all === 0 ? (
          <Typography.Text type="secondary">{t("nothingToDo")}</Typography.Text>
        ) : (
          <Bar of={migration} />
        )}
        {waves > 1 && (
          <Steps
            size="small"
            responsive
            current={state === "succeeded" ? waves : Math.max(0, wave - 1)}
            status={state === "incomplete" || pausedFor === "error_budget" ? "error" : "process"}
            items={Array.from({ length: waves }, (_, index) => ({
              title: t("wave", { wave: index + 1, waves }),
              ...waveContent(migration, index, t),
            }))}
          />
        )}
      </Flex>
    </Card>
  );
}

function waveContent(
  { settings, waves }: Migration,
  index: number,
  t: ReturnType<typeof texts.use>,
): { content?: string } {
  // The canaries, if there are any, are a wave of their own before those in percent; empty ones are left out.
  const canaries = Object.keys(settings.canary).length > 0 ? 1 : 0;
  if (waves !== settings.waves.length + canaries) {
    return {};
  }
  if (index < canaries) {
    return { content: t("waveCanary") };
  }
  const percent = settings.waves[index - canaries];
  return percent === undefined ? {} : { content: t("wavePercent", { percent }) };
}

function Settings({ migration }: { migration: Migration }) {
  const t = texts.use();
  const { exact } = useFormats();
  const { settings, from, to } = migration;
  const tags = Object.entries(settings.canary).map(([name, value]) => `${name}=${value}`);
  return (
    <Card size="small" title={<h2 className="card-title">{t("facts")}</h2>}>
      <Facts
        of={[
          [t("created"), exact(migration.createdAt)],
          migration.finishedAt === null ? null : [t("finished"), exact(migration.finishedAt)],
          from === null ? null : [t("from"), <code key="from">{shortVersion(from)}</code>],
          [t("to"), to === null ? t("ownVersion") : <code key="to">{shortVersion(to)}</code>],
          [t("waveCanary"), tags.length === 0 ? "—" : tags.join(", ")],
          [t("waves"), settings.waves.map((percent) => `${percent} %`).join(", ")],
          [t("parallelism"), settings.parallelism],
          [t("budgetShort"), settings.errorBudget],
          [t("lockWait"), settings.lockWaitSeconds],
          [t("statementLimit"), settings.statementSeconds],
          [t("attempts"), settings.attempts],
          [t("repairShort"), t(settings.repair ? "yes" : "no")],
          [t("upToDateBefore"), migration.upToDate],
        ]}
      />
    </Card>
  );
}
