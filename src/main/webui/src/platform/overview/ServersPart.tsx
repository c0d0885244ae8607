import { Flex, Progress, Tag, Typography } from "antd";
import { Link } from "react-router";
import type { DatabaseServer } from "@/api/schema";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { ServerStateTag } from "../fleet/states";
import { CheckTag } from "../servers/CheckTag";
import { fullness } from "../servers/servers";
import { isSilent } from "./concerns";
import type { Fleet } from "./fleet";
import { Part } from "./Part";
import { texts } from "./texts";

const SHOWN = 6;

interface ServersPartProps {
  servers: NonNullable<Fleet["servers"]>;
  archives: Fleet["archives"];
}

/** Servers, those first that somebody should look at. */
export function ServersPart({ servers, archives }: ServersPartProps) {
  const t = texts.use();
  const isQuiet = ({ name }: DatabaseServer) => isSilent(archives?.data, name);
  const worryOf = (server: DatabaseServer) => worry(server) + (isQuiet(server) ? 3 : 0);
  return (
    <Part title={t("servers")} to="/platform/servers" all={t("allServers")}>
      <Ready query={servers} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <Typography.Text type="secondary">{t("noServers")}</Typography.Text>
          ) : (
            <ul className="overview-rows">
              {items
                .toSorted((one, other) => worryOf(other) - worryOf(one))
                .slice(0, SHOWN)
                .map((server) => (
                  <Row key={server.id} server={server} quiet={isQuiet(server)} />
                ))}
            </ul>
          )
        }
      </Ready>
    </Part>
  );
}

function Row({ server, quiet }: { server: DatabaseServer; quiet: boolean }) {
  const t = texts.use();
  const { number } = useFormats();
  const full = fullness(server);
  const percent = full === null ? null : Math.min(100, Math.round(full * 100));
  return (
    <li>
      <Flex vertical>
        <Flex gap="small" align="center" wrap>
          <Link to={`/platform/servers/${server.name}`}>{server.name}</Link>
          {server.state !== "active" && <ServerStateTag state={server.state} />}
          {quiet && <Tag color="error">{t("serverSilent")}</Tag>}
          {server.lastCheck?.ok === false && <CheckTag check={server.lastCheck} />}
        </Flex>
        <Typography.Text type="secondary">
          {t("tenantsOn", { count: server.tenants, shown: number(server.tenants) })}
        </Typography.Text>
      </Flex>
      {percent === null ? (
        <Typography.Text type="secondary">{t("noLimit")}</Typography.Text>
      ) : (
        <div style={{ width: 120 }}>
          <Typography.Text type="secondary">
            {t("fullTo", { percent: `${percent} %` })}
          </Typography.Text>
          <Progress
            percent={percent}
            size="small"
            showInfo={false}
            status={percent >= 100 ? "exception" : "normal"}
            aria-label={t("fullTo", { percent: `${percent} %` })}
          />
        </div>
      )}
    </li>
  );
}

function worry(server: DatabaseServer): number {
  const states = { down: 4, registering: 2, draining: 1, active: 0 };
  return states[server.state] + (server.lastCheck?.ok === false ? 3 : 0) + (fullness(server) ?? 0);
}
