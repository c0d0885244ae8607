import { Alert, Button, Flex, Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import type { Fault } from "@/api/schema";
import { faultSaid } from "@/states/problems";
import { entriesOf } from "./lines";
import { texts } from "./texts";

type LineFault = Fault & { line: number };

interface Wrong {
  line: number;
  text: string;
  reason: string;
}

interface WrongLinesProps {
  faults: readonly LineFault[];
  /** The list that was sent: lines are counted in it. */
  judged: string;
  goTo: (text: string) => void;
  /** Absent once the list was changed, when lines are not what they were. */
  takeOut?: (lines: ReadonlySet<number>) => void;
}

/** Ten thousand wrong lines are no reason to draw ten thousand rows. */
const HEIGHT = 340;

/** All lines that are wrong, with what stands in them and why. */
export function WrongLines({ faults, judged, goTo, takeOut }: WrongLinesProps) {
  const t = texts.use();
  const reason = useReason();
  const wrong = useMemo(() => {
    const text = new Map(entriesOf(judged).map((entry) => [entry.line, entry.text]));
    return faults.map((fault) => ({ line: fault.line, text: text.get(fault.line) ?? "", fault }));
  }, [faults, judged]);
  const rows: Wrong[] = wrong.map(({ line, text, fault }) => ({
    line,
    text,
    reason: reason(fault),
  }));
  const columns: TableColumnsType<Wrong> = [
    {
      key: "line",
      title: t("line"),
      width: 90,
      render: (_, { line, text }) => (
        <Button
          type="link"
          size="small"
          aria-label={t("goTo", { line })}
          onClick={() => goTo(text)}
        >
          {line}
        </Button>
      ),
    },
    {
      key: "text",
      title: t("content"),
      width: 320,
      ellipsis: true,
      render: (_, { text }) => <bdi className="code">{text}</bdi>,
    },
    { key: "reason", title: t("reason"), dataIndex: "reason", width: 320 },
  ];
  return (
    <Flex vertical gap="small">
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t("wrong", { count: rows.length })}
        action={
          takeOut !== undefined && (
            <Button size="small" onClick={() => takeOut(new Set(faults.map(({ line }) => line)))}>
              {t("setAside", { count: rows.length })}
            </Button>
          )
        }
      />
      <Table<Wrong>
        size="small"
        rowKey="line"
        columns={columns}
        dataSource={rows}
        pagination={false}
        aria-label={t("reason")}
        {...(rows.length > 50
          ? { virtual: true, scroll: { x: 730, y: HEIGHT } }
          : { scroll: { x: 730 } })}
      />
    </Flex>
  );
}

const KNOWN = [
  "email_malformed",
  "email_repeated",
  "already_member",
  "already_invited",
  "name_malformed",
  "role_not_found",
  "department_not_found",
  "beyond_own_permissions",
] as const;

function useReason(): (fault: Fault) => string {
  const t = texts.use();
  return (fault) => {
    const known = KNOWN.find((each) => each === fault.code);
    return known === undefined ? faultSaid(fault) : t(`fault_${known}`);
  };
}
