import { useQuery } from "@tanstack/react-query";
import { Card, Flex, Table, Typography } from "antd";
import { api, body } from "@/api/client";
import type { RemovedItem, SearchedPlace, Tenant } from "@/api/schema";
import { Scrolling } from "@/lists/Scrolling";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Facts } from "../fleet/Facts";
import { texts } from "./texts";

/** What a purge removed, and that nothing was found afterwards. */
export function Receipt({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const { exact } = useFormats();
  const query = useQuery({
    queryKey: ["receipt", tenant.id],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/receipt", {
          params: { path: { tenantKey: tenant.id } },
          signal,
        }),
      ),
  });
  return (
    <Card title={t("receipt")}>
      <Ready query={query}>
        {(receipt) => (
          <Flex vertical gap="middle">
            <Facts
              of={[
                [t("receiptBy"), <bdi key="by">{receipt.requestedBy}</bdi>],
                [t("receiptDeleted"), exact(receipt.deletedAt)],
                [t("receiptPurged"), exact(receipt.purgedAt)],
              ]}
            />
            <Scrolling label={t("removedItems")}>
              <Table<RemovedItem>
                size="small"
                title={() => <strong>{t("removedItems")}</strong>}
                rowKey={({ kind, name }) => `${kind} ${name}`}
                dataSource={receipt.removed}
                pagination={false}
                scroll={{ x: "max-content" }}
                columns={[
                  { key: "kind", title: t("what"), dataIndex: "kind" },
                  { key: "name", title: t("name"), render: (_, { name }) => <bdi>{name}</bdi> },
                  { key: "when", title: t("when"), render: (_, { removedAt }) => exact(removedAt) },
                ]}
              />
            </Scrolling>
            <Scrolling label={t("searchedPlaces")}>
              <Table<SearchedPlace>
                size="small"
                title={() => <strong>{t("searchedPlaces")}</strong>}
                rowKey="place"
                dataSource={receipt.searched}
                pagination={false}
                scroll={{ x: "max-content" }}
                columns={[
                  { key: "place", title: t("what"), dataIndex: "place" },
                  {
                    key: "found",
                    title: t("found"),
                    render: (_, { found }) =>
                      found ?? <Typography.Text type="warning">{t("notSearched")}</Typography.Text>,
                  },
                ]}
              />
            </Scrolling>
          </Flex>
        )}
      </Ready>
    </Card>
  );
}
