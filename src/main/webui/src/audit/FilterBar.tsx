import { DatePicker, Flex, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useActionChoices } from "./actions";
import type { useFilters } from "./filters";
import { texts } from "./texts";

interface FilterBarProps {
  of: ReturnType<typeof useFilters>;
  /** Whether it is the log of the platform, which has all organisations in it. */
  platform: boolean;
}

/** What narrows a log down. */
export function FilterBar({ of, platform }: FilterBarProps) {
  const t = texts.use();
  const choices = useActionChoices((area) => t("all", { area }), platform);
  const { filters, change } = of;
  return (
    <search aria-label={t("filters")}>
      <Flex wrap gap="small" className="filter-bar">
        {platform && (
          <Input.Search
            key={`tenant ${filters.tenant}`}
            allowClear
            aria-label={t("tenant")}
            placeholder={t("tenant")}
            defaultValue={filters.tenant}
            onSearch={(tenant) => change({ tenant: tenant.trim() })}
            style={{ width: 170 }}
          />
        )}
        <Input.Search
          key={`actor ${filters.actor}`}
          allowClear
          aria-label={t("actor")}
          placeholder={t("actor")}
          title={t("actorHint")}
          defaultValue={filters.actor}
          onSearch={(actor) => change({ actor: actor.trim() })}
          style={{ width: 235 }}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("action")}
          placeholder={t("anyAction")}
          value={filters.action ?? null}
          onChange={(action) => change({ action })}
          options={choices}
          style={{ width: 205 }}
        />
        <Moment
          label={t("since")}
          value={filters.from}
          change={(from) => change({ from })}
          presets={[
            { label: t("lastHour"), value: dayjs().subtract(1, "hour") },
            { label: t("today"), value: dayjs().startOf("day") },
            { label: t("lastWeek"), value: dayjs().subtract(7, "day") },
            { label: t("lastMonth"), value: dayjs().subtract(30, "day") },
          ]}
        />
        <Moment label={t("until")} value={filters.to} change={(to) => change({ to })} />
      </Flex>
    </search>
  );
}

interface MomentProps {
  label: string;
  value: string | undefined;
  change: (iso: string | null) => void;
  presets?: { label: string; value: Dayjs }[];
}

function Moment({ label, value, change, presets }: MomentProps) {
  const read = value === undefined ? null : dayjs(value);
  return (
    <DatePicker
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      aria-label={label}
      placeholder={label}
      value={read?.isValid() ? read : null}
      onChange={(moment: Dayjs | null) => change(moment?.toISOString() ?? null)}
      {...(presets === undefined ? {} : { presets })}
      style={{ width: 175 }}
    />
  );
}
