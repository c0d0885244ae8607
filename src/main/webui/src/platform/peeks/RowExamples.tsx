import { Alert, Button, Card, Checkbox, Flex, Segmented, Tag, Typography } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { RowExample, TableDiff } from "@/api/schema";
import { columnsOf, type Kind, keyOf, rowKey } from "./examples";
import { texts } from "./texts";

const COLOURS = { added: "success", changed: "warning", missing: "error" } as const;
const KINDS = ["all", "missing", "changed", "added"] as const;

interface RowExamplesProps {
  table: TableDiff;
  mayReturn: boolean;
  bringBack: (keys: Record<string, string>[]) => void;
  /** Reads more of them; null if all that there may be are shown. */
  more: (() => void) | null;
}

/** Rows of a table that differ, then and now side by side; those of the past can be selected. */
export function RowExamples({ table, mayReturn, bringBack, more }: RowExamplesProps) {
  const t = texts.use();
  const [search, setSearch] = useSearchParams();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const kind: Kind = KINDS.find((each) => each === search.get("kind")) ?? "all";
  const key = keyOf(table);
  const all = table.added + table.changed + table.missing;
  const keys = [...selected].flatMap((index) => {
    const example = table.examples[index];
    const found = example === undefined ? null : rowKey(example, key);
    return found === null ? [] : [found];
  });

  return (
    <Card
      size="small"
      title={t("examples", { table: table.table })}
      extra={
        mayReturn &&
        table.missing + table.changed > 0 && (
          <Button type="primary" size="small" onClick={() => bringBack(keys)}>
            {t("back")}
          </Button>
        )
      }
    >
      <Flex vertical gap="middle">
        {!table.byKey && <Alert type="info" showIcon title={t("byValues")} />}
        {table.columnsOnlyThen.length > 0 && (
          <span>{t("onlyThen", { columns: table.columnsOnlyThen.join(", ") })}</span>
        )}
        {table.columnsOnlyNow.length > 0 && (
          <span>{t("onlyNow", { columns: table.columnsOnlyNow.join(", ") })}</span>
        )}
        <Flex wrap gap="small" align="center" justify="space-between">
          <Segmented<Kind>
            value={kind}
            aria-label={t("changed")}
            onChange={(next) =>
              setSearch(
                (before) => {
                  before.set("kind", next);
                  return before;
                },
                { replace: true },
              )
            }
            options={KINDS.map((each) => ({ value: each, label: t(`kind_${each}`) }))}
          />
          <Typography.Text type="secondary" aria-live="polite">
            {[
              t("examplesFew", { shown: table.examples.length, all }),
              selected.size === 0 ? null : t("selected", { count: selected.size }),
            ]
              .filter(Boolean)
              .join(" ")}
          </Typography.Text>
        </Flex>
        <ul className="diff-rows">
          {table.examples.map((example, index) =>
            kind !== "all" && example.change !== kind ? null : (
              <ExampleRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
                key={index}
                example={example}
                keyOfTable={key}
                isSelected={selected.has(index)}
                select={
                  mayReturn && rowKey(example, key) !== null
                    ? (wanted) => {
                        const next = new Set(selected);
                        if (wanted) {
                          next.add(index);
                        } else {
                          next.delete(index);
                        }
                        setSelected(next);
                      }
                    : null
                }
              />
            ),
          )}
        </ul>
        {more !== null && table.examples.length < all && (
          <Button onClick={more}>{t("examplesMore")}</Button>
        )}
      </Flex>
    </Card>
  );
}

interface ExampleRowProps {
  example: RowExample;
  keyOfTable: readonly string[];
  isSelected: boolean;
  select: ((wanted: boolean) => void) | null;
}

function ExampleRow({ example, keyOfTable, isSelected, select }: ExampleRowProps) {
  const t = texts.use();
  const change = (["added", "changed", "missing"] as const).find((each) => each === example.change);
  const key = keyOfTable
    .map((column) => example.then?.[column] ?? example.now?.[column] ?? "")
    .join(" ");
  return (
    <li className={`diff-row ${example.change}`}>
      <div className="diff-row-head">
        {select !== null && (
          <Checkbox
            checked={isSelected}
            aria-label={t("select", { key })}
            onChange={({ target }) => select(target.checked)}
          />
        )}
        <Tag color={change === undefined ? "default" : COLOURS[change]}>
          {change === undefined ? example.change : t(`kind_${change}`)}
        </Tag>
        <Typography.Text code ellipsis>
          {key}
        </Typography.Text>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("was")}</th>
            <th scope="col">{t("now")}</th>
          </tr>
        </thead>
        <tbody>
          {columnsOf(example).map((column) => {
            const isOther =
              change !== "changed" || example.then?.[column] !== example.now?.[column];
            return (
              <tr key={column}>
                <th scope="row">
                  <code>{column}</code>
                </th>
                <Side row={example.then} column={column} className={isOther ? "was" : ""} />
                <Side row={example.now} column={column} className={isOther ? "is" : ""} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </li>
  );
}

interface SideProps {
  /** The row of then or of now; null if there was none. */
  row: RowExample["then"];
  column: string;
  className: string;
}

function Side({ row, column, className }: SideProps) {
  return row === null ? (
    <td />
  ) : (
    <td className={className}>
      <Value of={row[column]} />
    </td>
  );
}

/** A value as text; the description says that there is always one, but NULL comes as null. */
function Value({ of }: { of: string | null | undefined }) {
  const t = texts.use();
  if (of === null || of === undefined) {
    return <Typography.Text type="secondary">{t("null")}</Typography.Text>;
  }
  return of === "" ? (
    <Typography.Text type="secondary">{t("nothing")}</Typography.Text>
  ) : (
    <bdi>{of}</bdi>
  );
}
