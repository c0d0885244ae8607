import { Button, Flex, Input, Select } from "antd";
import { useState } from "react";
import { type Filters, useFilters } from "@/lists/useFilters";
import { Nothing } from "@/states/Nothing";
import { Page } from "@/workspace/Page";
import { OPERATION_STATES, useStateNames } from "../fleet/states";
import { KINDS, useKindName } from "./kinds";
import { OperationList } from "./OperationList";
import { useOperations } from "./operations";
import { texts } from "./texts";

type Filter = "state" | "kind" | "tenant";

/** What is being done to the fleet, and what was. */
export default function OperationsScreen() {
  const t = texts.use();
  const filters = useFilters<Filter>("state", "kind", "tenant");
  const state = OPERATION_STATES.find((each) => each === filters.of("state"));
  const operations = useOperations({
    state,
    kind: filters.of("kind"),
    tenant: filters.of("tenant"),
  });
  const empty = filters.any ? (
    <Nothing action={<Button onClick={filters.clear}>{t("showAll")}</Button>}>{t("none")}</Nothing>
  ) : (
    <Nothing>{t("noneYet")}</Nothing>
  );
  return (
    <Page title={t("title")} lead={t(state === "failed" ? "failedLead" : "lead")}>
      <Flex vertical gap="middle">
        <OperationFilters filters={filters} />
        <OperationList operations={operations} empty={empty} />
      </Flex>
    </Page>
  );
}

function OperationFilters({ filters }: { filters: Filters<Filter> }) {
  const t = texts.use();
  const kindName = useKindName();
  const { operation: stateName } = useStateNames();
  const [tenant, setTenant] = useState(filters.of("tenant") ?? "");
  return (
    <Flex wrap gap="small" role="search" aria-label={t("filters")}>
      <Select
        aria-label={t("state")}
        allowClear
        placeholder={t("anyState")}
        style={{ minWidth: 150 }}
        value={filters.of("state") ?? null}
        onChange={(state) => filters.set("state", state ?? undefined)}
        options={OPERATION_STATES.map((value) => ({ value, label: stateName(value) }))}
      />
      <Select
        aria-label={t("kind")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("anyKind")}
        style={{ minWidth: 220 }}
        value={filters.of("kind") ?? null}
        onChange={(kind) => filters.set("kind", kind ?? undefined)}
        options={KINDS.map((value) => ({ value, label: kindName(value) }))}
      />
      <Input.Search
        aria-label={t("tenant")}
        allowClear
        placeholder={t("tenantHint")}
        style={{ width: 240 }}
        value={tenant}
        onChange={(event) => setTenant(event.target.value)}
        onSearch={(value) => filters.set("tenant", value.trim())}
      />
    </Flex>
  );
}
