import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Flex, Input, Select } from "antd";
import type { Comparison, RowFilter } from "@/api/schema";
import { texts } from "./texts";

/** A filter as it is typed. */
export interface Filter {
  id: number;
  column: string;
  op: Comparison;
  value: string;
}

const OPS: readonly Comparison[] = ["eq", "ne", "lt", "le", "gt", "ge", "is-null", "is-not-null"];

function takesValue({ op }: Filter): boolean {
  return op !== "is-null" && op !== "is-not-null";
}

export function isComplete(filter: Filter): boolean {
  return filter.column.trim() !== "";
}

/** How the API is told of filters. */
export function wishedFilters(filters: readonly Filter[]): RowFilter[] {
  return filters.map((filter) => ({
    column: filter.column.trim(),
    op: filter.op,
    ...(takesValue(filter) ? { value: filter.value } : {}),
  }));
}

interface RowFiltersProps {
  filters: readonly Filter[];
  change: (filters: readonly Filter[]) => void;
  /** Columns that are known; others may be typed. */
  columns: readonly string[];
}

/** Filters of rows: column, comparison, value. */
export function RowFilters({ filters, change, columns }: RowFiltersProps) {
  const t = texts.use();
  const set = (id: number, part: Partial<Filter>) =>
    change(filters.map((each) => (each.id === id ? { ...each, ...part } : each)));
  return (
    <Flex vertical gap="small" style={{ marginTop: 12 }}>
      {filters.map((filter) => (
        <Flex key={filter.id} wrap gap="small">
          <AutoComplete
            value={filter.column}
            aria-label={t("filterColumn")}
            placeholder={t("filterColumn")}
            style={{ flex: "2 1 130px" }}
            options={columns.map((column) => ({ value: column }))}
            showSearch={{
              filterOption: (typed, option) => option?.value.includes(typed) ?? false,
            }}
            onChange={(column) => set(filter.id, { column })}
          />
          <Select<Comparison>
            value={filter.op}
            aria-label={t("filterOp")}
            style={{ flex: "1 1 120px" }}
            options={OPS.map((op) => ({ value: op, label: t(`op_${op}`) }))}
            onChange={(op) => set(filter.id, { op })}
          />
          {takesValue(filter) && (
            <Input
              value={filter.value}
              aria-label={t("filterValue")}
              placeholder={t("filterValue")}
              dir="auto"
              style={{ flex: "2 1 140px" }}
              onChange={({ target }) => set(filter.id, { value: target.value })}
            />
          )}
          <Button
            icon={<DeleteOutlined />}
            aria-label={t("filterRemove")}
            onClick={() => change(filters.filter(({ id }) => id !== filter.id))}
          />
        </Flex>
      ))}
      <Button
        icon={<PlusOutlined />}
        style={{ alignSelf: "flex-start" }}
        onClick={() =>
          change([
            ...filters,
            {
              id: Math.max(0, ...filters.map(({ id }) => id)) + 1,
              column: "",
              op: "eq",
              value: "",
            },
          ])
        }
      >
        {t("filterAdd")}
      </Button>
    </Flex>
  );
}
