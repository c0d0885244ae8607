import type { TableColumnsType } from "antd";
import { Typography } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Operation } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useFormats } from "@/texts/format";
import { OperationStateTag } from "../fleet/states";
import { TenantName } from "../fleet/TenantName";
import { useKindName } from "./kinds";
import type { useOperations } from "./operations";
import { texts } from "./texts";

interface OperationListProps {
  operations: ReturnType<typeof useOperations>;
  empty: ReactNode;
  /** Whether all of them are of one tenant, so that it need not be said. */
  ofOne?: boolean;
}

/** Operations as a table; each leads to its own page. */
export function OperationList({ operations, empty, ofOne = false }: OperationListProps) {
  const t = texts.use();
  const kindName = useKindName();
  const { ago, exact } = useFormats();
  const columns: TableColumnsType<Operation> = [
    {
      key: "kind",
      title: t("what"),
      width: 260,
      render: (_, { id, kind }) => <Link to={`/platform/operations/${id}`}>{kindName(kind)}</Link>,
    },
    ...(ofOne
      ? []
      : [
          {
            key: "tenant",
            title: t("tenant"),
            width: 180,
            render: (_: unknown, { tenant }: Operation) =>
              tenant === null ? (
                <Typography.Text type="secondary">{t("ofNone")}</Typography.Text>
              ) : (
                <TenantName id={tenant} />
              ),
          },
        ]),
    {
      key: "state",
      title: t("state"),
      width: 130,
      render: (_, { state }) => <OperationStateTag state={state} />,
    },
    {
      key: "began",
      title: t("began"),
      width: 160,
      render: (_, { createdAt }) => <span title={exact(createdAt)}>{ago(createdAt)}</span>,
    },
    {
      key: "took",
      title: t("took"),
      width: 120,
      render: (_, operation) => <Took of={operation} />,
    },
  ];
  return (
    <Listing pages={operations} columns={columns} rowKey="id" label={t("title")} empty={empty} />
  );
}

/** How long an operation took, or has taken so far. */
export function Took({ of }: { of: Operation }) {
  const t = texts.use();
  const { duration } = useFormats();
  const end = of.finishedAt === null ? Date.now() : Date.parse(of.finishedAt);
  const time = duration(Math.max(0, end - Date.parse(of.createdAt)));
  return (
    <span style={{ fontVariantNumeric: "tabular-nums" }}>
      {time} {of.finishedAt === null && t("soFar")}
    </span>
  );
}
