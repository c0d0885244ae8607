import { DeleteOutlined, DownloadOutlined, LinkOutlined } from "@ant-design/icons";
import { Button, Flex, type TableColumnsType, Tag, Tooltip, Typography } from "antd";
import type { Export } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { texts } from "./texts";

const COLOURS = {
  making: "processing",
  ready: "success",
  failed: "error",
  expired: "default",
  deleting: "default",
} as const;

interface ExportActions {
  download: ((of: Export) => void) | null;
  link: ((of: Export) => void) | null;
  remove: ((of: Export) => void) | null;
}

/** How exports are listed. */
export function useColumns({ download, link, remove }: ExportActions): TableColumnsType<Export> {
  const t = texts.use();
  const { time, exact, bytes, number, ago } = useFormats();
  return [
    {
      key: "asOf",
      title: t("asOf"),
      width: 180,
      render: (_, { takenAt, createdAt, scheduled }) => (
        <>
          {takenAt === null ? "–" : exact(takenAt)}
          <br />
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t("askedAt")}: {scheduled ? t("scheduled") : ago(createdAt)}
          </Typography.Text>
        </>
      ),
    },
    {
      key: "state",
      title: t("state"),
      dataIndex: "state",
      width: 130,
      render: (state: Export["state"]) => {
        const tag = <Tag color={COLOURS[state]}>{t(state)}</Tag>;
        return state === "failed" ? <Tooltip title={t("failedHint")}>{tag}</Tooltip> : tag;
      },
    },
    {
      key: "size",
      title: t("size"),
      dataIndex: "bytes",
      align: "right",
      width: 110,
      render: (size: number | null) => (size === null ? "–" : bytes(size)),
    },
    {
      key: "holds",
      title: t("holds"),
      width: 150,
      render: (_, { rows, tables }) =>
        rows === null || tables === null
          ? "–"
          : `${t("tables", { count: tables, written: number(tables) })}, ${t("rows", { count: rows, written: number(rows) })}`,
    },
    {
      key: "until",
      title: t("until"),
      dataIndex: "expiresAt",
      width: 170,
      render: (until: string | null) => (until === null ? "–" : time(until)),
    },
    {
      key: "actions",
      title: "",
      width: 190,
      render: (_, each) => {
        const when = time(each.takenAt ?? each.createdAt);
        return (
          <Flex gap="small">
            {download !== null && each.state === "ready" && (
              <Button
                size="small"
                icon={<DownloadOutlined />}
                aria-label={t("downloadOne", { when })}
                onClick={() => download(each)}
              >
                {t("download")}
              </Button>
            )}
            {link !== null && each.state === "ready" && (
              <Button
                size="small"
                icon={<LinkOutlined />}
                aria-label={t("linkOne", { when })}
                title={t("link")}
                onClick={() => link(each)}
              />
            )}
            {remove !== null && each.state !== "making" && each.state !== "deleting" && (
              <Button
                size="small"
                danger
                icon={<DeleteOutlined />}
                aria-label={t("removeOne", { when })}
                title={t("remove")}
                onClick={() => remove(each)}
              />
            )}
          </Flex>
        );
      },
    },
  ];
}
