import { Flex, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { Tenant } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { SearchField } from "@/lists/SearchField";
import { useAddress } from "@/lists/useAddress";
import { Nothing } from "@/states/Nothing";
import { Page } from "@/workspace/Page";
import { STATES_THERE, TenantStateTag } from "../fleet/states";
import { useTenants } from "../tenants/tenants";
import { texts } from "./texts";

/** Where one finds the tenant whose past is wanted. */
export default function RecoveryScreen() {
  const t = texts.use();
  const [filters, setFilters] = useAddress();
  const wanted = filters.get("q") ?? "";
  const tenants = useTenants({ words: wanted || undefined, states: STATES_THERE });
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
    { key: "state", title: t("state"), render: (_, { state }) => <TenantStateTag state={state} /> },
  ];
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Flex vertical gap="middle">
        <Flex role="search" aria-label={t("search")}>
          <SearchField
            value={wanted}
            onChange={(text) => setFilters({ q: text })}
            label={t("search")}
            most={200}
            looking={wanted !== "" && tenants.isFetching}
            width={420}
          />
        </Flex>
        <Listing
          pages={tenants}
          columns={columns}
          rowKey="id"
          label={t("title")}
          empty={<Nothing>{t("noTenant")}</Nothing>}
        />
      </Flex>
    </Page>
  );
}
