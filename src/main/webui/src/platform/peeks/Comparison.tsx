import { DiffOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Flex, Input, Switch, Table, Tooltip, Typography } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Diff, Peek, TableDiff, Tenant } from "@/api/schema";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { Loading } from "@/states/States";
import { useFormats } from "@/texts/format";
import { differs, tablesOf } from "./examples";
import { useComparing } from "./peeks";
import { ReturnDrawer, type Returned } from "./ReturnDrawer";
import { RowExamples } from "./RowExamples";
import { texts } from "./texts";
import "./diff.css";

const FEW = 10;
const MANY = 100;

/** What differs between a peek and now, table by table, and what brings rows back. */
export function Comparison({ tenant, peek }: { tenant: Tenant; peek: Peek }) {
  const t = texts.use();
  const { exact } = useFormats();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const [compared, setCompared] = useState<{ diff: Diff; at: string } | null>(null);
  const [examples, setExamples] = useState(FEW);
  const [returned, setReturned] = useState<Returned | null>(null);
  const comparing = useComparing(tenant.id, peek.id, (diff) =>
    setCompared({ diff, at: new Date().toISOString() }),
  );
  const wanted = search.get("q") ?? "";
  const onlyChanged = search.get("all") !== "yes";
  const chosen = compared?.diff.tables.find(({ table }) => table === search.get("table"));

  function look(key: string, value: string | null): void {
    setSearch(
      (before) => {
        if (value === null || value === "") {
          before.delete(key);
        } else {
          before.set(key, value);
        }
        return before;
      },
      { replace: true },
    );
  }

  function compare(rows: number): void {
    setExamples(rows);
    comparing.run(rows);
  }

  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="small" align="center">
        <Button
          type={compared === null ? "primary" : "default"}
          icon={<DiffOutlined />}
          loading={comparing.isRunning}
          onClick={() => compare(examples)}
        >
          {t(compared === null ? "compare" : "compareAgain")}
        </Button>
        <Typography.Text type="secondary">
          {compared === null ? t("compareLead") : t("comparedAt", { time: exact(compared.at) })}
        </Typography.Text>
      </Flex>
      <Failure error={comparing.error} again={() => compare(examples)} />
      {comparing.isRunning && compared === null && <Loading rows={4} />}
      {compared !== null && (
        <>
          {compared.diff.same && <Alert type="success" showIcon title={t("same")} />}
          <Card
            size="small"
            title={t("tables")}
            extra={
              <Flex wrap gap="small" align="center">
                <label htmlFor="only-changed">{t("onlyChanged")}</label>
                <Switch
                  id="only-changed"
                  size="small"
                  checked={onlyChanged}
                  onChange={(only) => look("all", only ? null : "yes")}
                />
              </Flex>
            }
          >
            <Input.Search
              allowClear
              style={{ maxWidth: 320, marginBottom: 12 }}
              aria-label={t("searchTable")}
              placeholder={t("searchTable")}
              defaultValue={wanted}
              onChange={({ target }) => look("q", target.value)}
            />
            <Tables
              tables={tablesOf(compared.diff, wanted, onlyChanged)}
              chosen={chosen?.table ?? null}
              choose={(table) => look("table", table)}
            />
          </Card>
          {chosen !== undefined && (
            <RowExamples
              key={`${chosen.table}${compared.at}`}
              table={chosen}
              mayReturn={may("restore:run")}
              bringBack={(keys) => setReturned({ table: chosen, keys })}
              more={examples < MANY ? () => compare(MANY) : null}
            />
          )}
        </>
      )}
      {returned !== null && (
        <ReturnDrawer
          tenant={tenant}
          peek={peek}
          returned={returned}
          changed={() => compare(examples)}
          close={() => setReturned(null)}
        />
      )}
    </Flex>
  );
}

interface TablesProps {
  tables: readonly TableDiff[];
  chosen: string | null;
  choose: (table: string) => void;
}

function Tables({ tables, chosen, choose }: TablesProps) {
  const t = texts.use();
  const { number } = useFormats();
  const count = (kind: "added" | "changed" | "missing") => ({
    key: kind,
    title: <Tooltip title={t(`${kind}Hint`)}>{t(kind)}</Tooltip>,
    align: "right" as const,
    render: (_: unknown, table: TableDiff) =>
      table[kind] === 0 ? (
        <Typography.Text type="secondary">0</Typography.Text>
      ) : (
        <span className={`diff-count ${kind}`}>{number(table[kind])}</span>
      ),
  });
  return tables.length === 0 ? (
    <Nothing>{t("noneLike")}</Nothing>
  ) : (
    <Table<TableDiff>
      size="small"
      rowKey="table"
      dataSource={tables}
      pagination={tables.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: "max-content" }}
      rowClassName={({ table }) => (table === chosen ? "diff-chosen" : "")}
      columns={[
        {
          key: "table",
          title: t("table"),
          render: (_, table) =>
            differs(table) ? (
              <Button
                type="link"
                size="small"
                style={{ padding: 0 }}
                aria-pressed={table.table === chosen}
                onClick={() => choose(table.table)}
              >
                <code>{table.table}</code>
              </Button>
            ) : (
              <code>{table.table}</code>
            ),
        },
        count("missing"),
        count("changed"),
        count("added"),
        {
          key: "then",
          title: t("was"),
          align: "right",
          render: (_, { then }) => number(then),
        },
        { key: "now", title: t("now"), align: "right", render: (_, { now }) => number(now) },
      ]}
    />
  );
}
