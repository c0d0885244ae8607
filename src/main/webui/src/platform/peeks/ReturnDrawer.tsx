import { Alert, Button, Drawer, Flex, Radio, Typography } from "antd";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { Peek, Returning, RowsReport, RowsWish, TableDiff, Tenant } from "@/api/schema";
import { Failure } from "@/states/Failure";
import { Followed } from "../recovery/Followed";
import { columnsOf } from "./examples";
import { type RowsUnderWay, useReturned, useReturning, useTrying } from "./peeks";
import { type Filter, isComplete, RowFilters, wishedFilters } from "./RowFilters";
import { texts } from "./texts";
import "../recovery/recovery.css";

/** What is to come back: of a table, and rows of it that were selected. */
export interface Returned {
  table: TableDiff;
  keys: readonly Record<string, string>[];
}

type Which = "selected" | "all" | "filtered";

interface ReturnDrawerProps {
  tenant: Tenant;
  peek: Peek;
  returned: Returned;
  /** Rows came back: what was compared is old. */
  changed: () => void;
  close: () => void;
}

/** Brings rows of a table back: first tried, then done. */
export function ReturnDrawer({ tenant, peek, returned, changed, close }: ReturnDrawerProps) {
  const t = texts.use();
  const { table, keys } = returned;
  const [which, setWhich] = useState<Which>(keys.length > 0 ? "selected" : "all");
  const [mode, setMode] = useState<Returning>("insert-missing");
  const [filters, setFilters] = useState<readonly Filter[]>([]);
  const [tried, setTried] = useState<{ report: RowsReport; of: string } | null>(null);
  const [asked, setAsked] = useState<RowsUnderWay | null>(null);
  const wish: RowsWish = {
    table: table.table,
    mode,
    ...(which === "selected" ? { keys: [...keys] } : {}),
    ...(which === "filtered" ? { filters: wishedFilters(filters) } : {}),
  };
  const written = JSON.stringify(wish);
  const trying = useTrying(tenant.id, peek.id, (report) => setTried({ report, of: written }));
  const returning = useReturning(tenant.id, peek.id, setAsked);
  const isTried = tried !== null && tried.of === written;
  const isWhole = which !== "filtered" || (filters.length > 0 && filters.every(isComplete));
  const columns = [...new Set(table.examples.flatMap(columnsOf))];

  return (
    <Drawer
      open
      size="min(640px, 100vw)"
      title={t("backTitle", { table: table.table })}
      onClose={close}
      footer={
        <Flex wrap gap="small" justify="end">
          <Button onClick={close}>{t(asked === null ? "cancel" : "close")}</Button>
          {asked === null && (
            <>
              <Button
                type={isTried ? "default" : "primary"}
                disabled={!isWhole}
                loading={trying.isRunning}
                onClick={() => trying.run(wish)}
              >
                {t("try")}
              </Button>
              <Button
                type={isTried ? "primary" : "default"}
                danger={mode === "replace"}
                disabled={!isTried || isNothing(tried.report)}
                loading={returning.isRunning}
                onClick={() => returning.run(wish)}
              >
                {t("run")}
              </Button>
            </>
          )}
        </Flex>
      }
    >
      {asked === null ? (
        <Flex vertical gap="large">
          <section>
            <Typography.Title level={2} className="section-title">
              {t("which")}
            </Typography.Title>
            <Radio.Group
              aria-label={t("which")}
              vertical
              value={which}
              onChange={({ target }) => setWhich(target.value)}
              options={[
                ...(keys.length === 0
                  ? []
                  : [{ value: "selected", label: t("which_selected", { count: keys.length }) }]),
                { value: "all", label: t("which_all") },
                { value: "filtered", label: t("which_filtered") },
              ]}
            />
            {which === "filtered" && (
              <RowFilters filters={filters} change={setFilters} columns={columns} />
            )}
          </section>
          <section>
            <Typography.Title level={2} className="section-title">
              {t("how")}
            </Typography.Title>
            <Radio.Group
              className="choice-cards"
              aria-label={t("how")}
              value={mode}
              onChange={({ target }) => setMode(target.value)}
            >
              <Radio value="insert-missing">
                <Typography.Text strong>{t("insert")}</Typography.Text>
                <br />
                <Typography.Text type="secondary">{t("insertDetail")}</Typography.Text>
              </Radio>
              <Radio value="replace">
                <Typography.Text strong>{t("replace")}</Typography.Text>
                <br />
                <Typography.Text type="secondary">{t("replaceDetail")}</Typography.Text>
              </Radio>
            </Radio.Group>
          </section>
          <RowsFailure error={trying.error ?? returning.error} />
          {isTried && <Report report={tried.report} />}
        </Flex>
      ) : (
        <Outcome tenant={tenant} peek={peek} asked={asked} changed={changed} />
      )}
    </Drawer>
  );
}

function isNothing({ inserted, replaced }: RowsReport): boolean {
  return inserted + replaced === 0;
}

function Report({ report }: { report: RowsReport }) {
  const t = texts.use();
  return (
    <Alert
      type={isNothing(report) ? "info" : "success"}
      showIcon
      role="status"
      title={t("report")}
      description={
        <ul className="what-happens">
          <li>{t("matched", { count: report.matched })}</li>
          {isNothing(report) ? (
            <li>{t("reportNothing")}</li>
          ) : (
            <>
              <li>{t("inserted", { count: report.inserted })}</li>
              {report.replaced > 0 && <li>{t("replaced", { count: report.replaced })}</li>}
              <li>{t("transaction")}</li>
            </>
          )}
        </ul>
      }
    />
  );
}

/** A failure, and what to do about rows that the tenant's database does not take. */
function RowsFailure({ error }: { error: unknown }) {
  const t = texts.use();
  if (error === null) {
    return null;
  }
  const hint = isProblem(error, "rows_refused")
    ? t("refusedHint")
    : isProblem(error, "rows_too_many")
      ? t("tooManyHint")
      : null;
  return (
    <Flex vertical gap="small">
      <Failure error={error} />
      {hint !== null && <Alert type="info" showIcon title={hint} />}
    </Flex>
  );
}

interface OutcomeProps {
  tenant: Tenant;
  peek: Peek;
  asked: RowsUnderWay;
  changed: () => void;
}

function Outcome({ tenant, peek, asked, changed }: OutcomeProps) {
  const t = texts.use();
  const [isOver, setOver] = useState(false);
  const came = useReturned(tenant.id, peek.id, asked.rows.id, isOver).data;
  return (
    <Flex vertical gap="middle">
      <Followed
        operation={asked.operation}
        ended={({ state }) => {
          setOver(true);
          if (state === "succeeded") {
            changed();
          }
        }}
      />
      {came !== undefined && came.state !== "running" && (
        <Alert
          type={came.state === "done" ? "success" : "error"}
          showIcon
          role="status"
          title={t("outcome")}
          description={
            came.state === "failed"
              ? t("wasFailed")
              : [
                  t("wasInserted", { count: came.inserted ?? 0 }),
                  (came.replaced ?? 0) > 0 ? t("wasReplaced", { count: came.replaced ?? 0 }) : null,
                ]
                  .filter(Boolean)
                  .join(" ")
          }
        />
      )}
    </Flex>
  );
}
