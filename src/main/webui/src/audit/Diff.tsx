import { Button, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { type Change, changesOf } from "./changes";
import { texts } from "./texts";

/** What was there before an entry, and after it. */
export function Diff({ before, after }: { before: unknown; after: unknown }) {
  const t = texts.use();
  const [whole, setWhole] = useState(false);
  const all = changesOf(before, after);
  const compared = before !== null && after !== null;
  const changed = compared ? all.filter((each) => each.before !== each.after) : all;
  const same = all.length - changed.length;
  if (all.length === 0) {
    return <Typography.Text type="secondary">{t("noDetails")}</Typography.Text>;
  }
  const value = (text: string | null, kind: "delete" | "insert" | null) =>
    text === null ? (
      <Typography.Text type="secondary">{t("nothing")}</Typography.Text>
    ) : (
      <bdi className={kind === null ? "diff-value" : `diff-value diff-${kind}`}>{text}</bdi>
    );
  const columns: TableColumnsType<Change> = [
    {
      key: "field",
      title: t("field"),
      dataIndex: "path",
      width: 150,
      render: (path: string) => <code className="breaks">{path}</code>,
    },
    ...(before === null
      ? []
      : [
          {
            key: "before",
            title: t("before"),
            render: (_: unknown, each: Change) =>
              value(each.before, each.before === each.after ? null : "delete"),
          },
        ]),
    ...(after === null
      ? []
      : [
          {
            key: "after",
            title: before === null ? t("details") : t("after"),
            render: (_: unknown, each: Change) =>
              value(each.after, !compared || each.before === each.after ? null : "insert"),
          },
        ]),
  ];
  return (
    <>
      <Table<Change>
        size="small"
        rowKey="path"
        columns={columns}
        dataSource={whole ? all : changed}
        pagination={false}
        locale={{ emptyText: t("noDetails") }}
      />
      {same > 0 && !whole && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t("alsoSame", { count: same })}
        </Button>
      )}
    </>
  );
}
