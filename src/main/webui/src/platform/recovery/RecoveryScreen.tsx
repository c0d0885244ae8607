import { Alert, Button, Flex, Input, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import type { Tenant } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { Nothing } from "@/states/Nothing";
import { Page } from "@/workspace/Page";
import { texts as workspaceTexts } from "@/workspace/texts";
import { useTenants } from "./queries";
import { texts } from "./texts";

/** Where one finds the tenant whose past is wanted. */
export default function RecoveryScreen() {
  const t = texts.use();
  const [search, setSearch] = useSearchParams();
  const tenants = useTenants();
  const wanted = search.get("q") ?? "";
  const found = tenants.items.filter((tenant) => isCalled(tenant, wanted));
  const columns: TableColumnsType<Tenant> = [
    {
      key: "name",
      title: t("organisation"),
      render: (_, { name, slug }) => (
        <Flex vertical>
          <Link to={`/platform/recovery/${slug}`}>
            <bdi>{name}</bdi>
          </Link>
          <small>{slug}</small>
        </Flex>
      ),
    },
    { key: "server", title: t("server"), render: (_, { server }) => server ?? "—" },
    { key: "state", title: t("state"), render: (_, { state }) => <StateWord state={state} /> },
  ];
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Flex vertical gap="middle">
        <Input.Search
          allowClear
          autoFocus
          dir="auto"
          style={{ maxWidth: 420 }}
          aria-label={t("search")}
          placeholder={t("search")}
          defaultValue={wanted}
          onChange={({ target }) =>
            setSearch(target.value === "" ? {} : { q: target.value }, { replace: true })
          }
        />
        {tenants.hasMore && wanted !== "" && found.length === 0 && (
          <Alert
            type="info"
            showIcon
            title={t("notLoaded", { key: wanted })}
            action={
              <Link to={`/platform/recovery/${encodeURIComponent(wanted)}`}>
                <Button size="small">{t("open")}</Button>
              </Link>
            }
          />
        )}
        <Listing
          pages={{ ...tenants, items: found, data: tenants.data === undefined ? undefined : found }}
          columns={columns}
          rowKey="id"
          label={t("title")}
          empty={<Nothing>{t("noTenant")}</Nothing>}
        />
      </Flex>
    </Page>
  );
}

function isCalled({ name, slug, id }: Tenant, wanted: string): boolean {
  const sought = wanted.trim().toLocaleLowerCase();
  return name.toLocaleLowerCase().includes(sought) || slug.includes(sought) || id === wanted.trim();
}

const STATES = [
  "active",
  "suspended",
  "maintenance",
  "provisioning",
  "deleting",
  "deleted",
] as const;

function StateWord({ state }: { state: string }) {
  const t = workspaceTexts.use();
  const known = STATES.find((each) => each === state);
  return known === undefined ? state : t(`state_${known}`);
}
