import { Button, type TableColumnsType, Typography } from "antd";
import { type ReactNode, useState } from "react";
import type { AuditEntry } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import type { Pages } from "@/lists/usePages";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { useActionName } from "./actions";
import { EntryDrawer } from "./EntryDrawer";
import { Subject } from "./Subject";
import { texts } from "./texts";
import { type KeyNames, Who } from "./Who";

interface AuditListProps {
  pages: Pages<AuditEntry>;
  /** Whether anything narrows it down, and how to take that away. */
  filtered: boolean;
  clear: () => void;
  /** Narrows it down to what is like an entry. */
  narrow: (to: { actor?: string; action?: string }) => void;
  keys?: KeyNames | undefined;
  /** Names the organisation of an entry, in a log of several. */
  tenantOf?: (entry: AuditEntry) => ReactNode;
}

/** A log as a table; each entry opens to all that is known of it. */
export function AuditList({ pages, filtered, clear, narrow, keys, tenantOf }: AuditListProps) {
  const t = texts.use();
  const name = useActionName();
  const { exact } = useFormats();
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const columns: TableColumnsType<AuditEntry> = [
    { key: "at", title: t("at"), dataIndex: "at", width: 190, render: exact },
    {
      key: "what",
      title: t("what"),
      width: 180,
      render: (_, entry) => (
        <>
          <Button
            type="link"
            className="entry-link"
            aria-label={t("open", { what: name(entry.action) })}
            onClick={() => setOpened(entry)}
          >
            {name(entry.action)}
          </Button>
          <br />
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {entry.action}
          </Typography.Text>
        </>
      ),
    },
    {
      key: "who",
      title: t("who"),
      width: 185,
      render: (_, entry) => <Who entry={entry} keys={keys} />,
    },
    {
      key: "whom",
      title: t("whom"),
      width: 170,
      render: (_, entry) => <Subject entry={entry} />,
    },
    ...(tenantOf === undefined
      ? []
      : [
          {
            key: "tenant",
            title: t("tenant"),
            width: 120,
            render: (_: unknown, entry: AuditEntry) => tenantOf(entry),
          },
        ]),
    {
      key: "from",
      title: t("from"),
      dataIndex: "address",
      width: 115,
      render: (address: string | null) => address ?? "–",
    },
  ];
  return (
    <>
      <Listing
        pages={pages}
        columns={columns}
        rowKey="id"
        label={t("title")}
        empty={
          filtered ? (
            <Nothing action={<Button onClick={clear}>{t("clear")}</Button>}>
              {t("emptyFiltered")}
            </Nothing>
          ) : (
            <Nothing>{t("empty")}</Nothing>
          )
        }
      />
      {opened !== null && (
        <EntryDrawer
          entry={opened}
          close={() => setOpened(null)}
          narrow={(to) => {
            setOpened(null);
            narrow(to);
          }}
          keys={keys}
          tenant={tenantOf?.(opened)}
        />
      )}
    </>
  );
}
