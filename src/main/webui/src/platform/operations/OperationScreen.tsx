import { useQuery } from "@tanstack/react-query";
import { Card, Flex, Typography } from "antd";
import { useParams } from "react-router";
import { api, body } from "@/api/client";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { Facts } from "../fleet/Facts";
import { OperationStateTag } from "../fleet/states";
import { TenantName } from "../fleet/TenantName";
import { Trail } from "../fleet/Trail";
import { FollowedOperation } from "./FollowedOperation";
import { useKindName } from "./kinds";
import { Took } from "./OperationList";
import { texts } from "./texts";

/** An operation: what it is, and its steps as they are done. */
export default function OperationScreen() {
  const t = texts.use();
  const kindName = useKindName();
  const { exact } = useFormats();
  const { operation: id = "" } = useParams();
  const query = useQuery({
    queryKey: ["operations", "one", id],
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/platform/operations/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 2_000 : false),
  });
  const title = query.data === undefined ? t("what") : kindName(query.data.kind);
  return (
    <Page
      title={title}
      trail={<Trail to="/platform/operations" label={t("title")} here={`…${id.slice(-8)}`} />}
    >
      <Ready query={query}>
        {(operation) => (
          <Flex vertical gap="middle">
            <Card>
              <Facts
                of={[
                  [t("state"), <OperationStateTag key="state" state={operation.state} />],
                  [
                    t("tenant"),
                    operation.tenant === null ? (
                      t("ofNone")
                    ) : (
                      <TenantName key="tenant" id={operation.tenant} />
                    ),
                  ],
                  [t("began"), exact(operation.createdAt)],
                  [t("took"), <Took key="took" of={operation} />],
                  [t("kind"), <code key="kind">{operation.kind}</code>],
                  [
                    t("id"),
                    <Typography.Text key="id" copyable code>
                      {operation.id}
                    </Typography.Text>,
                  ],
                ]}
              />
            </Card>
            <Card>
              <FollowedOperation id={id} />
            </Card>
          </Flex>
        )}
      </Ready>
    </Page>
  );
}
