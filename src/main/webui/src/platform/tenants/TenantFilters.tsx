import { Flex, Input, Select } from "antd";
import { useEffect, useState } from "react";
import type { Tenant } from "@/api/schema";
import type { Filters } from "@/lists/useFilters";
import { TENANT_STATES, useStateNames } from "../fleet/states";
import { useServers } from "../servers/servers";
import { tagsOf } from "./like";
import { usePlans } from "./tenants";
import { texts } from "./texts";

export type TenantFilter = "q" | "state" | "server" | "plan" | "tag";

/** While somebody types, nothing is looked for; in milliseconds. */
const PAUSE = 300;

interface TenantFiltersProps {
  filters: Filters<TenantFilter>;
  /** Tenants that were read: their plans and tags are offered. */
  seen: readonly Tenant[];
}

export function TenantFilters({ filters, seen }: TenantFiltersProps) {
  const t = texts.use();
  const { tenant: stateName } = useStateNames();
  const servers = useServers().data ?? [];
  const offered = usePlans();
  const plans = seen.flatMap(({ plan }) => (plan === null ? [] : [plan]));

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
      <Words filters={filters} />
      {choice("state", t("state"), t("anyState"), [
        ...TENANT_STATES.map((value) => ({ value, label: stateName(value) })),
        { value: "all", label: t("everyState") },
      ])}
      {choice("server", t("server"), t("anyServer"), optionsOf(servers.map(({ name }) => name)))}
      {choice("plan", t("plan"), t("anyPlan"), optionsOf([...offered, ...plans]))}
      {choice("tag", t("tag"), t("anyTag"), optionsOf(seen.flatMap(tagsOf)))}
    </Flex>
  );
}

interface Option {
  value: string;
  label: string;
}

function optionsOf(values: readonly string[]): Option[] {
  return [...new Set(values)].toSorted().map((value) => ({ value, label: value }));
}

/** What is typed is looked for when its author pauses. */
function Words({ filters }: { filters: Filters<TenantFilter> }) {
  const t = texts.use();
  const words = filters.of("q") ?? "";
  const [typed, setTyped] = useState(words);
  useEffect(() => setTyped(words), [words]);
  useEffect(() => {
    if (typed === words) {
      return;
    }
    const timer = setTimeout(() => filters.set("q", typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, words, filters]);
  return (
    <Input.Search
      aria-label={t("search")}
      allowClear
      dir="auto"
      placeholder={t("search")}
      style={{ width: 280 }}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(value) => filters.set("q", value)}
    />
  );
}
