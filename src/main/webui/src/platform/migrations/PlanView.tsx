import { Alert, Card, Flex, Switch, Tag, Tooltip, Typography } from "antd";
import { useState } from "react";
import type { MigrationPlan, MigrationWay } from "@/api/schema";
import { shortVersion } from "./migrations";
import { texts } from "./texts";
import "./migrations.css";

/** Whether a statement of a plan may destroy data. */
export function destroysData({ ways }: MigrationPlan): boolean {
  return ways.some(({ statements }) => statements.some(({ destroys }) => destroys !== null));
}

export function databasesOf({ ways }: MigrationPlan): number {
  return ways.reduce((sum, { databases }) => sum + databases, 0);
}

/** What a plan would run: each way from a version to another, with its statements. */
export function PlanView({ plan, nothing }: { plan: MigrationPlan; nothing: string }) {
  const t = texts.use();
  const [onlyDestroying, setOnlyDestroying] = useState(false);
  if (plan.ways.length === 0) {
    return <Alert type="success" showIcon title={nothing} />;
  }
  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="small" align="center" justify="space-between">
        <Typography.Text type="secondary">
          {plan.upToDate > 0 && t("upToDate", { count: plan.upToDate })}
        </Typography.Text>
        {destroysData(plan) && (
          <Flex gap="small" align="center">
            <label htmlFor="only-destroying">{t("onlyDestroying")}</label>
            <Switch
              id="only-destroying"
              size="small"
              checked={onlyDestroying}
              onChange={setOnlyDestroying}
            />
          </Flex>
        )}
      </Flex>
      {plan.ways.map((way) => (
        <Way
          key={`${way.from} ${way.to} ${way.engine}`}
          way={way}
          onlyDestroying={onlyDestroying}
        />
      ))}
    </Flex>
  );
}

function Way({ way, onlyDestroying }: { way: MigrationWay; onlyDestroying: boolean }) {
  const t = texts.use();
  const destroying = way.statements.filter(({ destroys }) => destroys !== null);
  const shown = onlyDestroying ? destroying : way.statements;
  const sql = way.statements.map((statement) => `${statement.sql};`).join("\n");
  return (
    <Card
      size="small"
      title={
        <Flex wrap gap="4px 8px" align="center">
          <h3 style={{ fontSize: 15, margin: 0 }}>
            <code>{shortVersion(way.from)}</code> → <code>{shortVersion(way.to)}</code>
          </h3>
          <Typography.Text type="secondary" style={{ fontWeight: 400 }}>
            {t("way", { count: way.databases, engine: way.engine })}
          </Typography.Text>
        </Flex>
      }
      extra={
        <Typography.Text copyable={{ text: sql, tooltips: [t("copySql"), t("copySql")] }}>
          SQL
        </Typography.Text>
      }
    >
      <Flex vertical gap="small">
        <Flex wrap gap={4}>
          <Tag>{t("statements", { count: way.statements.length })}</Tag>
          {destroying.length > 0 && (
            <Tag color="error">{t("destroys", { count: destroying.length })}</Tag>
          )}
          {!way.replayable && <Tag color="warning">{t("notReplayable")}</Tag>}
          {!way.likeNew && (
            <Tooltip title={t("notLikeNewHint")}>
              <Tag color="warning">{t("notLikeNew")}</Tag>
            </Tooltip>
          )}
        </Flex>
        {shown.length === 0 ? (
          <Typography.Text type="secondary">{t("noStatements")}</Typography.Text>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long lists scroll, by keyboard as well
          <ol className="sql-statements" tabIndex={0}>
            {shown.map(({ sql: statement, destroys }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
              <li key={index} className={destroys === null ? "" : "destroys"}>
                <pre>{statement}</pre>
                {destroys !== null && (
                  <Typography.Text type="danger" style={{ fontSize: 12 }}>
                    {t("destroysWhat", { what: destroys })}
                  </Typography.Text>
                )}
              </li>
            ))}
          </ol>
        )}
      </Flex>
    </Card>
  );
}
