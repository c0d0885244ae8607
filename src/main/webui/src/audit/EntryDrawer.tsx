import { Button, Descriptions, Drawer, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { useActionName } from "./actions";
import { Diff } from "./Diff";
import { Subject } from "./Subject";
import { texts } from "./texts";
import { type KeyNames, Who } from "./Who";

interface EntryDrawerProps {
  entry: AuditEntry;
  close: () => void;
  narrow: (to: { actor?: string; action?: string }) => void;
  keys?: KeyNames | undefined;
  /** Which organisation it belongs to, where that is not plain. */
  tenant?: ReactNode;
}

/** All that the log says of one deed. */
export function EntryDrawer({ entry, close, narrow, keys, tenant }: EntryDrawerProps) {
  const t = texts.use();
  const name = useActionName();
  const { exact, ago } = useFormats();
  return (
    <Drawer open size="min(680px, 100vw)" title={name(entry.action)} onClose={close}>
      <Flex vertical gap="middle">
        <Descriptions
          column={1}
          size="small"
          bordered
          items={[
            {
              key: "at",
              label: t("at"),
              children: (
                <>
                  {exact(entry.at)}
                  <Typography.Text type="secondary"> · {ago(entry.at)}</Typography.Text>
                </>
              ),
            },
            { key: "who", label: t("who"), children: <Who entry={entry} keys={keys} /> },
            ...(tenant === undefined
              ? []
              : [{ key: "tenant", label: t("tenant"), children: tenant }]),
            {
              key: "subject",
              label: t("whom"),
              children: <Subject entry={entry} />,
            },
            { key: "from", label: t("from"), children: entry.address ?? "–" },
            { key: "code", label: t("code"), children: <code>{entry.action}</code> },
            { key: "id", label: t("id"), children: <code>{entry.id}</code> },
          ]}
        />
        <Flex wrap gap="small">
          <Button size="small" onClick={() => narrow({ action: entry.action })}>
            {t("likeThis")}
          </Button>
          <Button size="small" onClick={() => narrow({ actor: entry.actor })}>
            {t("byThem")}
          </Button>
        </Flex>
        <section aria-label={t("changed")}>
          <Typography.Title level={2} style={{ fontSize: 16 }}>
            {entry.before !== null && entry.after !== null ? t("changed") : t("details")}
          </Typography.Title>
          <Diff before={entry.before} after={entry.after} />
        </section>
      </Flex>
    </Drawer>
  );
}
