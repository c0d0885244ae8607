import { Flex, Select } from "antd";
import { useState } from "react";
import type { Tenant } from "@/api/schema";
import { SearchField } from "@/lists/SearchField";
import type { Filters } from "@/lists/useFilters";
import { usePlans } from "../fleet/counts";
import { TENANT_STATES, useStateNames } from "../fleet/states";
import { useServers } from "../servers/servers";
import { isTag, tagsOf } from "./like";
import { texts } from "./texts";

export type TenantFilter = "q" | "state" | "server" | "plan" | "tag";

interface TenantFiltersProps {
  filters: Filters<TenantFilter>;
  /** Tenants that are shown: their tags are offered; others can be typed. */
  seen: readonly Tenant[];
  looking: boolean;
}

export function TenantFilters({ filters, seen, looking }: TenantFiltersProps) {
  const t = texts.use();
  const { tenant: stateName } = useStateNames();
  const servers = useServers().data ?? [];
  const plans = usePlans();

  function choice(name: Exclude<TenantFilter, "q">, label: string, any: string, options: Option[]) {
    return (
      <Select
        aria-label={label}
        allowClear
        placeholder={any}
        style={{ minWidth: 150 }}
        popupMatchSelectWidth={false}
        showSearch={options.length > 10 ? { optionFilterProp: "label" } : false}
        value={filters.of(name) ?? null}
        onChange={(value) => filters.set(name, value ?? undefined)}
        options={options}
      />
    );
  }

  return (
    <Flex wrap gap="small" role="search" aria-label={t("filters")}>
      <SearchField
        value={filters.of("q") ?? ""}
        onChange={(text) => filters.set("q", text)}
        label={t("search")}
        most={200}
        looking={looking}
        width={280}
      />
      {choice("state", t("state"), t("anyState"), [
        ...TENANT_STATES.map((value) => ({ value, label: stateName(value) })),
        { value: "all", label: t("everyState") },
      ])}
      {choice("server", t("server"), t("anyServer"), optionsOf(servers.map(({ name }) => name)))}
      {choice("plan", t("plan"), t("anyPlan"), optionsOf(plans))}
      <TagChoice filters={filters} seen={seen} />
    </Flex>
  );
}

/** Which tag tenants have: one that is seen, or one that is typed. */
function TagChoice({ filters, seen }: Pick<TenantFiltersProps, "filters" | "seen">) {
  const t = texts.use();
  const [typed, setTyped] = useState("");
  const chosen = filters.of("tag");
  const offered = [chosen ?? "", typed.trim()].filter(isTag);
  return (
    <Select
      aria-label={t("tag")}
      allowClear
      placeholder={t("anyTag")}
      style={{ minWidth: 150 }}
      popupMatchSelectWidth={false}
      showSearch={{ searchValue: typed, onSearch: setTyped, optionFilterProp: "label" }}
      notFoundContent={t("tagForm")}
      value={chosen ?? null}
      onChange={(value) => filters.set("tag", value ?? undefined)}
      options={optionsOf([...offered, ...seen.flatMap(tagsOf)])}
    />
  );
}

interface Option {
  value: string;
  label: string;
}

function optionsOf(values: readonly string[]): Option[] {
  return [...new Set(values)].toSorted().map((value) => ({ value, label: value }));
}
