import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, type TableColumnsType, Typography } from "antd";
import { Link, useSearchParams } from "react-router";
import type { Tenant } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useFilters } from "@/lists/useFilters";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { STATES_THERE, TENANT_STATES, TenantStateTag } from "../fleet/states";
import { CreateTenant } from "./CreateTenant";
import { RotateAll } from "./RotateAll";
import { type TenantFilter, TenantFilters } from "./TenantFilters";
import { useTenants } from "./tenants";
import { texts } from "./texts";
import { Version } from "./Version";

/** All tenants; found by name, state, server, plan and tag. */
export default function TenantsScreen() {
  const t = texts.use();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const filters = useFilters<TenantFilter>("q", "state", "server", "plan", "tag");
  const wished = filters.of("state");
  const state = TENANT_STATES.find((each) => each === wished);
  const tenants = useTenants({
    words: filters.of("q"),
    states: state !== undefined ? [state] : wished === "all" ? TENANT_STATES : STATES_THERE,
    server: filters.of("server"),
    plan: filters.of("plan"),
    tag: filters.of("tag"),
  });

  function draw(open: boolean): void {
    const next = new URLSearchParams(search);
    if (open) {
      next.set("create", "1");
    } else {
      next.delete("create");
    }
    setSearch(next, { replace: true });
  }

  const create = may("tenant:create") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => draw(true)}>
      {t("create")}
    </Button>
  );
  const empty = filters.any ? (
    <Nothing action={<Button onClick={filters.clear}>{t("showAll")}</Button>}>
      {t("noneLike")}
    </Nothing>
  ) : (
    <Nothing action={create}>{t("first")}</Nothing>
  );

  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          {may("credential:rotate") && <RotateAll />}
          {create}
        </>
      }
    >
      <Flex vertical gap="middle">
        <TenantFilters
          filters={filters}
          seen={tenants.items}
          looking={filters.any && tenants.isFetching}
        />
        <TenantList tenants={tenants} empty={empty} />
      </Flex>
      {may("tenant:create") && search.has("create") && <CreateTenant close={() => draw(false)} />}
    </Page>
  );
}

interface TenantListProps {
  tenants: ReturnType<typeof useTenants>;
  empty: React.ReactNode;
}

function TenantList({ tenants, empty }: TenantListProps) {
  const t = texts.use();
  const { ago, exact } = useFormats();
  const columns: TableColumnsType<Tenant> = [
    {
      key: "name",
      title: t("name"),
      width: 240,
      render: (_, { id, name }) => (
        <Link to={`/platform/tenants/${id}`}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    {
      key: "slug",
      title: t("slug"),
      width: 160,
      render: (_, { slug }) => <code>{slug}</code>,
    },
    {
      key: "state",
      title: t("state"),
      width: 120,
      render: (_, { state }) => <TenantStateTag state={state} />,
    },
    { key: "plan", title: t("plan"), width: 110, render: (_, { plan }) => plan ?? <Dash /> },
    {
      key: "server",
      title: t("server"),
      width: 110,
      render: (_, { server }) =>
        server === null ? <Dash /> : <Link to={`/platform/servers/${server}`}>{server}</Link>,
    },
    {
      key: "version",
      title: t("version"),
      width: 110,
      render: (_, { schemaVersion }) => <Version of={schemaVersion} />,
    },
    {
      key: "changed",
      title: t("changed"),
      width: 140,
      render: (_, { changedAt }) => <span title={exact(changedAt)}>{ago(changedAt)}</span>,
    },
  ];
  return <Listing pages={tenants} columns={columns} rowKey="id" empty={empty} label={t("title")} />;
}

function Dash() {
  return <Typography.Text type="secondary">–</Typography.Text>;
}
