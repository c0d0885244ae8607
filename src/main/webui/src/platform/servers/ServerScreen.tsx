import { Alert, Button, Card, Flex, Typography } from "antd";
import { Link, useParams } from "react-router";
import type { DatabaseServer } from "@/api/schema";
import { LabelTags } from "@/forms/LabelsInput";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { Facts } from "../fleet/Facts";
import { ServerStateTag } from "../fleet/states";
import { Trail } from "../fleet/Trail";
import { CheckTag } from "./CheckTag";
import { Findings } from "./Findings";
import { ServerActions } from "./ServerActions";
import { engineOf, useChecking, useServer } from "./servers";
import { texts } from "./texts";
import { Usage } from "./Usage";

/** A database server: how full it is, whether it is fit, and whether it takes new tenants. */
export default function ServerScreen() {
  const t = texts.use();
  const { server: name = "" } = useParams();
  const query = useServer(name);
  const server = query.data;
  return (
    <Page
      title={name}
      trail={<Trail to="/platform/servers" label={t("title")} here={name} />}
      {...(server === undefined
        ? {}
        : {
            lead: (
              <Flex gap="small" align="center" wrap>
                <code>
                  {server.host}:{server.port}
                </code>
                <ServerStateTag state={server.state} />
              </Flex>
            ),
            actions: <ServerActions server={server} />,
          })}
    >
      <Ready query={query}>
        {(known) => (
          <Flex vertical gap="middle">
            <Notice server={known} />
            <Load server={known} />
            <Placement server={known} />
            <LastCheck server={known} />
          </Flex>
        )}
      </Ready>
    </Page>
  );
}

function Notice({ server }: { server: DatabaseServer }) {
  const t = texts.use();
  switch (server.state) {
    case "draining":
      return (
        <Alert
          type="warning"
          showIcon
          title={t("drainingNotice")}
          description={t("drainingDetail")}
        />
      );
    case "down":
      return (
        <Alert type="error" showIcon title={t("downNotice")} description={t("downNoticeDetail")} />
      );
    case "registering":
      return (
        <Alert
          type="warning"
          showIcon
          title={t("registeringNotice")}
          description={t("registeringDetail")}
        />
      );
    default:
      return server.lastCheck?.ok === false ? (
        <Alert type="error" showIcon title={t("unfitNotice")} />
      ) : null;
  }
}

function Load({ server }: { server: DatabaseServer }) {
  const t = texts.use();
  const { number, bytes, ago } = useFormats();
  const { capacity, load, tenants } = server;
  return (
    <Card
      title={t("load")}
      extra={
        load.measuredAt !== null && (
          <Typography.Text type="secondary">
            {t("measured", { when: ago(load.measuredAt) })}
          </Typography.Text>
        )
      }
    >
      <Facts
        of={[
          [
            t("tenants"),
            <Flex key="tenants" vertical gap={4}>
              <Usage
                label={t("tenants")}
                used={tenants}
                limit={capacity.maxTenants}
                written={number}
              />
              <Link to={`/platform/tenants?server=${server.name}`}>{t("showTenants")}</Link>
            </Flex>,
          ],
          [
            t("data"),
            <Usage
              key="data"
              label={t("data")}
              used={load.bytes}
              limit={capacity.maxBytes}
              written={bytes}
            />,
          ],
          [
            t("connections"),
            <Usage
              key="connections"
              label={t("connections")}
              used={load.connections}
              limit={capacity.maxConnections}
              written={number}
            />,
          ],
        ]}
      />
    </Card>
  );
}

function Placement({ server }: { server: DatabaseServer }) {
  const t = texts.use();
  const { number, bytes, time } = useFormats();
  const { capacity, labels, weight } = server;
  const limit = (value: number | null | undefined, written: (value: number) => string) =>
    value == null ? t("unlimited") : written(value);
  return (
    <Card title={t("placement")}>
      <Facts
        of={[
          [t("maxTenants"), limit(capacity.maxTenants, number)],
          [t("maxData"), limit(capacity.maxBytes, bytes)],
          [t("maxConnections"), limit(capacity.maxConnections, number)],
          [t("weight"), number(weight)],
          [t("labels"), <LabelTags key="labels" labels={labels} />],
          [t("engine"), engineOf(server) ?? t("unknownEngine")],
          [t("added"), time(server.createdAt)],
        ]}
      />
    </Card>
  );
}

function LastCheck({ server }: { server: DatabaseServer }) {
  const t = texts.use();
  const may = useMay();
  const { ago, exact } = useFormats();
  const checking = useChecking(server.name);
  const check = server.lastCheck;
  const now = may("server:manage") && (
    <Button onClick={() => checking.run()} loading={checking.isRunning}>
      {t("checkNow")}
    </Button>
  );
  return (
    <Card
      title={
        <Flex gap="small" align="center" wrap>
          {t("checkTitle")} <CheckTag check={check} />
        </Flex>
      }
      extra={now}
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">
          {check !== null && (
            <span title={exact(check.at)}>{t("checkAt", { when: ago(check.at) })} </span>
          )}
          {t("checkDetail")}
        </Typography.Text>
        <Failure error={checking.error} again={() => checking.run()} />
        {check === null ? (
          <Nothing>{t("neverCheckedYet")}</Nothing>
        ) : (
          <Findings findings={check.findings} />
        )}
      </Flex>
    </Card>
  );
}
