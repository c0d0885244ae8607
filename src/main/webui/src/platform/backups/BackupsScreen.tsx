import { Badge, Flex, Tabs } from "antd";
import { useSearchParams } from "react-router";
import { Page } from "@/workspace/Page";
import { Archives } from "./Archives";
import { AtRisk } from "./AtRisk";
import { Drills } from "./Drills";
import { useLogArchives, useTenantsAtRisk } from "./fleet";
import { texts } from "./texts";

/** Whether every tenant could be brought back. */
export default function BackupsScreen() {
  const t = texts.use();
  const [search, setSearch] = useSearchParams();
  const atRisk = useTenantsAtRisk();
  const archives = useLogArchives();
  const standing = archives.data?.servers.filter(({ problem }) => problem !== null).length ?? 0;
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Tabs
        activeKey={search.get("view") ?? "risk"}
        onChange={(view) => setSearch({ view }, { replace: true })}
        items={[
          {
            key: "risk",
            label: <Counted label={t("atRisk")} count={atRisk.items.length} />,
            children: <AtRisk tenants={atRisk} />,
          },
          { key: "drills", label: t("drills"), children: <Drills /> },
          {
            key: "archives",
            label: <Counted label={t("archives")} count={standing} />,
            children: <Archives archives={archives} />,
          },
        ]}
      />
    </Page>
  );
}

function Counted({ label, count }: { label: string; count: number }) {
  return (
    <Flex gap={6} align="center">
      {label}
      <Badge count={count} size="small" overflowCount={999} />
    </Flex>
  );
}
