import { ExportOutlined } from "@ant-design/icons";
import { App, Button, Flex, Typography } from "antd";
import { useEffect, useState } from "react";
import { api, body } from "@/api/client";
import type { Export, ExportLink, Operation, Tenant } from "@/api/schema";
import { useColumns } from "@/enterprise/exports/columns";
import { LinkShown } from "@/enterprise/exports/ExportsScreen";
import { download } from "@/enterprise/exports/exports";
import { texts as exportTexts } from "@/enterprise/exports/texts";
import { useAction } from "@/forms/useAction";
import { Listing } from "@/lists/Listing";
import { usePages } from "@/lists/usePages";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { recoveryOf } from "./queries";
import { texts } from "./texts";

interface ExportsTabProps {
  tenant: Tenant;
  follow: (operation: Operation) => void;
}

/** Exports of a tenant, made by the platform: also while it is suspended, or deleted and not purged. */
export function ExportsTab({ tenant, follow }: ExportsTabProps) {
  const t = texts.use();
  const said = exportTexts.use();
  const may = useMay();
  const { modal } = App.useApp();
  const [link, setLink] = useState<ExportLink | null>(null);
  const exports = useExports(tenant.id);
  const asking = useAsking(tenant.id, follow);
  const removing = useRemoving(tenant.id, follow);
  const linking = useLinking(tenant.id, setLink);
  const downloading = useLinking(tenant.id, download);
  const mayDownload = may("tenant-export:download");

  const ask = may("tenant-export:create") && (
    <Button
      type="primary"
      icon={<ExportOutlined />}
      loading={asking.isRunning}
      onClick={() =>
        modal.confirm({
          title: t("exportAsk", { name: tenant.name }),
          content: t("exportDetail"),
          okText: t("exportRun"),
          cancelText: t("cancel"),
          onOk: () => asking.run(undefined),
        })
      }
    >
      {t("exportMake")}
    </Button>
  );
  const columns = useColumns({
    download: mayDownload ? downloading.run : null,
    link: mayDownload ? linking.run : null,
    remove: may("tenant-export:delete")
      ? (each: Export) =>
          modal.confirm({
            title: said("removeAsk"),
            content: said("removeDetail"),
            okText: said("remove"),
            okButtonProps: { danger: true },
            cancelText: t("cancel"),
            onOk: () => removing.run(each),
          })
      : null,
  });
  return (
    <Flex vertical gap="middle">
      <Failure error={asking.error ?? removing.error ?? linking.error ?? downloading.error} />
      <Flex wrap gap="small" align="center" justify="space-between">
        <Typography.Text type="secondary" style={{ flex: "1 1 300px" }}>
          {t("exportLead")}
        </Typography.Text>
        {(exports.data?.length ?? 0) > 0 && ask}
      </Flex>
      <Listing
        pages={exports}
        columns={columns}
        rowKey="id"
        label={t("exports")}
        empty={<Nothing action={ask}>{t("exportNone")}</Nothing>}
      />
      {link !== null && <LinkShown link={link} close={() => setLink(null)} />}
    </Flex>
  );
}

function useExports(tenant: string) {
  const [busy, setBusy] = useState(false);
  const pages = usePages<Export>(
    [...recoveryOf(tenant), "exports"],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/exports", {
          params: {
            path: { tenantKey: tenant },
            query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
          },
          signal,
        }),
      ),
    { every: busy ? 2_000 : 60_000 },
  );
  const atWork = pages.items.some(({ state }) => state === "making" || state === "deleting");
  useEffect(() => setBusy(atWork), [atWork]);
  return pages;
}

function useAsking(tenant: string, follow: (operation: Operation) => void) {
  return useAction({
    call: (_: undefined, header) =>
      body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/exports", {
          params: { path: { tenantKey: tenant }, header },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => follow(operation),
  });
}

function useRemoving(tenant: string, follow: (operation: Operation) => void) {
  return useAction({
    call: ({ id }: Export) =>
      body(
        api.DELETE("/api/v1/platform/tenants/{tenantKey}/exports/{export}", {
          params: { path: { tenantKey: tenant, export: id } },
        }),
      ),
    renews: [recoveryOf(tenant)],
    done: ({ operation }) => follow(operation),
  });
}

function useLinking(tenant: string, done: (link: ExportLink) => void) {
  return useAction({
    call: async ({ id }: Export) => {
      const link = await body(
        api.POST("/api/v1/platform/tenants/{tenantKey}/exports/{export}/link", {
          params: { path: { tenantKey: tenant, export: id } },
        }),
      );
      return { ...link, url: new URL(link.url, globalThis.location.origin).href };
    },
    done,
  });
}
