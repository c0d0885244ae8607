import { ExportOutlined } from "@ant-design/icons";
import { App, Button, Flex, Modal, Typography } from "antd";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { Export, ExportLink } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { Listing } from "@/lists/Listing";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { Backups } from "./Backups";
import { useColumns } from "./columns";
import { download, useAsking, useExports, useLinking, useRemoving } from "./exports";
import { texts } from "./texts";

/** What an organisation takes with it, and how it is kept safe. */
export default function ExportsScreen() {
  const t = texts.use();
  const may = useMay();
  const { modal } = App.useApp();
  const exports = useExports();
  const asking = useAsking();
  const removing = useRemoving();
  const [link, setLink] = useState<ExportLink | null>(null);
  const linking = useLinking(setLink);
  const downloading = useLinking(download);

  const ask = may("export:create") && (
    <Button
      type="primary"
      icon={<ExportOutlined />}
      loading={asking.isRunning}
      onClick={() =>
        modal.confirm({
          title: t("createAsk"),
          content: t("createDetail"),
          okText: t("ask"),
          cancelText: t("cancel"),
          onOk: () => asking.run(),
        })
      }
    >
      {t("create")}
    </Button>
  );
  const columns = useColumns({
    download: may("export:download") ? downloading.run : null,
    link: may("export:download") ? linking.run : null,
    remove: may("export:delete")
      ? (each: Export) =>
          modal.confirm({
            title: t("removeAsk"),
            content: t("removeDetail"),
            okText: t("remove"),
            okButtonProps: { danger: true },
            cancelText: t("cancel"),
            onOk: () => removing.run(each),
          })
      : null,
  });
  return (
    <Page title={t("title")} lead={t("lead")} actions={ask}>
      <Flex vertical gap="middle">
        {isProblem(asking.error, "backups_off") ? (
          <Nothing>
            <strong>{t("backupsOffTitle")}</strong>
            <br />
            {t("backupsOffDetail")}
          </Nothing>
        ) : (
          <Failure error={asking.error} />
        )}
        <Failure error={linking.error ?? downloading.error ?? removing.error} />
        <Listing
          pages={exports}
          columns={columns}
          rowKey="id"
          label={t("exports")}
          empty={<Nothing action={ask}>{t("first")}</Nothing>}
        />
        <Backups />
      </Flex>
      {link !== null && <LinkShown link={link} close={() => setLink(null)} />}
    </Page>
  );
}

/** A link to an export, and how long it holds. */
export function LinkShown({ link, close }: { link: ExportLink; close: () => void }) {
  const t = texts.use();
  const { exact } = useFormats();
  return (
    <Modal
      open
      title={t("linkTitle")}
      onCancel={close}
      footer={<Button onClick={close}>{t("close")}</Button>}
    >
      <Flex vertical gap="middle">
        <Typography.Text>{t("linkDetail", { until: exact(link.expiresAt) })}</Typography.Text>
        <Copyable value={link.url} label={t("linkLabel")} />
      </Flex>
    </Modal>
  );
}
